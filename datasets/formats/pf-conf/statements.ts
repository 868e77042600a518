import type { RecordBytes } from '../../records/lines/held-lines.ts';

/** A statement of the file, which may go over several lines. */
export interface Statement extends RecordBytes {
	/** Its lines in one, comments left out. */
	text: string;
	/** The comment behind it; null where there is none. */
	comment: string | null;
	/** Why it cannot be read; null where it may be. */
	problem: string | null;
}

/** Characters of the longest statement. */
const LONGEST = 1 << 22;
/** A line that begins so is a statement of its own, whatever is still open. */
const beginning =
	/^(?:pass|block|match|set|table|anchor|antispoof|scrub|nat|rdr|binat|no|include|load|queue|altq)\s/;
const openAnchor = /^anchor\s[^]*\{\s*$/;

/**
 * Puts lines together to statements, as pf reads them: a backslash at its end carries a line on, a comment too, and
 * a list in braces goes over line ends.
 */
export class Statements {
	readonly #take: (statement: Statement) => void;
	#lines: string[] = [];
	#length = 0;
	#place: RecordBytes = { offset: 0, length: 0 };
	#texts: string[] = [];
	#comment: string | null = null;
	#depth = 0;

	constructor(take: (statement: Statement) => void) {
		this.#take = take;
	}

	/** Takes the beginning of a line that is too long. */
	long(head: string, place: RecordBytes): void {
		const isCarried = this.#lines.length + this.#texts.length > 0 && !beginning.test(head);
		if (!isCarried) {
			this.end();
			this.#place = { ...place };
			this.#texts = [head.trim()];
		} else this.#extend(place);
		this.#close('a line longer than any rule', true);
	}

	line(line: string, place: RecordBytes): void {
		const isCarried = this.#lines.length > 0;
		if (this.#texts.length > 0 && !isCarried && beginning.test(line))
			this.#close('a brace is not closed');
		const isFirst = !isCarried && this.#texts.length === 0;
		if (isFirst) this.#place = { ...place };
		else this.#extend(place);
		this.#length += line.length;
		if (this.#length > LONGEST) return this.#close('a statement longer than any rule', true);
		const carries = line.endsWith('\\');
		this.#lines.push(carries ? line.slice(0, -1) : line);
		if (!carries) this.#logicalLine();
	}

	end(): void {
		if (this.#lines.length > 0) this.#logicalLine();
		if (this.#texts.length > 0) this.#close('a brace is not closed');
	}

	#logicalLine(): void {
		const { text, comment } = withoutComment(this.#lines.join(' '));
		this.#lines = [];
		if (text !== '') this.#texts.push(text);
		this.#comment ??= comment;
		this.#depth += opened(text);
		const opensAnchor = this.#texts.length === 1 && openAnchor.test(text);
		if (opensAnchor || this.#depth <= 0) this.#close(null);
	}

	#extend({ offset, length }: RecordBytes): void {
		this.#place.length = offset + length - this.#place.offset;
	}

	/** @param isLong so that of the text only the words are given by which it begins */
	#close(problem: string | null, isLong = false): void {
		const whole = [...this.#texts, ...(isLong ? this.#lines : [])].join(' ');
		const text = isLong ? (/^\S+(?:\s+\S+)?/.exec(whole)?.[0] ?? '') : whole;
		this.#take({ ...this.#place, text, comment: this.#comment, problem });
		this.#forget();
	}

	#forget(): void {
		this.#lines = [];
		this.#texts = [];
		this.#comment = null;
		this.#depth = 0;
		this.#length = 0;
	}
}

/** Splits a line at the `#` that begins its comment. */
function withoutComment(line: string): { text: string; comment: string | null } {
	for (const at of unquoted(line)) {
		if (line[at] !== '#') continue;
		return { text: line.slice(0, at).trim(), comment: line.slice(at + 1).trim() || null };
	}
	return { text: line.trim(), comment: null };
}

/** Braces that are opened less those that are closed. */
function opened(text: string): number {
	let depth = 0;
	for (const at of unquoted(text)) {
		if (text[at] === '{') depth++;
		else if (text[at] === '}') depth--;
	}
	return depth;
}

/** Where the characters outside of quotes stand; a backslash within them takes the next as it is. */
function* unquoted(text: string): Generator<number> {
	let quoted = false;
	for (let at = 0; at < text.length; at++) {
		if (text[at] === '"') quoted = !quoted;
		else if (!quoted) yield at;
		else if (text[at] === '\\') at++;
	}
}
