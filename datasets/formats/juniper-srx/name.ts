import { UNDERSCORE } from '#lib/ascii.ts';
import { bytesOf, indexOfByte, indexOfBytes, startsWith } from '#lib/bytes.ts';
import type { Message } from '../../format.ts';

/** Structured data of Juniper, by its enterprise number. */
const JUNOS = bytesOf('[junos@2636');
/** Names of records, by their beginnings, that are known without structured data too. */
const NAMES = [
	'RT_FLOW_SESSION_',
	'RT_SCREEN_',
	'APPTRACK_SESSION_',
	'IDP_ATTACK_LOG_EVENT',
	'WEBFILTER_URL_',
	'AV_VIRUS_DETECTED'
].map(bytesOf);
/** Bytes behind the header in which a name stands. */
const NEAR = 160;

/** Where the name of a record is, where its structured data or its text. */
export interface RecordName {
	start: number;
	end: number;
	/** The structured data, brackets included; empty where there is none. */
	structuredStart: number;
	structuredEnd: number;
	textStart: number;
}

/** Finds the name of a record; false where the line is none of Junos. */
export function findName(message: Message, found: RecordName): boolean {
	const { bytes, structuredStart, structuredEnd, end } = message;
	if (startsWith(bytes, JUNOS, structuredStart, structuredEnd)) {
		found.start = message.messageIdStart;
		found.end = message.messageIdEnd;
		found.structuredStart = structuredStart;
		found.structuredEnd = structuredEnd;
		found.textStart = message.start;
		return true;
	}
	const junos = indexOfBytes(bytes, JUNOS, message.rest, Math.min(end, message.rest + NEAR));
	if (junos >= 0) return beforeStructured(bytes, message, junos, found);
	return inText(message, found);
}

/** Structured data behind a header of another kind: the word before it is the name. */
function beforeStructured(
	bytes: Uint8Array,
	message: Message,
	junos: number,
	found: RecordName
): boolean {
	let stop = junos;
	while (stop > message.lineStart && bytes[stop - 1]! <= 32) stop--;
	let start = stop;
	while (start > message.lineStart && bytes[start - 1]! > 32) start--;
	found.start = start;
	found.end = bytes[stop - 1] === 58 ? stop - 1 : stop;
	found.structuredStart = junos;
	found.structuredEnd = message.end;
	found.textStart = message.end;
	return true;
}

function inText({ bytes, rest, end }: Message, found: RecordName): boolean {
	const limit = Math.min(end, rest + NEAR);
	// All names have one, and most lines of a mixed log have none.
	if (indexOfByte(bytes, UNDERSCORE, rest, limit) < 0) return false;
	for (const name of NAMES) {
		const at = indexOfBytes(bytes, name, rest, limit);
		if (at < 0) continue;
		let stop = at;
		while (stop < end && isNameByte(bytes[stop]!)) stop++;
		found.start = at;
		found.end = stop;
		found.structuredStart = found.structuredEnd = stop;
		found.textStart = bytes[stop] === 58 ? stop + 1 : stop;
		return true;
	}
	return false;
}

/** Capital letters, digits and `_`. */
function isNameByte(byte: number): boolean {
	return (byte >= 65 && byte <= 90) || byte === 95 || (byte >= 48 && byte <= 57);
}
