import type { Value } from '#tables/value.ts';
import type { Result, ResultColumn } from '#engine/duckdb/engine.ts';
import { laneText } from './say.ts';
import type { InView, Timeline } from './timeline.ts';

const moment = (name: string): ResultColumn => ({ name, type: 'timestamp' });
const rows: ResultColumn = { name: 'rows', type: 'number' };

/** What is in view, as a table: the rows themselves, or a row for each stretch with how many begin there. */
export function valuesTable({ columns, lanes }: Timeline, { marks, buckets }: InView): Result {
	if (marks !== null) return { columns: [...columns.all], rows: marks.map(({ row }) => [...row]) };
	const { lane } = columns;
	const named = (at: number): Value[] => {
		if (lane === null) return [];
		const each = lanes[at]!;
		return [each.is === 'named' ? each.name : each.is === 'absent' ? null : laneText(each, lane)];
	};
	return {
		columns: [
			...(lane === null ? [] : [{ name: lane.name, type: 'text' as const }]),
			moment('from'),
			moment('to'),
			rows
		],
		rows: buckets.map((each) => [
			...named(each.lane),
			BigInt(each.from),
			BigInt(each.to),
			each.rows
		])
	};
}
