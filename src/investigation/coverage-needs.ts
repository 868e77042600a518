import { eventTableNames, type EventTableName } from '#tables/event-tables.ts';
import { MOMENT, neededRange, type NeededRange, type CoverageNeed } from '#engine/store/missing.ts';
import { reachesIn, type ReachIn } from '#engine/sql/reaches.ts';
import type { Cell, Notebook } from '#notebook/notebook.ts';
import { surveyOf, type Survey } from '#notebook/survey.ts';
import { windowSql } from './parameters.ts';

/** An event table as one cell sees it. */
export interface CellCoverageNeed extends CoverageNeed {
	/** Whether the cell declares that it needs it; false where its SQL reads it all the same. */
	needed: boolean;
}

/** What each check and claim of a notebook looks at, by the id of its cell. */
export type CoverageNeeds = ReadonlyMap<string, readonly CellCoverageNeed[]>;

const known = new WeakMap<Notebook, CoverageNeeds>();

/**
 * A cell sees what its recipe declares, and as much of time more as its SQL names: nobody may be clear about hours
 * that were read and not covered because less was declared.
 */
export function coverageNeedsOf(notebook: Notebook): CoverageNeeds {
	const found = known.get(notebook) ?? coverageNeedsIn(notebook);
	known.set(notebook, found);
	return found;
}

/** Each table and reach once. */
export function everyCoverageNeed(sights: CoverageNeeds): CoverageNeed[] {
	const all = [...sights.values()].flat();
	return [...new Map(all.map((sight) => [coverageNeedKey(sight), sight])).values()];
}

export function coverageNeedKey({ table, reach }: CoverageNeed): string {
	return `${table} ${reach.key}`;
}

function coverageNeedsIn(notebook: Notebook): CoverageNeeds {
	const survey = surveyOf(notebook);
	const { parameters } = notebook;
	const intervals = parameters.filter(({ type }) => type === 'interval');
	const names = new Set(intervals.map(({ name }) => name));
	const around = neededRange([windowSql(parameters) ?? []].flat());
	const asking = survey.cells.filter(({ kind }) => kind.role === 'answer' || kind.role === 'claim');
	return new Map(
		asking.map((cell) => [cell.spec.id, coverageNeedsOfCell(cell, survey, { names, around })])
	);
}

interface Times {
	/** Names of the parameters that are intervals. */
	names: ReadonlySet<string>;
	/** What a cell must see that declares no less. */
	around: NeededRange;
}

function coverageNeedsOfCell(
	cell: Cell,
	{ graph }: Survey,
	{ names, around }: Times
): CellCoverageNeed[] {
	const { id, needs, within, sql, moment } = cell.spec;
	const read = graph.tables(id).map((name) => name.toLowerCase());
	const tables = eventTableNames.filter((name) => needs.includes(name) || read.includes(name));
	const declared = within === 'window' ? around : MOMENT;
	const texts = [...graph.upstream(id).map(({ spec }) => spec.sql), sql];
	const reaches = moment === null ? texts.flatMap((text) => reachesIn(text, names)) : [];
	return tables.map((table) => ({
		table,
		reach: wider(declared, reaches.filter(isOf(table)), around),
		needed: needs.includes(table)
	}));
}

/** What stands in a FROM of other names may be of any table. */
function isOf(table: EventTableName): (reach: ReachIn) => boolean {
	return ({ tables }) => {
		const names = tables.map((name) => name.toLowerCase());
		return !names.every(isEventTable) || names.includes(table) || names.length === 0;
	};
}

function isEventTable(name: string): boolean {
	return eventTableNames.some((table) => table === name);
}

/** What is read that is not understood is at least the window. */
function wider(
	declared: NeededRange,
	reaches: readonly ReachIn[],
	around: NeededRange
): NeededRange {
	const side = (toward: ReachIn['toward']) =>
		reaches
			.filter((reach) => reach.toward === toward)
			.flatMap(({ amount }) => amount ?? around[toward]);
	return neededRange(
		[...declared.before, ...side('before')],
		[...declared.after, ...side('after')]
	);
}
