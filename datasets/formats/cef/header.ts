import { BACKSLASH, BAR } from '#lib/ascii.ts';
import { bytesOf, isDigit } from '#lib/bytes.ts';
import type { Message } from '../../format.ts';
import { eventStart, type EventHeader } from '../../rows/security/headed-event.ts';

const MARK = bytesOf('CEF:');

/** Fields of the header in their order; the extension follows the last. */
export const headerFields = [
	'version', 'deviceVendor', 'deviceProduct', 'deviceVersion', 'deviceEventClassId', 'name', 'severity'
] as const; // prettier-ignore

/** Where the version of CEF stands, behind `CEF:`; -1 where the line is none. */
export function versionAt(message: Message): number {
	const { bytes, end } = message;
	const version = eventStart(message, MARK);
	if (version < 0) return -1;
	let at = version;
	while (at < end && isDigit(bytes[at])) at++;
	return at > version && bytes[at] === BAR && at < end ? version : -1;
}

/** Reads the fields of a header from the version on; false where it ends before its seventh bar. */
export function readHeader(
	header: EventHeader,
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
	header.pairs = from;
	return field === headerFields.length;
}
