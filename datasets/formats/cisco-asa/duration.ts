import { COLON } from '#lib/ascii.ts';
import { isDigit } from '#lib/bytes.ts';

/** A thousand years in seconds: what is longer is no duration. */
const LONGEST = 31_557_600_000;

/** Seconds of `H:MM:SS` with any number of hours, over the whole range; null for anything else. */
export function durationOf(bytes: Uint8Array, start: number, end: number): number | null {
	let seconds = 0;
	let value = 0;
	let colons = 0;
	for (let at = start; at < end; at++) {
		const byte = bytes[at]!;
		if (isDigit(byte)) value = value * 10 + byte - 48;
		else if (byte !== COLON || at === start) return null;
		else {
			seconds = (seconds + value) * 60;
			value = 0;
			colons++;
		}
	}
	if (colons !== 2 || !isDigit(bytes[end - 1])) return null;
	const total = seconds + value;
	return total > LONGEST ? null : total;
}
