import type { ToldSpan, Sink } from '../../format.ts';
import type { NamedLine, SplitCell } from '../../records/csv/split-line.ts';
import { timeOf } from './row.ts';
import type { VpcFlowKey } from './fields.ts';

const SECOND = 1_000_000n;
/** AWS puts flows together for ten minutes at most; a record of more is no such record. */
const LONGEST = 15n * 60n * SECOND;

/**
 * Tells what the record at hand says of its time: NODATA that its interface saw nothing, SKIPDATA that flows were left
 * out. Both ends are whole seconds that are in it.
 */
export function silenceTeller(sink: Sink, named: NamedLine<VpcFlowKey>): () => void {
	const [start, end] = [named.cell('start'), named.cell('end')];
	const [status, eni] = [named.cell('status'), named.cell('interface')];
	return () => {
		const isLost = status.text() === 'SKIPDATA';
		const span = spanOf(sink, start, end);
		sink.note(noteOf(isLost, span !== null));
		if (span === null) return;
		const isDecided = named.has('action');
		const speaker = isDecided ? (eni.text() ?? sink.settings.host) : null;
		sink.tell({ table: isDecided ? 'firewall' : 'sessions', speaker, ...span, isLost });
	};
}

/** Null where the record does not say it, or no record of AWS could. */
function spanOf(
	sink: Sink,
	start: SplitCell,
	end: SplitCell
): Pick<ToldSpan, 'from' | 'to'> | null {
	if (!start.load()) return null;
	const from = BigInt(timeOf(sink, start));
	if (!end.load()) return null;
	const to = BigInt(timeOf(sink, end)) + SECOND;
	return to > from && to - from <= LONGEST ? { from, to } : null;
}

function noteOf(isLost: boolean, isTold: boolean): string {
	if (!isLost)
		return isTold
			? 'an interface saw nothing (NODATA): its time counts as covered'
			: 'an interface saw nothing (NODATA), and its time is not told: it counts as covered nowhere';
	return isTold
		? 'AWS left flows out (SKIPDATA): that time counts as not covered'
		: 'AWS left flows out (SKIPDATA), and when is not told: what is covered may have gaps';
}
