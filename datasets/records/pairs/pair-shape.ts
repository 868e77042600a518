import { BACKSLASH, CLOSE_BRACKET, SPACE } from '#lib/ascii.ts';
import { bytesOf, isWhite } from '#lib/bytes.ts';

/** How a text writes its pairs of key and value; made by {@link pairShape}. */
export interface PairShape {
	/** The byte between a key and its value. */
	readonly assign: number;
	/** The byte behind a pair; a blank stands for any white space. Keys hold blanks where it is another. */
	readonly separator: number;
	/** A value is not quoted, and holds separators: it ends where the next ` key=` begins, as in CEF. */
	readonly open: boolean;
	/** By byte: 1 where it ends a key and a value without quotes. */
	readonly stops: Uint8Array;
	/** By byte: what it stands for behind a backslash, 0 where the backslash is a character like any other. */
	readonly escapes: Uint8Array;
}

/**
 * A shape of pairs. Quotes around a value are always known.
 * @param escapes bytes that may stand behind a backslash; `n`, `r` and `t` stand for white space there
 */
export function pairShape(
	assign: string,
	separator: string,
	{ escapes = '', open = false }: { escapes?: string; open?: boolean } = {}
): PairShape {
	const table = new Uint8Array(256);
	for (const byte of bytesOf(escapes)) table[byte] = byte;
	for (const [letter, white] of ['n\n', 'r\r', 't\t']) {
		if (escapes.includes(letter!)) table[letter!.charCodeAt(0)] = white!.charCodeAt(0);
	}
	const mark = separator.charCodeAt(0);
	const stops = new Uint8Array(256);
	for (let byte = 0; byte < 256; byte++) {
		stops[byte] = byte === mark || (mark === SPACE && isWhite(byte)) ? 1 : 0;
	}
	return { assign: assign.charCodeAt(0), separator: mark, open, stops, escapes: table };
}

/** Whether a backslash at `at` and the byte behind it stand for another byte. */
export function isEscape(
	{ escapes }: PairShape,
	bytes: Uint8Array,
	at: number,
	end: number
): boolean {
	return bytes[at] === BACKSLASH && at + 1 < end && escapes[bytes[at + 1]!] !== 0;
}

/** Whether the quote in front of `at` ends a value: one with text behind it the value holds, and nobody has escaped. */
export function closes(
	{ separator }: PairShape,
	bytes: Uint8Array,
	at: number,
	end: number
): boolean {
	const byte = bytes[at]!;
	return at >= end || isWhite(byte) || byte === separator || byte === CLOSE_BRACKET;
}

/** Where a value begins: behind blanks, where blanks are not what ends it. */
export function valueStart(
	{ separator }: PairShape,
	bytes: Uint8Array,
	start: number,
	end: number
): number {
	let at = start;
	if (separator === SPACE) return at;
	while (at < end && isWhite(bytes[at]!) && bytes[at] !== separator) at++;
	return at;
}
