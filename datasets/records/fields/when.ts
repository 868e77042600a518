import { DOT, SPACE } from '#lib/ascii.ts';
import { isDigit, wholeNumber } from '#lib/bytes.ts';
import { MICROS_PER_SECOND } from '#lib/time.ts';
import type { TimeReader } from '#lib/time-reader.ts';
import { zoneOffset } from '#lib/zone-offset.ts';
import type { FieldBytes } from './field-bytes.ts';

/** Microseconds since 1970 UTC. */
export type When = number | bigint;

/**
 * The time that a cell has loaded, in any of the shapes that devices choose between: digits since 1970 in
 * seconds, milliseconds, microseconds or nanoseconds (told apart by how many they are), ISO 8601,
 * `Mon DD [YYYY] HH:MM:SS`, or as `ctime` writes it. Null for anything else.
 */
export function whenOf(
	time: TimeReader,
	{ bytes, start, end }: Pick<FieldBytes, 'bytes' | 'start' | 'end'>
): When | null {
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
	if (length === SECONDS && isDotted(bytes, stop, end)) return time.epoch(bytes, start, end);
	const isWhole = length >= SECONDS && length <= SECONDS + 9 && isZone(bytes, stop, end);
	if (!isWhole || (length - SECONDS) % 3 !== 0) return null;
	const value = wholeNumber(bytes, start, Math.min(stop, start + SECONDS + 6));
	if (value === null || value < 0) return null;
	return value * (toMicros[length] ?? 1);
}

/** By how many digits there are. */
const toMicros: Readonly<Record<number, number>> = { 10: 1_000_000, 13: 1000 };

function isDotted(bytes: Uint8Array, at: number, end: number): boolean {
	return at < end && bytes[at] === DOT;
}

/** Whether nothing stands behind, or a zone, which no time since 1970 depends on. */
function isZone(bytes: Uint8Array, at: number, end: number): boolean {
	if (at === end) return true;
	return bytes[at] === SPACE && zoneOffset(bytes, at + 1, end) !== null;
}

/** More than this lasts nothing that a log tells of: thirty years, in seconds. */
const LONGEST = 1e9;

/** When something began that lasted so many seconds until `end`; `end` where that is no length of time, or not known. */
export function began<T extends When | null>(end: T, seconds: number): T {
	if (end === null || !(seconds > 0 && seconds < LONGEST)) return end;
	const micros = Math.round(seconds * MICROS_PER_SECOND);
	const moment: When = end;
	return (typeof moment === 'number' ? moment - micros : moment - BigInt(micros)) as T;
}

/** Reads a date, a time of day and maybe a zone that stand in cells of their own. */
export class SplitTime {
	readonly name: string;
	readonly #time: TimeReader;
	readonly #parts: readonly FieldBytes[];
	readonly #scratch = new Uint8Array(64);

	constructor(time: TimeReader, parts: { date: FieldBytes; clock: FieldBytes; zone?: FieldBytes }) {
		this.name = `${parts.date.name} and ${parts.clock.name}`;
		this.#time = time;
		this.#parts = [parts.date, parts.clock, ...(parts.zone === undefined ? [] : [parts.zone])];
	}

	/** The time of the record at hand; null where its parts are none, undefined where it has no date or no time of day. */
	read(): When | null | undefined {
		let length = 0;
		for (let part = 0; part < this.#parts.length; part++) {
			const cell = this.#parts[part]!;
			if (!cell.load()) {
				if (part < 2) return undefined;
				continue;
			}
			if (length + cell.end - cell.start >= this.#scratch.length) return null;
			if (part > 0) this.#scratch[length++] = SPACE;
			for (let at = cell.start; at < cell.end; at++) this.#scratch[length++] = cell.bytes[at]!;
		}
		return this.#time.iso(this.#scratch, 0, length);
	}
}
