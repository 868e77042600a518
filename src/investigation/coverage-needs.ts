import { eventTableNames, type EventTableName } from '#tables/event-tables.ts';
import { alertKeysIn, ANY_KEY } from '#engine/sql/alert-keys.ts';
import { amountSql, type ReachIn } from '#engine/sql/reaches.ts';
import {
	alertEnds,
	coverageNeed,
	MOMENT,
	neededRange,
	type AlertEnd,
	type CoverageNeed,
	type NeededRange
} from '#engine/store/missing.ts';
import type { CellAnalysis } from '#notebook/analysis.ts';
import type { Notebook } from '#notebook/notebook.ts';
import { windowSql } from './parameters.ts';

/** An event table as one cell sees it. */
export interface CellCoverageNeed extends CoverageNeed {
	/** Whether the cell cannot answer without it; false where it declares what it needs, and reads this besides. */
	needed: boolean;
}

/** What each check and claim of a notebook looks at, by the id of its cell. */
export type CoverageNeeds = ReadonlyMap<string, readonly CellCoverageNeed[]>;

/**
 * A cell sees what its recipe declares, and as much of time more as its SQL names: nobody may be clear about hours
 * that were read and not covered because less was declared. One that declares no tables needs all that it reads.
 */
export function coverageNeedsOf({ analysis, parameters }: Notebook): CoverageNeeds {
	const intervals = parameters.filter(({ type }) => type === 'interval');
	const names = new Set(intervals.map(({ name }) => name));
	const around = neededRange([windowSql(parameters) ?? []].flat());
	return new Map(
		analysis.asking.map((cell) => [
			cell.spec.id,
			coverageNeedsOfCell(analysis.of(cell), { names, around })
		])
	);
}

/** Each table and reach once. */
export function everyCoverageNeed(sights: CoverageNeeds): CoverageNeed[] {
	const all = [...sights.values()].flat();
	return [...new Map(all.map((sight) => [sight.key, sight])).values()];
}

interface Times {
	/** Names of the parameters that are intervals. */
	names: ReadonlySet<string>;
	/** What a cell must see that declares no less. */
	around: NeededRange;
}

function coverageNeedsOfCell(
	{ cell, upstream, tables: names }: CellAnalysis,
	times: Times
): CellCoverageNeed[] {
	const { needs, within, moment } = cell.spec;
	const read = names.map((name) => name.toLowerCase());
	const tables = eventTableNames.filter((name) => needs.includes(name) || read.includes(name));
	const declared = within === 'window' ? times.around : MOMENT;
	const reaches = [...upstream, cell].flatMap(({ reads }) =>
		moment === null ? reads.reaches : []
	);
	const by = endsIn([...upstream, cell].map(({ sql }) => sql));
	return tables.map((table) => ({
		...coverageNeed(table, wider(declared, reaches.filter(isOf(table)), times), by),
		needed: needs.length === 0 || needs.includes(table)
	}));
}

function endsIn(texts: readonly string[]): AlertEnd[] {
	const ends = Object.keys(alertEnds) as AlertEnd[];
	const keys = new Set(texts.flatMap((sql) => [...alertKeysIn(sql)]));
	return ends.filter((end) => keys.has(end) || keys.has(ANY_KEY));
}

const eventTables: ReadonlySet<string> = new Set(eventTableNames);

/** What stands in a FROM of other names may be of any table. */
function isOf(table: EventTableName): (reach: ReachIn) => boolean {
	return ({ tables }) => {
		const names = tables.map((name) => name.toLowerCase());
		return (
			names.includes(table) || names.length === 0 || names.some((name) => !eventTables.has(name))
		);
	};
}

/** What is read that is not understood is at least the window. */
function wider(
	declared: NeededRange,
	reaches: readonly ReachIn[],
	{ names, around }: Times
): NeededRange {
	const [before, after] = (['before', 'after'] as const).map((side) =>
		reaches
			.filter(({ toward }) => toward === side)
			.flatMap((reach) => amountSql(reach, names) ?? around[side])
	) as [string[], string[]];
	return neededRange([...declared.before, ...before], [...declared.after, ...after]);
}
