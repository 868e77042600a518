/** Times as readers need them: microseconds since 1970-01-01 UTC, read from ASCII without a Date. */

export const MICROS_PER_SECOND = 1_000_000;

const monthNames = [
	'jan',
	'feb',
	'mar',
	'apr',
	'may',
	'jun',
	'jul',
	'aug',
	'sep',
	'oct',
	'nov',
	'dec'
];

/** Month 1 to 12 of an English three-letter name in any case; null for anything else. */
export function monthOf(name: string): number | null {
	const index = monthNames.indexOf(name.toLowerCase());
	return index < 0 ? null : index + 1;
}

/** Month 1 to 12 of the English three-letter name at `start`, in any case; null for anything else. */
export function monthAt(bytes: Uint8Array, start: number): number | null {
	const first = bytes[start]! | 32;
	const second = bytes[start + 1]! | 32;
	const third = bytes[start + 2]! | 32;
	for (let month = 0; month < 12; month++) {
		const name = monthNames[month]!;
		if (name.charCodeAt(2) !== third || name.charCodeAt(1) !== second) continue;
		if (name.charCodeAt(0) === first) return month + 1;
	}
	return null;
}

export function isLeap(year: number): boolean {
	return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
}

export function daysInMonth(year: number, month: number): number {
	if (month === 2) return isLeap(year) ? 29 : 28;
	return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** A wall-clock time; `micros` is the part below the second. */
export interface WallClock {
	year: number;
	month: number;
	day: number;
	hour: number;
	minute: number;
	second: number;
	micros: number;
}

/** The date that was asked for last: records of one day follow one another. */
const latest = { year: 1970, month: 1, day: 1, days: 0 };

/** Days since 1970-01-01 of a date of the proleptic Gregorian calendar. */
export function daysFromCivil(year: number, month: number, day: number): number {
	if (latest.day !== day || latest.month !== month || latest.year !== year) {
		latest.days = countDays(year, month, day);
		latest.year = year;
		latest.month = month;
		latest.day = day;
	}
	return latest.days;
}

function countDays(year: number, month: number, day: number): number {
	const shifted = month <= 2 ? year - 1 : year;
	const era = Math.floor(shifted / 400);
	const yearOfEra = shifted - era * 400;
	const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
	const dayOfEra =
		yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
	return era * 146_097 + dayOfEra - 719_468;
}

/** Seconds since 1970 of a wall clock read as UTC; null where no calendar has such a time. */
export function wallSeconds(clock: WallClock): number | null {
	const { year, month, day, hour, minute, second } = clock;
	if (month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return null;
	if (hour > 23 || minute > 59 || second > 60) return null;
	return daysFromCivil(year, month, day) * 86_400 + hour * 3600 + minute * 60 + second;
}

/**
 * Microseconds of seconds and a part below. A number while that is exact (until the year 2255), else a
 * bigint.
 */
export function microsOf(seconds: number, micros: number): number | bigint {
	const total = seconds * MICROS_PER_SECOND + micros;
	if (Number.isSafeInteger(total)) return total;
	return BigInt(seconds) * BigInt(MICROS_PER_SECOND) + BigInt(micros);
}

/** ISO 8601 in UTC with six decimals: `2007-01-15T03:17:36.000000Z`. */
export function isoOf(micros: number | bigint): string {
	const total = BigInt(micros);
	const million = BigInt(MICROS_PER_SECOND);
	const below = ((total % million) + million) % million;
	const seconds = (total - below) / million;
	const date = civilOf(Number(seconds));
	return `${date}.${String(below).padStart(6, '0')}Z`;
}

/** Microseconds since 1970 of what {@link isoOf} or a Date wrote; null for any other text. */
export function microsOfIso(text: string): bigint | null {
	const found = /^(-?\d{4,6})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.(\d{1,6}))?Z$/.exec(text);
	if (found === null) return null;
	const [year, month, day, hour, minute, second] = found.slice(1, 7).map(Number) as Six;
	const micros = Number((found[7] ?? '').padEnd(6, '0'));
	const seconds = wallSeconds({ year, month, day, hour, minute, second, micros });
	return seconds === null ? null : BigInt(microsOf(seconds, micros));
}

type Six = [number, number, number, number, number, number];

function civilOf(seconds: number): string {
	const days = Math.floor(seconds / 86_400);
	const rest = seconds - days * 86_400;
	const { year, month, day } = civilFromDays(days);
	const two = (value: number) => String(value).padStart(2, '0');
	const yearText = year < 0 ? `-${String(-year).padStart(6, '0')}` : String(year).padStart(4, '0');
	const clock = [Math.floor(rest / 3600), Math.floor(rest / 60) % 60, rest % 60].map(two).join(':');
	return `${yearText}-${two(month)}-${two(day)}T${clock}`;
}

export function civilFromDays(days: number): { year: number; month: number; day: number } {
	const shifted = days + 719_468;
	const era = Math.floor(shifted / 146_097);
	const dayOfEra = shifted - era * 146_097;
	const yearOfEra = Math.floor(
		(dayOfEra -
			Math.floor(dayOfEra / 1460) +
			Math.floor(dayOfEra / 36_524) -
			Math.floor(dayOfEra / 146_096)) /
			365
	);
	const dayOfYear =
		dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
	const monthIndex = Math.floor((5 * dayOfYear + 2) / 153);
	const day = dayOfYear - Math.floor((153 * monthIndex + 2) / 5) + 1;
	const month = monthIndex < 10 ? monthIndex + 3 : monthIndex - 9;
	return { year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day };
}
