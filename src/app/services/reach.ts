import type { TimeRange } from '#lib/time-range.ts';

const units: Readonly<Record<string, bigint>> = {
	second: 1n,
	minute: 60n,
	hour: 3600n,
	day: 86_400n,
	week: 604_800n
};

/**
 * The time around a moment (microseconds since 1970 UTC) that an interval such as `1 hour` or
 * `01:30:00` spans; null where it is written in another way, which only the database understands.
 */
export function rangeAround(moment: bigint | null, interval: string | undefined): TimeRange | null {
	const seconds = secondsOf(interval?.trim().toLowerCase() ?? '');
	if (moment === null || seconds === null) return null;
	const half = seconds * 1_000_000n;
	return { from: moment - half, to: moment + half };
}

function secondsOf(text: string): bigint | null {
	const clock = /^(\d+):(\d\d):(\d\d)$/.exec(text);
	if (clock !== null)
		return BigInt(clock[1]!) * 3600n + BigInt(clock[2]!) * 60n + BigInt(clock[3]!);
	const words = /^(\d+) (second|minute|hour|day|week)s?$/.exec(text);
	return words === null ? null : BigInt(words[1]!) * units[words[2]!]!;
}
