import { BANG, COMMA, DASH } from '#lib/ascii.ts';
import { isDigit, textOf, wordEnd } from '#lib/bytes.ts';

const LONGEST = 64;

/** How grave a message is, as syslog counts. */
const severities = new Map([
	['critical', 2],
	['error', 3],
	['warning', 4],
	['info', 6],
	['debug', 7]
]);

/**
 * Where the topics end that stand at `start`, as `firewall,info` or `system,error,critical`; -1 where the word
 * there is none: two topics at least, of which one says how grave the message is.
 */
export function topicsEnd(bytes: Uint8Array, start: number, end: number): number {
	const stop = wordEnd(bytes, start, Math.min(end, start + LONGEST));
	let commas = 0;
	for (let at = start; at < stop; at++) {
		const byte = bytes[at]!;
		if (byte === COMMA) commas++;
		else if (!isTopicByte(byte)) return -1;
	}
	return commas > 0 && severityOf(bytes, start, stop) !== null ? stop : -1;
}

/** What the gravest topic of a range is, from 2 critical to 7 debug; null where none says it. */
export function severityOf(bytes: Uint8Array, start: number, end: number): number | null {
	let gravest: number | null = null;
	for (const topic of textOf(bytes, start, end).split(',')) {
		const severity = severities.get(topic);
		if (severity !== undefined && (gravest === null || severity < gravest)) gravest = severity;
	}
	return gravest;
}

function isTopicByte(byte: number): boolean {
	return (byte >= 97 && byte <= 122) || isDigit(byte) || byte === DASH || byte === BANG;
}
