import { SPACE } from '#lib/ascii.ts';
import { isDigit, wholeNumber } from '#lib/bytes.ts';
import { MICROS_PER_SECOND } from '#lib/time.ts';
import type { TimeReader } from '#lib/time-reader.ts';
import type { FieldBytes } from './field-bytes.ts';

/** Microseconds since 1970 UTC. */
export type When = number | bigint;

/**
 * The time that a cell has loaded, in any of the shapes that devices choose between: digits since 1970 in
 * seconds, milliseconds, microseconds or nanoseconds (told apart by how many they are), ISO 8601,
 * `Mon DD [YYYY] HH:MM:SS`, or as `ctime` writes it. Null for anything else.
 */
export function whenOf(time: TimeReader, { bytes, start, end }: FieldBytes): When | null {
	if (!isDigit(bytes[start]))
		return (
			time.syslog(bytes, start, end) ??
			(end - start < LONGEST_TEXT ? time.ctime(bytes, start, end) : null)
		);
	return sinceEpoch(time, bytes, start, end) ?? time.iso(bytes, start, end);
}

/** Characters of a time in words, at most. */
const LONGEST_TEXT = 40;

/** Digits of seconds since 1970 from the year 2001 to 2286. */
const SECONDS = 10;

function sinceEpoch(time: TimeReader, bytes: Uint8Array, start: number, end: number): When | null {
	let stop = start;
	while (stop < end && isDigit(bytes[stop])) stop++;
	const length = stop - start;
	if (length === SECONDS) return time.epoch(bytes, start, end);
	const isWhole = stop === end && length > SECONDS && length <= SECONDS + 9;
	if (!isWhole || (length - SECONDS) % 3 !== 0) return null;
	const micros = Math.min(end, start + SECONDS + 6);
	const below = wholeNumber(bytes, micros, end);
	const value = wholeNumber(bytes, start, micros);
	if (value === null || value < 0 || (below === null && micros < end)) return null;
	return length === SECONDS + 3 ? value * 1000 : value;
}

/** More than this lasts nothing that a log tells of: thirty years, in seconds. */
const LONGEST = 1e9;

/** When something began that lasted so many seconds until `end`; `end` where that is no length of time. */
export function began(end: When, seconds: number): When {
	if (!(seconds > 0 && seconds < LONGEST)) return end;
	const micros = Math.round(seconds * MICROS_PER_SECOND);
	return typeof end === 'number' ? end - micros : end - BigInt(micros);
}

/** Reads a date, a time of day and maybe a zone that stand in cells of their own. */
export class SplitTime {
	readonly #time: TimeReader;
	readonly #parts: readonly FieldBytes[];
	readonly #scratch = new Uint8Array(64);

	constructor(time: TimeReader, parts: { date: FieldBytes; clock: FieldBytes; zone?: FieldBytes }) {
		this.#time = time;
		this.#parts = [parts.date, parts.clock, ...(parts.zone === undefined ? [] : [parts.zone])];
	}

	/** The time of the record at hand; null where it has no date or no time of day, or they are none. */
	read(): When | null {
		let length = 0;
		for (let part = 0; part < this.#parts.length; part++) {
			const cell = this.#parts[part]!;
			if (!cell.load()) {
				if (part < 2) return null;
				continue;
			}
			if (length + cell.end - cell.start >= this.#scratch.length) return null;
			if (part > 0) this.#scratch[length++] = SPACE;
			for (let at = cell.start; at < cell.end; at++) this.#scratch[length++] = cell.bytes[at]!;
		}
		return this.#time.iso(this.#scratch, 0, length);
	}
}
