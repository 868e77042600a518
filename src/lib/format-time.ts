import { isoOf, MICROS_PER_SECOND } from './time.ts';
import type { Zone } from './zone.ts';

/**
 * Times and durations as the page writes them. Every moment is microseconds since 1970 UTC, and is written
 * in a zone with the offset that this zone has at that moment.
 */

const HOUR = 3600;
const MINUTE = 60;

/** `2007-01-15`. */
export function dateText(micros: bigint, zone: Zone): string {
	return localIso(micros, zone).split('T')[0]!;
}

/** `03:17:36`, to the second. */
export function clockText(micros: bigint, zone: Zone): string {
	return localIso(micros, zone).split('T')[1]!.slice(0, 8);
}

/** `03:17:36.250000`, to the microsecond. */
export function fineClockText(micros: bigint, zone: Zone): string {
	return localIso(micros, zone).split('T')[1]!.replace('Z', '');
}

/** `2007-01-15 03:17:36.250000`, to the microsecond. */
export function fineMomentText(micros: bigint, zone: Zone): string {
	return `${dateText(micros, zone)} ${fineClockText(micros, zone)}`;
}

/** `2007-01-15 03:17:36`, to the second. */
export function momentText(micros: bigint, zone: Zone): string {
	return `${dateText(micros, zone)} ${clockText(micros, zone)}`;
}

/** What tells where a clock stands at a moment: `UTC`, or the offset from it, `+05:30`. */
export function offsetText(micros: bigint, zone: Zone): string {
	if (zone.isUtc) return 'UTC';
	const offset = offsetOf(micros, zone);
	const [hours, minutes, seconds] = clockParts(Math.abs(offset));
	const below = seconds === '00' ? '' : `:${seconds}`;
	return `${offset < 0 ? '-' : '+'}${hours}:${minutes}${below}`;
}

/** `2007-01-15 UTC`, `2007-01-15 +05:30`: what clocks of one day and one offset have in common. */
export function dayText(micros: bigint, zone: Zone): string {
	return `${dateText(micros, zone)} ${offsetText(micros, zone)}`;
}

/** `2007-01-15 03:17:36 UTC`, `2007-01-15 08:47:36 +05:30`: to the second, and what clock it is. */
export function stampText(micros: bigint, zone: Zone): string {
	return `${momentText(micros, zone)} ${offsetText(micros, zone)}`;
}

/**
 * `2007-01-15 03:17:36.250000 UTC`, `2007-01-15 08:47:36.250000 +05:30 Asia/Kolkata`: all that is known.
 */
export function exactText(micros: bigint, zone: Zone): string {
	const local = localIso(micros, zone).replace('T', ' ').replace('Z', '');
	const offset = offsetText(micros, zone);
	return zone.isUtc ? `${local} ${offset}` : `${local} ${offset} ${zone.name}`;
}

/** From one moment to another, with the date and the offset once where they are the same. */
export function spanText(first: bigint, last: bigint, zone: Zone): string {
	const sameOffset = offsetText(first, zone) === offsetText(last, zone);
	const start = sameOffset ? momentText(first, zone) : stampText(first, zone);
	const sameDay = dateText(first, zone) === dateText(last, zone);
	const end = sameDay ? clockText(last, zone) : momentText(last, zone);
	return `${start} to ${end} ${offsetText(last, zone)}`;
}

/** A wall clock of the zone, written as if it were UTC. */
function localIso(micros: bigint, zone: Zone): string {
	return isoOf(micros + BigInt(offsetOf(micros, zone) * MICROS_PER_SECOND));
}

function offsetOf(micros: bigint, zone: Zone): number {
	const second = BigInt(MICROS_PER_SECOND);
	const below = micros % second;
	return zone.offsetAt(Number((micros - below) / second) - (below < 0n ? 1 : 0));
}

function clockParts(seconds: number): string[] {
	return [Math.floor(seconds / HOUR), Math.floor(seconds / MINUTE) % 60, seconds % MINUTE].map(
		(part) => String(part).padStart(2, '0')
	);
}

/** Seconds in at most two units: `0.4 s`, `12 s`, `2 min 5 s`, `1 h 4 min`. */
export function durationText(seconds: number): string {
	if (seconds < 10) return `${Number(seconds.toFixed(1))} s`;
	const whole = Math.round(seconds);
	if (whole < MINUTE) return `${whole} s`;
	if (whole < HOUR) return twoUnits(whole, MINUTE, ['min', 's']);
	return twoUnits(Math.round(whole / MINUTE), MINUTE, ['h', 'min']);
}

function twoUnits(value: number, size: number, [large, small]: [string, string]): string {
	const rest = value % size;
	const start = `${Math.floor(value / size)} ${large}`;
	return rest === 0 ? start : `${start} ${rest} ${small}`;
}

/** Milliseconds of a machine: `0.4 ms`, `31 ms`, `1.2 s`, `2 min 5 s`. */
export function millisecondsText(ms: number): string {
	if (ms < 10) return `${Number(ms.toFixed(1))} ms`;
	if (ms < 1000) return `${Math.round(ms)} ms`;
	return durationText(ms / 1000);
}
