import { bytesOf, indexOfBytes, isDigit } from '#lib/bytes.ts';
import type { Message } from '../../format.ts';

const MARK = bytesOf('CEF:');
const BAR = 124;
const BACKSLASH = 92;
const SPACE = 32;
/** Bytes of a syslog header, of whatever shape, before the mark. */
const NEAR = 512;

/** Fields of the header in their order; the extension follows the last. */
export const headerFields = [
	'version', 'deviceVendor', 'deviceProduct', 'deviceVersion', 'deviceEventClassId', 'name', 'severity'
] as const; // prettier-ignore

/** Where the fields of a header are, and which of them hold escaped bytes. */
export interface CefHeader {
	starts: number[];
	ends: number[];
	escaped: boolean[];
	/** Where the extension begins. */
	extension: number;
}

export function emptyHeader(): CefHeader {
	return { starts: [], ends: [], escaped: [], extension: 0 };
}

/** Where the version of CEF stands, behind `CEF:`; -1 where the line is none. */
export function versionAt({ bytes, lineStart, end }: Message): number {
	const mark = indexOfBytes(bytes, MARK, lineStart, Math.min(end, lineStart + NEAR));
	if (mark < 0 || (mark > lineStart && !isBefore(bytes[mark - 1]!))) return -1;
	let at = mark + MARK.length;
	if (bytes[at] === SPACE) at++;
	const version = at;
	while (at < end && isDigit(bytes[at])) at++;
	return at > version && bytes[at] === BAR && at < end ? version : -1;
}

/** A blank, `>` of a priority, `]` of structured data, or a byte-order mark. */
function isBefore(byte: number): boolean {
	return byte <= SPACE || byte === 62 || byte === 93 || byte === 0xbf;
}

/** Reads the fields of a header from the version on; false where it ends before its seventh bar. */
export function readHeader(
	header: CefHeader,
	bytes: Uint8Array,
	start: number,
	end: number
): boolean {
	let field = 0;
	let from = start;
	let escaped = false;
	for (let at = start; at < end && field < headerFields.length; at++) {
		const byte = bytes[at]!;
		if (byte === BACKSLASH && at + 1 < end) {
			escaped = true;
			at++;
		} else if (byte === BAR) {
			header.starts[field] = from;
			header.ends[field] = at;
			header.escaped[field++] = escaped;
			escaped = false;
			from = at + 1;
		}
	}
	header.extension = from;
	return field === headerFields.length;
}
