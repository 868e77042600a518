import { uint32In, uint64In, type ByteOrder } from '#lib/binary.ts';
import type { ClaimedSpan } from '../../format.ts';
import { optionsIn, timeOf, type CaptureInterface } from './interfaces.ts';

/** What a capture counted of an interface. */
export interface Statistics {
	/** Microseconds since 1970 UTC. */
	from: bigint;
	to: bigint;
	/** Packets that the interface gave to the capture. */
	received: bigint;
}

/** Options of a block of interface statistics; before them stand an interface and a time. */
const FIXED = 12;
const START_TIME = 2;
const END_TIME = 3;
const RECEIVED = 4;
const DROPPED = 5;
const DROPPED_BY_SYSTEM = 7;

const MICROS = 1_000_000n;
const YEAR_1990 = 631_152_000n * MICROS;

/**
 * Reads the body of a block of interface statistics, `[start, end)`. Null where it does not say from when to when
 * the interface was captured and how many packets it gave, or where some of them were dropped.
 * @param note takes a sentence for the receipt where some were dropped
 */
export function readStatistics(
	order: ByteOrder,
	bytes: Uint8Array,
	[start, end]: readonly [number, number],
	of: CaptureInterface,
	note: (sentence: string) => void
): Statistics | null {
	const counts = new Map<number, bigint>();
	for (const { code, length, at } of optionsIn(order, bytes, start + FIXED, end))
		if (length === 8) counts.set(code, wordsOf(order, bytes, at, code));
	const [from, to] = [START_TIME, END_TIME].map((code) => momentOf(of, counts.get(code)));
	const received = counts.get(RECEIVED);
	const dropped = (counts.get(DROPPED) ?? 0n) + (counts.get(DROPPED_BY_SYSTEM) ?? 0n);
	if (dropped > 0n) note('its statistics say that packets were dropped: they are not here');
	if (from == null || to == null || received === undefined || dropped > 0n) return null;
	return { from, to, received };
}

/** Times are two words, the high one first in either byte order; counts are one number. */
function wordsOf(order: ByteOrder, bytes: Uint8Array, at: number, code: number): bigint {
	if (code !== START_TIME && code !== END_TIME) return uint64In(order, bytes, at);
	return (BigInt(uint32In(order, bytes, at)) << 32n) | BigInt(uint32In(order, bytes, at + 4));
}

/** Dumpcap counts these times in microseconds, whatever the units of the interface. */
function momentOf(of: CaptureInterface, units: bigint | undefined): bigint | null {
	if (units === undefined) return null;
	const moment = timeOf(of, units);
	const isOld = moment !== null && moment < YEAR_1990;
	return isOld ? timeOf({ ...of, perSecond: MICROS }, units) : moment;
}

/** What a capture claims of itself by the statistics of all of its interfaces; null where one of them has none. */
export function claimOf(statistics: readonly (Statistics | null)[]): ClaimedSpan | null {
	const all = statistics.filter((one) => one !== null);
	if (all.length === 0 || all.length < statistics.length) return null;
	return {
		from: all.reduce((latest, { from }) => (from > latest ? from : latest), all[0]!.from),
		to: all.reduce((earliest, { to }) => (to < earliest ? to : earliest), all[0]!.to),
		isLocal: false,
		records: Number(all.reduce((sum, { received }) => sum + received, 0n)),
		by: 'its statistics say that it was captured'
	};
}
