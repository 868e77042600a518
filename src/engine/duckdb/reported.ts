import { bytesOf, textOf } from '#lib/bytes.ts';
import { Failure, messageOf } from '#lib/failure.ts';

/** What the database said against a statement, taken apart. */
export interface ReportedError {
	/** Its sentence, without the kind of error before it and the piece of the statement behind it. */
	sentence: string;
	/** Names that it offers in the place of one that it does not know, the nearest first. */
	nearest: readonly string[];
	/** Offset into the statement that was run; null where it says none. */
	at: number | null;
}

/** Takes apart what a query failed with, whose statement stands in the failure. */
export function reportedOf(error: unknown): ReportedError {
	const statement = error instanceof Failure ? (error.place ?? '') : '';
	const { text, at } = unwrapped(messageOf(error), statement);
	const [said = ''] = text.split(/\n\s*LINE \d+: /);
	const [sentence = '', offered = ''] = said.split(
		/\n*(?:Candidate (?:bindings|tables|Entries)|Did you mean)[:\s]*/
	);
	return {
		sentence: plain(sentence),
		nearest: [...offered.matchAll(/"((?:[^"]|"")+)"/g)].map(([, name]) => name!),
		at: at ?? characterOf(text) ?? markedOffset(text, statement)
	};
}

/** Without the kind before it, the list of every function of a name behind it, and the line ends within. */
function plain(sentence: string): string {
	return sentence
		.replace(/^(?:[A-Z][\w-]*(?: [A-Z][\w-]*)* Error: )+/, '')
		.replace(/\s*Candidate functions:[\s\S]*$/, '')
		.replace(/ ?\(at character \d+\)/, '')
		.replace(/\s+/g, ' ')
		.replace(/!$/, '')
		.trim();
}

/** In the browser some errors come as JSON, with the place beside the sentence, in bytes of UTF-8. */
function unwrapped(message: string, statement: string): { text: string; at: number | null } {
	const begin = message.indexOf('{"exception_type"');
	if (begin < 0) return { text: message, at: null };
	try {
		const { exception_message: text, position } = JSON.parse(message.slice(begin)) as {
			exception_message?: string;
			position?: string;
		};
		const at = position === undefined ? null : characters(statement, Number(position));
		return { text: text ?? message, at };
	} catch {
		return { text: message, at: null };
	}
}

function characters(text: string, bytes: number): number {
	return textOf(bytesOf(text).subarray(0, bytes)).length;
}

function characterOf(message: string): number | null {
	const character = /\(at character (\d+)\)/.exec(message);
	return character === null ? null : Number(character[1]) - 1;
}

/** DuckDB prints the line, cut to what fits, and a caret under the place. */
function markedOffset(message: string, statement: string): number | null {
	const marked = /LINE (\d+): (.*)\n( *)\^/.exec(message);
	if (marked === null) return null;
	const [, line, text, indent] = marked;
	const before = statement.split('\n').slice(0, Number(line) - 1);
	const start = before.reduce((sum, earlier) => sum + earlier.length + 1, 0);
	const cut = text!.startsWith('...') ? 3 : 0;
	const shown = text!.slice(cut).replace(/\.\.\.$/, '');
	const at = statement.indexOf(shown, start);
	if (at < 0) return null;
	const column = indent!.length - `LINE ${line}: `.length - cut;
	const offset = at + indexAt(shown, column);
	return message.includes('syntax error at') ? unmistaken(statement, offset) : offset;
}

/** As wide as two letters, and as none, where DuckDB prints a caret. */
const wide =
	/[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}|[\u{20000}-\u{3fffd}]/u;
const narrow = /\p{Mn}|\p{Me}|\p{Cf}/u;

/** The index into a line of what is printed in a column of it. */
function indexAt(line: string, column: number): number {
	let [index, printed] = [0, 0];
	for (const letter of line) {
		if (printed >= column) return index;
		printed += wide.test(letter) ? 2 : narrow.test(letter) ? 0 : 1;
		index += letter.length;
	}
	return index + Math.max(0, column - printed);
}

/** Of a syntax error DuckDB knows how many letters stand before it, and takes that for bytes. */
function unmistaken(statement: string, offset: number): number {
	const letters = bytesOf(statement.slice(0, offset)).length;
	return [...statement].slice(0, letters).join('').length;
}
