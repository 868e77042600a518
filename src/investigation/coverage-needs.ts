import { eventTableNames, eventTables } from '#tables/event-tables.ts';
import type { ParameterType } from '#cells/parameter.ts';
import { alertKeysIn, ANY_KEY } from '#engine/sql/alert-keys.ts';
import type { Moment } from '#engine/times/instants.ts';
import { readsOfTime, type TimeRead } from '#engine/times/reaches.ts';
import {
	alertEnds,
	coverageNeed,
	MOMENT,
	neededRange,
	OWN_COLUMNS,
	spanRange,
	UNCLEAR,
	type AlertEnd,
	type CoverageNeed,
	type NeededRange
} from '#engine/derived/missing.ts';
import { reservedNames } from '#engine/store/schema.ts';
import type { CellAnalysis } from '#notebook/analysis.ts';
import type { Notebook } from '#notebook/notebook.ts';
import { windowSql } from './parameters.ts';

/** An event table as one cell sees it. */
export interface CellCoverageNeed extends CoverageNeed {
	/** Whether the cell cannot answer without it; false where it only reads it in queries that say why it need not. */
	needed: boolean;
}

/** What each check and claim of a notebook looks at, by the id of its cell. */
export type CoverageNeeds = ReadonlyMap<string, readonly CellCoverageNeed[]>;

/**
 * A cell sees what its recipe declares, and all that its SQL reads besides, as much of time as it does: nobody may be
 * clear about hours that were read and not covered because less was declared, nor about hours that nobody can tell.
 */
export function coverageNeedsOf(notebook: Notebook): CoverageNeeds {
	return new Map(needsByCell(notebook));
}

/**
 * The same, cell by cell, for who has other things to do between two of them. What was found of a cell is kept, so
 * that whoever asks for all of them later has them at once.
 */
export function* needsByCell({
	analysis,
	parameters
}: Notebook): Generator<[string, readonly CellCoverageNeed[]]> {
	const types = new Map(parameters.map(({ name, type }) => [name, type]));
	const around = neededRange([windowSql(parameters) ?? []].flat());
	const key = JSON.stringify([around.key, ...types]);
	for (const cell of analysis.asking) {
		const of = analysis.of(cell);
		const known = found.get(cell.spec);
		const isKnown = known !== undefined && known.key === key && isSame(known.of, of);
		const needs = isKnown ? known.needs : coverageNeedsOfCell(of, { types, around });
		if (!isKnown) found.set(cell.spec, { key, of, needs });
		yield [cell.spec.id, needs];
	}
}

/** By what a cell says, what was found of it, and of what parameters and other cells. */
const found = new WeakMap<
	CellAnalysis['cell']['spec'],
	{ key: string; of: CellAnalysis; needs: readonly CellCoverageNeed[] }
>();

/** An edit of one cell leaves those that do not read it. */
function isSame(known: CellAnalysis, now: CellAnalysis): boolean {
	return (
		known.sql === now.sql &&
		known.upstream.length === now.upstream.length &&
		known.upstream.every(({ spec }, i) => spec === now.upstream[i]!.spec)
	);
}

/** Each table and reach once. */
export function everyCoverageNeed(sights: CoverageNeeds): CoverageNeed[] {
	const all = [...sights.values()].flat();
	return [...new Map(all.map((sight) => [sight.key, sight])).values()];
}

interface Times {
	/** Of the parameters, by their names. */
	types: ReadonlyMap<string, ParameterType>;
	/** What a cell must see that declares no less. */
	around: NeededRange;
}

function coverageNeedsOfCell(analysis: CellAnalysis, times: Times): CellCoverageNeed[] {
	const { cell, upstream, sql } = analysis;
	const { needs, within, moment } = cell.spec;
	const reads = readsOfTime(sql);
	const own = readsThatCount(reads, upstream);
	const by = endsIn([...upstream, cell].map((each) => each.sql));
	const declared = within === 'window' ? times.around : MOMENT;
	const tables: ReadonlySet<string> = new Set([...needs, ...reads.map(({ table }) => table)]);
	const ofEvents = eventTableNames.flatMap((table) => {
		if (!tables.has(table)) return [];
		const isOf = (read: TimeRead) => read.table === table;
		const needed = needs.includes(table) || own.some(isOf);
		const timed = moment === null && !eventTables[table].standing ? own.filter(isOf) : [];
		const ranges = rangesOf(declared, timed, times.types);
		return ranges.map((range) => ({ ...coverageNeed(table, range, by), needed }));
	});
	return isOwnUntold(analysis) ? [...ofEvents, { ...OWN_COLUMNS, needed: true }] : ofEvents;
}

/** Whether it reads a source in its own columns, and neither names a table of which the times are known nor says why. */
function isOwnUntold({ cell, upstream, tables }: CellAnalysis): boolean {
	const { needs, moment } = cell.spec;
	if (moment !== null || needs.some((name) => !eventTables[name].standing)) return false;
	const counting = upstream.filter(({ spec }) => spec.moment === null);
	const read = new Set([cell, ...counting].flatMap(({ reads }) => reads.tables));
	return tables.some((name) => read.has(name) && !reservedNames.includes(name.toLowerCase()));
}

/** Without those of queries that say why they need not be covered. */
function readsThatCount(
	reads: readonly TimeRead[],
	upstream: CellAnalysis['upstream']
): readonly TimeRead[] {
	const exempt = new Set(
		upstream.filter(({ spec }) => spec.moment !== null).map(({ spec }) => spec.id.toLowerCase())
	);
	return reads.filter(({ inside }) => inside === null || !exempt.has(inside));
}

function endsIn(texts: readonly string[]): AlertEnd[] {
	const ends = Object.keys(alertEnds) as AlertEnd[];
	const keys = new Set(texts.flatMap((sql) => [...alertKeysIn(sql)]));
	return ends.filter((end) => keys.has(end) || keys.has(ANY_KEY));
}

/** What must be covered around the alert, the longest of each side, and what must be whenever the alert was. */
function rangesOf(
	declared: NeededRange,
	reads: readonly TimeRead[],
	types: Times['types']
): NeededRange[] {
	const known = reads.filter((read) => !read.unclear && isTyped(read, types));
	const near = known.map(aroundAlert);
	const around = near.flatMap((range) => range ?? []);
	const spans = known.filter((_, index) => near[index] === null).map(spanOf);
	const unclear = known.length < reads.length ? [UNCLEAR] : [];
	const whole = neededRange(
		[declared, ...around].flatMap(({ before }) => before),
		[declared, ...around].flatMap(({ after }) => after)
	);
	return [...new Map([whole, ...spans, ...unclear].map((range) => [range.key, range])).values()];
}

/** Whether each parameter that says when is one of times. */
function isTyped({ from, to }: TimeRead, types: Times['types']): boolean {
	return [...(from ?? []), ...(to ?? [])].every(({ variables }) =>
		variables.every(({ name, type }) => types.get(name) === type)
	);
}

/** Null where a side is not told by the time of the alert alone. */
function aroundAlert({ from, to }: TimeRead): Pick<NeededRange, 'before' | 'after'> | null {
	const sides = [from, to].map((moments) => moments?.map(({ around }) => around));
	if (sides.some((side) => side === undefined || side.includes(null))) return null;
	const [before, after] = [
		sides[0]!.map((side) => side!.back),
		sides[1]!.map((side) => side!.onward)
	];
	const isSome = (sql: string) => sql !== '';
	return { before: before.filter(isSome), after: after.filter(isSome) };
}

function spanOf({ from, to }: TimeRead): NeededRange {
	const sql = (moments: readonly Moment[] | null) => moments?.map((moment) => moment.sql) ?? null;
	return spanRange({ from: sql(from), to: sql(to) });
}
