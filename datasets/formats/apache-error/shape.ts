import { CLOSE_BRACKET, COLON, OPEN_BRACKET, SPACE } from '#lib/ascii.ts';
import { bytesOf, equalsBytes, indexOfByte } from '#lib/bytes.ts';
import { monthAt } from '#lib/time.ts';
import type { Message } from '../../format.ts';
import { severityOf } from '../../rows/host/severity.ts';

/** Bytes of a module's name and a level. */
const LONGEST_LEVEL = 40;
/** Bytes of a time in brackets, at most. */
const LONGEST_TIME = 40;
const programs = ['apache2', 'httpd', 'apache'].map(bytesOf);
/** Levels of 2.4 that are finer than debug. */
const trace = /^trace[1-8]$/;

/** Whether a line begins with a time and a level in brackets, or with a level alone where syslog has the time. */
export function fits({ bytes, start, end, programStart, programEnd }: Message): boolean {
	if (bytes[start] !== OPEN_BRACKET || start >= end) return false;
	const timeEnd = timeClose(bytes, start, end);
	if (timeEnd > 0) return hasLevel(bytes, timeEnd + 2, end);
	const isApache = programs.some((name) => equalsBytes(bytes, programStart, programEnd, name));
	return isApache && hasLevel(bytes, start, end);
}

/** Where the bracket of a time like `[Thu Oct 13 12:24:49.880562 2022]` closes; -1 where there is none. */
export function timeClose(bytes: Uint8Array, start: number, end: number): number {
	if (bytes[start] !== OPEN_BRACKET || bytes[start + 4] !== SPACE || bytes[start + 8] !== SPACE)
		return -1;
	if (monthAt(bytes, start + 5) === null || bytes[start + 14] !== COLON) return -1;
	return indexOfByte(bytes, CLOSE_BRACKET, start, Math.min(end, start + LONGEST_TIME));
}

/** `[error]` or `[module:error]`. */
function hasLevel(bytes: Uint8Array, start: number, end: number): boolean {
	if (bytes[start] !== OPEN_BRACKET || start >= end) return false;
	const close = indexOfByte(bytes, CLOSE_BRACKET, start, Math.min(end, start + LONGEST_LEVEL));
	if (close < 0) return false;
	const colon = indexOfByte(bytes, COLON, start, close);
	const level = colon < 0 ? start + 1 : colon + 1;
	if (severityOf(bytes, level, close) !== null) return true;
	return trace.test(String.fromCharCode(...bytes.subarray(level, close)));
}
