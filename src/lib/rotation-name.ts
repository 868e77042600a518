import type { TimeRange } from './time-range.ts';
import type { Zone } from './zone.ts';

/** `conn.15:00:00-16:00:00.log.gz`; where a file system has no colons, other marks stand for them. */
const rotation = /\.(\d\d)[:_.](\d\d)[:_.](\d\d)-(\d\d)[:_.](\d\d)[:_.](\d\d)\.log(?:\.gz)?$/;

const SECOND = 1_000_000n;
const DAY = 86_400n * SECOND;

/**
 * The span, by the wall clock of a zone, that a rotated log's name states by two times of a day, as ZeekControl names
 * what it archives; of the day on which it begins nearest to the first record. Null for any other name: those with a single date or time
 * (`access.log-20240101`, `nfcapd.202401010000`) do not say both ends.
 * @param first microseconds since 1970 UTC; null where no record has a time
 */
export function spanOfName(name: string, first: bigint | null, zone: Zone): TimeRange | null {
	const found = rotation.exec(name)?.slice(1).map(Number);
	if (found === undefined || first === null) return null;
	const [open, close] = [clock(found.slice(0, 3)), clock(found.slice(3))];
	if (open === null || close === null) return null;
	const local = first + BigInt(zone.offsetAt(Number(first / SECOND))) * SECOND;
	const from = nearest(local, open);
	return { from, to: from - open + close + (close > open ? 0n : DAY) };
}

/** Microseconds since midnight. */
function clock([hour, minute, second]: number[]): bigint | null {
	if (hour! > 23 || minute! > 59 || second! > 59) return null;
	return BigInt(hour! * 3600 + minute! * 60 + second!) * SECOND;
}

/** The time nearest to a moment at which a clock stands so. */
function nearest(moment: bigint, time: bigint): bigint {
	const behind = (((moment - time) % DAY) + DAY) % DAY;
	return behind > DAY / 2n ? moment - behind + DAY : moment - behind;
}
