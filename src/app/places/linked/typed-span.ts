import { isoOf, microsOfIso } from '#lib/time.ts';
import type { TimeRange } from '#lib/time-range.ts';

/** A moment as it is typed, in UTC. */
export function typedMoment(moment: bigint): string {
	return isoOf(moment)
		.replace('T', ' ')
		.replace(/(\.0+)?Z$/, '')
		.replace(/(\.\d*?)0+$/, '$1');
}

/** Two moments that were typed; what is wrong with them where they are no span. */
export function typedSpan(from: string, to: string): TimeRange | string {
	const [first, last] = [momentOf(from), momentOf(to)];
	if (first === null || last === null)
		return 'That is no time: write it as 2026-01-02 03:04:05, in UTC.';
	return last < first ? 'The end is before the beginning.' : { from: first, to: last };
}

function momentOf(text: string): bigint | null {
	const iso = text.trim().replace(' ', 'T').replace(/Z?$/, 'Z');
	return microsOfIso(/T\d\d:\d\dZ$/.test(iso) ? iso.replace('Z', ':00Z') : iso);
}
