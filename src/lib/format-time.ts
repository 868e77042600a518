import { isoOf } from './time.ts';

/** Times and durations as the page writes them; every moment is microseconds since 1970 UTC. */

const HOUR = 3600;
const MINUTE = 60;

/** `2007-01-15`. */
export function dateText(micros: bigint): string {
	return isoOf(micros).split('T')[0]!;
}

/** `03:17:36`, to the second. */
export function clockText(micros: bigint): string {
	return isoOf(micros).split('T')[1]!.slice(0, 8);
}

/** `2007-01-15 03:17:36`, to the second. */
export function momentText(micros: bigint): string {
	return `${dateText(micros)} ${clockText(micros)}`;
}

/** `2007-01-15 03:17:36.250000 UTC`, all that is known. */
export function exactText(micros: bigint): string {
	return `${isoOf(micros).replace('T', ' ').replace('Z', '')} UTC`;
}

/** From one moment to another, with the date once where it is the same. */
export function spanText(first: bigint, last: bigint): string {
	const end = dateText(first) === dateText(last) ? clockText(last) : momentText(last);
	return `${momentText(first)} to ${end}`;
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
