import type { Value } from '#tables/value.ts';

/**
 * Values of those types of DuckDB that cross without a cast, as they are or as DuckDB's own text: the same for
 * every engine, however each hands them over.
 */

/** Of a DECIMAL: all of its digits; no zero stands before the point where the type has none. */
export function decimalText(unscaled: bigint, { width, scale }: DecimalType): string {
	const digits = String(unscaled < 0n ? -unscaled : unscaled);
	const padded = digits.padStart(width > scale ? scale + 1 : scale, '0');
	return `${unscaled < 0n ? '-' : ''}${padded.slice(0, padded.length - scale)}.${padded.slice(-scale)}`;
}

/** Digits of all, and of those behind the point. */
export interface DecimalType {
	width: number;
	scale: number;
}

/** Of a FLOAT or DOUBLE; what no number of JSON is comes as text: `nan`, `inf`, `-inf`, `-0.0`. */
export function floatValue(value: number, single: boolean): Value {
	if (Number.isNaN(value)) return 'nan';
	if (!Number.isFinite(value)) return value < 0 ? '-inf' : 'inf';
	if (Object.is(value, -0)) return '-0.0';
	return single ? shortest(value) : value;
}

/** The number with the fewest digits that is the same in 32 bits: 0.1 and not 0.10000000149011612. */
function shortest(value: number): number {
	for (let digits = 1; digits < 9; digits++) {
		const short = Number(value.toPrecision(digits));
		if (Math.fround(short) === value) return short;
	}
	return Number(value.toPrecision(9));
}

const INFINITE_DAYS = 2147483647;
const INFINITE_MICROS = 9223372036854775807n;
const MICROS_PER_DAY = 86_400_000_000n;

/** Of a DATE. @param days since 1970 */
export function dateText(days: number): string {
	if (days === INFINITE_DAYS) return 'infinity';
	if (days === -INFINITE_DAYS) return '-infinity';
	const { year, month, day } = civil(days);
	const shown = year > 0 ? year : 1 - year;
	const date = [String(shown).padStart(4, '0'), two(month), two(day)].join('-');
	return year > 0 ? date : `${date} (BC)`;
}

/** First and last moment that is written with a year of four digits after Christ. */
const FIRST = -62_135_596_800_000_000n;
const LAST = 253_402_300_799_999_999n;

/**
 * Of a TIMESTAMP: microseconds since 1970 as bigint; `infinity`, and moments that no clock of the page shows, as
 * DuckDB's text.
 */
export function momentValue(micros: bigint): Value {
	if (micros >= FIRST && micros <= LAST) return micros;
	if (micros === INFINITE_MICROS) return 'infinity';
	if (micros === -INFINITE_MICROS) return '-infinity';
	const clock = ((micros % MICROS_PER_DAY) + MICROS_PER_DAY) % MICROS_PER_DAY;
	return `${dateText(Number((micros - clock) / MICROS_PER_DAY))} ${clockText(Number(clock))}`;
}

function clockText(micros: number): string {
	const seconds = Math.floor(micros / 1e6);
	const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
	const below = String(micros % 1e6)
		.padStart(6, '0')
		.replace(/0+$/, '');
	return parts.map(two).join(':') + (below === '' ? '' : `.${below}`);
}

function two(part: number): string {
	return String(part).padStart(2, '0');
}

/** The date of a day since 1970 in the Gregorian calendar, counted on before its time; the year 0 is 1 BC. */
function civil(days: number): { year: number; month: number; day: number } {
	const rest = (part: number, length: number) => part - Math.floor(part / length) * length;
	const shifted = days + 719_468;
	const era = Math.floor(shifted / 146_097);
	const dayOfEra = rest(shifted, 146_097);
	const leaps =
		Math.floor(dayOfEra / 1460) - Math.floor(dayOfEra / 36_524) + Math.floor(dayOfEra / 146_096);
	const yearOfEra = Math.floor((dayOfEra - leaps) / 365);
	const dayOfYear =
		dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
	const fromMarch = Math.floor((5 * dayOfYear + 2) / 153);
	const month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9;
	const day = dayOfYear - Math.floor((153 * fromMarch + 2) / 5) + 1;
	return { year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day };
}
