import type { ResultColumn } from '#engine/duckdb/engine.ts';
import { notValid } from '../attributes.ts';
import { columnNamed } from '../column-sql.ts';
import type { TimelineNames } from './timeline-spec.ts';

/** Which columns of the rows are what. */
export interface TimelineColumns {
	ts: ResultColumn;
	/** Null where a row is one moment. Its type says whether it is a time, or seconds that it took. */
	end: ResultColumn | null;
	lane: ResultColumn | null;
	label: ResultColumn | null;
	/** All of them, in their order. */
	all: readonly ResultColumn[];
	/** What nobody said and the names or types decided, as a sentence each. */
	chosen: readonly string[];
}

/** @throws `recipe not valid` that names what does not fit */
export function timelineColumns(
	named: TimelineNames,
	all: readonly ResultColumn[]
): TimelineColumns {
	const given = (attribute: keyof TimelineNames) => {
		const name = named[attribute];
		return name === null ? null : columnNamed(name, attribute, all);
	};
	const ts = given('ts') ?? firstTime(all);
	if (ts === null) throw notValid('no column is a time, and a timeline has none to go along');
	if (ts.type !== 'timestamp') throw notValid(`ts is not a time: ${ts.name}`);
	const end = given('end') ?? usualEnd(ts, all);
	if (end !== null && end.type !== 'timestamp' && end.type !== 'number')
		throw notValid(`end is neither a time nor seconds: ${end.name}`);
	const lane = given('lane') ?? all.find(({ name }) => name === 'lane') ?? null;
	const label = given('label') ?? all.find(({ name }) => name === 'label') ?? null;
	return { ts, end, lane, label, all, chosen: chosenOf(named, { ts, end, lane, label }) };
}

function firstTime(all: readonly ResultColumn[]): ResultColumn | null {
	const times = all.filter(({ type }) => type === 'timestamp');
	return times.find(({ name }) => name === 'ts') ?? times[0] ?? null;
}

/** As the tables of events call it. */
function usualEnd(ts: ResultColumn, all: readonly ResultColumn[]): ResultColumn | null {
	if (ts.name !== 'ts') return null;
	const end = all.find(({ name, type }) => name === 'end_ts' && type === 'timestamp');
	return end ?? all.find(({ name, type }) => name === 'duration' && type === 'number') ?? null;
}

function chosenOf(
	named: TimelineNames,
	{ ts, end, lane, label }: Pick<TimelineColumns, keyof TimelineNames>
): string[] {
	return [
		named.ts === null ? `${ts.name} along` : null,
		named.end === null && end !== null ? endWords(end) : null,
		named.lane === null && lane !== null ? `lanes by ${lane.name}` : null,
		named.label === null && label !== null ? `${label.name} beside the marks` : null
	].filter((part) => part !== null);
}

function endWords({ name, type }: ResultColumn): string {
	return type === 'timestamp' ? `each until ${name}` : `each for ${name} in seconds`;
}
