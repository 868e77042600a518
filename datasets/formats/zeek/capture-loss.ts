import type { EventTableName } from '#tables/event-tables.ts';
import type { Sink } from '../../format.ts';
import { numberOf } from '../../records/fields/numbers.ts';
import type { ZeekFields } from './cell.ts';
import { zeekLogs } from './logs.ts';

/** The path of the log in which Zeek writes, of each interval, how much of the traffic it did not see. */
export const CAPTURE_LOSS = 'capture_loss';

const MICROS = 1_000_000;
const tables = [...new Set(zeekLogs.map(({ table }) => table))];

/**
 * Tells of the intervals in which Zeek saw answers to data that it had not seen. The log stands by itself as a rule: what
 * it says is of the sensor's other logs. Each record names the end of its interval and how long that was.
 */
export function captureLoss(sink: Sink, fields: ZeekFields): () => void {
	const [ts, delta, gaps, percent] = ['ts', 'ts_delta', 'gaps', 'percent_lost'].map(fields);
	return () => {
		if (![gaps, percent].some((cell) => cell!.load() && (numberOf(cell!) ?? 0) > 0)) return;
		if (!ts!.load() || !delta!.load()) return;
		const end =
			sink.time.epoch(ts!.bytes, ts!.start, ts!.end) ??
			sink.time.iso(ts!.bytes, ts!.start, ts!.end);
		const seconds = numberOf(delta!);
		if (end === null || seconds === null) return;
		sink.note('a log of Zeek says that packets were lost: that time counts as not covered');
		const span = { from: BigInt(end) - BigInt(Math.round(seconds * MICROS)), to: BigInt(end) + 1n };
		for (const table of tables satisfies EventTableName[])
			sink.tell({ table, speaker: null, ...span, isLost: true });
	};
}
