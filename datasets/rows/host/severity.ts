import { textOf } from '#lib/bytes.ts';

const numbers = new Map([
	['emerg', 0],
	['emergency', 0],
	['alert', 1],
	['crit', 2],
	['critical', 2],
	['error', 3],
	['err', 3],
	['warn', 4],
	['warning', 4],
	['notice', 5],
	['info', 6],
	['debug', 7]
]);

/** Letters of the longest level. */
const LONGEST = 9;

/**
 * The severity of RFC 5424 (0 emergency to 7 debug) that a level by its word is; null for a word that is none
 * of them.
 */
export function severityOf(bytes: Uint8Array, start: number, end: number): number | null {
	if (end - start > LONGEST) return null;
	return numbers.get(textOf(bytes, start, end).toLowerCase()) ?? null;
}
