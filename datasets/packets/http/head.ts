import { CR, LF } from '#lib/ascii.ts';
import { textOf } from '#lib/bytes.ts';
import type { HttpField } from './message.ts';
import type { WayBytes } from './way-bytes.ts';

/** The first line of a message and its fields. */
export interface HttpHead {
	line: string;
	fields: HttpField[];
}

/** A longer line is none of a head. */
export const MOST_LINE = 65_536;
const MOST_FIELDS = 1000;

const request = /^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,64} .+ HTTP\/1\.[01]\s*$/;
const answer = /^HTTP\/1\.[01] [1-9]\d\d(\s.*)?$/;

export type HttpRole = 'request' | 'answer';

/** Whether bytes begin with a whole first line of HTTP/1 (RFC 9112). */
export function beginsAs(role: HttpRole, bytes: Uint8Array): boolean {
	const end = bytes.subarray(0, MOST_LINE).indexOf(LF);
	if (end < 0) return false;
	return isFirstLine(role, textOf(bytes, 0, end));
}

function isFirstLine(role: HttpRole, line: string): boolean {
	return (role === 'request' ? request : answer).test(line.replace(/\r$/, ''));
}

/** Empty lines before a message are skipped, as servers do. */
export function skipEmptyLines(from: WayBytes): void {
	for (;;) {
		const [first, second] = from.ahead(2);
		if (first === LF) from.at += 1;
		else if (first === CR && second === LF) from.at += 2;
		else return;
	}
}

/** The head that is next; null where none begins here, or its end is not there. What was read of it stays read. */
export function readHead(from: WayBytes, role: HttpRole): HttpHead | null {
	if (!beginsAs(role, from.ahead(MOST_LINE))) return null;
	const line = textOf(from.line(MOST_LINE)!);
	const fields = readFields(from);
	return fields === null ? null : { line, fields };
}

/** Fields up to an empty line, which is read; null where that is not there. */
export function readFields(from: WayBytes): HttpField[] | null {
	const fields: HttpField[] = [];
	while (fields.length < MOST_FIELDS) {
		const bytes = from.line(MOST_LINE);
		if (bytes === null) return null;
		if (bytes.length === 0) return fields;
		put(fields, textOf(bytes));
	}
	return null;
}

function put(fields: HttpField[], line: string): void {
	const last = fields.at(-1);
	if (/^[ \t]/.test(line) && last !== undefined) last.value += ` ${line.trim()}`;
	else fields.push(fieldOf(line));
}

function fieldOf(line: string): HttpField {
	const colon = line.indexOf(':');
	if (colon < 1) return { name: null, value: line };
	return { name: line.slice(0, colon).trim(), value: line.slice(colon + 1).trim() };
}
