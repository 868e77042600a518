import { digits, isDateMark } from './time-digits.ts';
import { microsOf, wallSeconds } from './time.ts';

/**
 * `YYYY-MM-DD` or `YYYY/MM/DD` over the whole range: midnight UTC of that day, whatever the zone, in microseconds
 * since 1970. Null for anything else.
 */
export function calendarDay(bytes: Uint8Array, start: number, end: number): number | bigint | null {
	const year = digits(bytes, start, 4);
	const month = digits(bytes, start + 5, 2);
	const day = digits(bytes, start + 8, 2);
	if (year < 0 || month < 0 || day < 0 || end - start !== 10) return null;
	if (!isDateMark(bytes[start + 4]) || bytes[start + 7] !== bytes[start + 4]) return null;
	const seconds = wallSeconds({ year, month, day, hour: 0, minute: 0, second: 0, micros: 0 });
	return seconds === null ? null : microsOf(seconds, 0);
}
