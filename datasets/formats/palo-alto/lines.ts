import { COMMA, DASH, SLASH } from '#lib/ascii.ts';
import { equalsBytes, bytesOf, indexOfByte, isDigit, textOf } from '#lib/bytes.ts';
import type { Message, MessageReader, Sink } from '../../format.ts';
import { Sender } from '../../records/fields/sender.ts';
import { lineUnreadable } from '../../records/lines/unreadable-line.ts';
import { PanRecord } from './record.ts';
import { PanRows } from './rows.ts';

const LONGEST_TYPE = 16;
const TYPE_FIELD = 3;

/** Reads a log as PAN-OS sends it: fields by their place, behind a syslog header or none. */
export class LogLine implements MessageReader {
	readonly #record: PanRecord;
	readonly #sender: Sender;
	readonly #rows: PanRows;

	constructor(sink: Sink) {
		this.#record = new PanRecord(sink);
		this.#sender = new Sender(sink);
		this.#rows = new PanRows(sink, this.#record, this.#sender);
	}

	read(message: Message): void {
		const start = bodyStart(message);
		if (start < 0) throw lineUnreadable('not a log of PAN-OS', message);
		this.#sender.take(message);
		// A quote that is not closed must not reach into the next line.
		this.#record.record.cut(message.bytes.subarray(0, message.end), start, COMMA, true);
		const { fault, starts, ends, bytes } = this.#record.record;
		if (fault !== null) throw lineUnreadable('quotes that do not close', message);
		const type = textOf(bytes, starts[TYPE_FIELD], ends[TYPE_FIELD]);
		this.#record.useType(type);
		this.#rows.commit(type);
	}
}

/** Types of log that have their name in the fourth field. */
const types = ['TRAFFIC', 'THREAT', 'SYSTEM', 'CONFIG', 'GLOBALPROTECT', 'HIPMATCH', 'HIP-MATCH', 'USERID',
	'DECRYPTION', 'AUTHENTICATION', 'AUTH', 'CORRELATION', 'GTP', 'SCTP', 'IPTAG', 'AUDIT'].map(bytesOf); // prettier-ignore

/**
 * Where the fields begin; -1 where they are none of PAN-OS. Where a header names no host, the first word of the
 * fields was taken for it.
 */
function bodyStart(message: Message): number {
	const { bytes, start, end, hostStart, hostEnd } = message;
	if (isLog(bytes, start, end)) return start;
	const swallowed = indexOfByte(bytes, COMMA, hostStart, hostEnd) >= 0;
	if (!swallowed || !isLog(bytes, hostStart, end)) return -1;
	message.hostEnd = hostStart;
	return hostStart;
}

/** `x,YYYY/MM/DD …,serial,TYPE,` */
function isLog(bytes: Uint8Array, start: number, end: number): boolean {
	const first = indexOfByte(bytes, COMMA, start, Math.min(end, start + 24));
	if (first < 0 || !isDate(bytes, first + 1)) return false;
	const second = indexOfByte(bytes, COMMA, first + 1, Math.min(end, first + 48));
	if (second < 0) return false;
	const third = indexOfByte(bytes, COMMA, second + 1, Math.min(end, second + 48));
	if (third < 0 || !isSerial(bytes, second + 1, third)) return false;
	const stop = indexOfByte(bytes, COMMA, third + 1, Math.min(end, third + 2 + LONGEST_TYPE));
	if (stop < 0) return false;
	for (const type of types) if (equalsBytes(bytes, third + 1, stop, type)) return true;
	return false;
}

/** Digits, or what a firewall that is not licensed yet writes in their place. */
function isSerial(bytes: Uint8Array, start: number, end: number): boolean {
	for (let at = start; at < end; at++) if (!isDigit(bytes[at])) return false;
	return true;
}

function isDate(bytes: Uint8Array, at: number): boolean {
	for (let i = at; i < at + 4; i++) if (!isDigit(bytes[i])) return false;
	const mark = bytes[at + 4];
	return (mark === SLASH || mark === DASH) && bytes[at + 7] === mark;
}

export function fits(message: Message): boolean {
	const { hostEnd } = message;
	const found = bodyStart(message) >= 0;
	message.hostEnd = hostEnd;
	return found;
}
