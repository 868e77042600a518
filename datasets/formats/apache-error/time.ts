import { SPACE } from '#lib/ascii.ts';
import type { TimeReader } from '#lib/time-reader.ts';
import type { When } from '../../records/fields/when.ts';

const LONGEST = 40;
const scratch = new Uint8Array(LONGEST);

/** `Thu Oct 13 12:24:49.880562 2022`, of no zone; null for anything else. */
export function errorTime(
	time: TimeReader,
	bytes: Uint8Array,
	start: number,
	end: number
): When | null {
	const year = end - 4;
	const day = start + 4;
	const clock = day + 7;
	if (end - start > LONGEST || year <= clock || bytes[year - 1] !== SPACE) return null;
	let length = 0;
	const copy = (from: number, to: number) => {
		for (let at = from; at < to; at++) scratch[length++] = bytes[at]!;
	};
	// The reader knows the year between day and clock.
	copy(day, clock);
	copy(year, end);
	scratch[length++] = SPACE;
	copy(clock, year - 1);
	return time.syslog(scratch, 0, length);
}
