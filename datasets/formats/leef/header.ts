import { BAR, EQUALS, ONE, TAB } from '#lib/ascii.ts';
import { bytesOf, indexOfByte, isDigit, textOf } from '#lib/bytes.ts';
import type { Message } from '../../format.ts';
import { eventStart, type EventHeader } from '../../rows/security/headed-event.ts';

const MARK = bytesOf('LEEF:');

/** Fields of the header in their order. */
export const headerFields = ['version', 'vendor', 'product', 'productVersion', 'eventId'] as const;

export interface LeefHeader extends EventHeader {
	/** The byte between attributes. */
	delimiter: number;
}

/** Where the version of LEEF stands, behind `LEEF:`; -1 where the line is none. */
export function versionAt(message: Message): number {
	const { bytes, end } = message;
	const at = eventStart(message, MARK);
	return isDigit(bytes[at]) && indexOfByte(bytes, BAR, at, Math.min(end, at + 6)) > 0 ? at : -1;
}

/** Reads a header from the version on; false where it has fewer fields than LEEF says. */
export function readHeader(
	header: LeefHeader,
	bytes: Uint8Array,
	start: number,
	end: number
): boolean {
	let from = start;
	for (let field = 0; field < headerFields.length; field++) {
		const bar = indexOfByte(bytes, BAR, from, end);
		if (bar < 0) return false;
		header.starts[field] = from;
		header.ends[field] = bar;
		from = bar + 1;
	}
	header.pairs = from;
	header.delimiter = TAB;
	if (bytes[start] !== ONE) readDelimiter(header, bytes, end);
	else if (indexOfByte(bytes, TAB, from, end) < 0) guessDelimiter(header, bytes, end);
	return true;
}

/** LEEF 1 divides by tabs; where there is none, a template may have put bars for them. */
function guessDelimiter(header: LeefHeader, bytes: Uint8Array, end: number): void {
	const bar = indexOfByte(bytes, BAR, header.pairs, end);
	if (bar >= 0 && indexOfByte(bytes, EQUALS, bar, end) >= 0) header.delimiter = BAR;
}

/** LEEF 2 names the delimiter: a character, or its code as `x09` or `0x09`. Some leave the field out. */
function readDelimiter(header: LeefHeader, bytes: Uint8Array, end: number): void {
	const from = header.pairs;
	// The delimiter may be a bar itself.
	const bar = indexOfByte(
		bytes,
		BAR,
		bytes[from] === BAR && bytes[from + 1] === BAR ? from + 1 : from,
		end
	);
	if (bar < 0 || bar - from > 4) return;
	if (indexOfByte(bytes, EQUALS, from, bar) >= 0 && bar - from > 1) return;
	header.pairs = bar + 1;
	if (bar === from) return;
	const code = /^(?:0?x)([0-9a-f]{1,2})$/i.exec(textOf(bytes, from, bar));
	if (code !== null) header.delimiter = Number.parseInt(code[1]!, 16);
	else if (bar === from + 1) header.delimiter = bytes[from]!;
}
