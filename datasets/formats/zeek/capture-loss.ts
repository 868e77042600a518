import type { EventTableName } from '#tables/event-tables.ts';
import { MICROS_PER_SECOND } from '#lib/time.ts';
import type { Sink } from '../../format.ts';
import { numberOf } from '../../records/fields/numbers.ts';
import type { ZeekFields } from './cell.ts';
import { zeekLogs, type KnownLog } from './logs.ts';
import { timeIn } from './time.ts';

/** The log in which Zeek writes, of each interval, how much of the traffic it did not see. */
export const lossLog: KnownLog = {
	path: 'capture_loss',
	has: ['ts_delta', 'percent_lost'],
	hasNot: []
};

const tables: readonly EventTableName[] = [...new Set(zeekLogs.map(({ table }) => table))];

/**
 * Tells of the intervals in which Zeek saw answers to data that it had not seen. The log stands by itself as a rule: what
 * it says is of the sensor's other logs. Each record names the end of its interval and how long that was.
 */
export function captureLoss(sink: Sink, fields: ZeekFields): () => void {
	const [ts, delta, gaps, percent] = ['ts', 'ts_delta', 'gaps', 'percent_lost'].map(fields);
	return () => {
		if (![gaps, percent].some((cell) => cell!.load() && (numberOf(cell!) ?? 0) > 0)) return;
		if (!ts!.load() || !delta!.load()) return;
		const end = timeIn(sink.time, ts!);
		const seconds = numberOf(delta!);
		if (end === null || seconds === null) return;
		sink.note('a log of Zeek says that packets were lost: that time counts as not covered');
		const micros = BigInt(Math.round(seconds * MICROS_PER_SECOND));
		const span = { from: BigInt(end) - micros, to: BigInt(end) + 1n };
		for (const table of tables) sink.tell({ table, speaker: null, ...span, isLost: true });
	};
}
