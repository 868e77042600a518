import { CLOSE_PAREN, COLON } from '#lib/ascii.ts';
import { bytesOf, indexOfByte, indexOfBytes, isDigit, startsWith, wordEnd } from '#lib/bytes.ts';
import type { Message } from '../../format.ts';

const NODE = bytesOf('node=');
const TYPE = bytesOf('type=');
const AUDIT = bytesOf('audit(');
/** `audit(` stands within this of where the message begins, behind node and type. */
const REACH = 320;
/** Bytes of `1684329817.579:18446744073709551615` and some. */
const LONGEST_ID = 48;

/** What begins an audit record: `[node=N] type=T msg=audit(seconds:serial): `, and from the kernel without `msg=`. */
export interface AuditHeader {
	nodeStart: number;
	nodeEnd: number;
	typeStart: number;
	typeEnd: number;
	/** Time and serial, which all records of an event have in common. */
	idStart: number;
	idEnd: number;
	/** The colon between them. */
	serialStart: number;
	/** Where the fields begin. */
	rest: number;
}

export function emptyHeader(): AuditHeader {
	return {
		nodeStart: 0,
		nodeEnd: 0,
		typeStart: 0,
		typeEnd: 0,
		idStart: 0,
		idEnd: 0,
		serialStart: 0,
		rest: 0
	};
}

/** Reads the head of an audit record; false where the message is none. */
export function readHeader(header: AuditHeader, { bytes, start, end }: Message): boolean {
	const limit = Math.min(end, start + REACH);
	const audit = indexOfBytes(bytes, AUDIT, start, limit);
	if (audit < 0 || !isDigit(bytes[audit + AUDIT.length])) return false;
	header.idStart = audit + AUDIT.length;
	header.idEnd = indexOfByte(
		bytes,
		CLOSE_PAREN,
		header.idStart,
		Math.min(end, header.idStart + LONGEST_ID)
	);
	if (header.idEnd < 0) return false;
	const colon = indexOfByte(bytes, COLON, header.idStart, header.idEnd);
	if (colon < 0 || !isDigit(bytes[colon + 1])) return false;
	header.serialStart = colon + 1;
	header.rest = bytes[header.idEnd + 1] === COLON ? header.idEnd + 2 : header.idEnd + 1;
	header.nodeStart = header.nodeEnd = start;
	if (startsWith(bytes, NODE, start, audit)) {
		header.nodeStart = start + NODE.length;
		header.nodeEnd = wordEnd(bytes, header.nodeStart, audit);
	}
	const type = indexOfBytes(bytes, TYPE, header.nodeEnd, audit);
	header.typeStart = type < 0 ? audit : type + TYPE.length;
	header.typeEnd = type < 0 ? audit : wordEnd(bytes, header.typeStart, audit);
	return true;
}
