import type { Result, ResultColumn } from '#engine/duckdb/engine.ts';
import type { Zone } from '#lib/zone.ts';
import type { Wanted } from './chart-spec.ts';
import { rowsOf } from '../column-sql.ts';
import {
	columnsToLookAt,
	factsFilled,
	factsOf,
	factsOfPlaces,
	factsSql,
	filledSql,
	type ChartFacts
} from './columns.ts';
import { binsOf, drawnSql, MOST_PLACES, spacingSql, wantsSpacing } from './drawn-sql.ts';
import { pictureOf, type Picture } from './picture.ts';
import { planOf, type Plan } from './plan.ts';

/** Where the rows are asked for, and the zone whose hours and days times are put together by. */
export interface DrawnFrom {
	ask(sql: string, limit: number): Promise<Result>;
	zone: Zone;
}

/**
 * What is drawn of the rows of a statement; null where there are none.
 * @throws what `ask` throws; `recipe not valid` where the columns do not fit what is wanted
 */
export async function drawn(
	sql: string,
	wanted: Wanted,
	{ ask, zone }: DrawnFrom
): Promise<Picture | null> {
	const facts = await factsFrom(sql, wanted, ask);
	if (facts.rows === 0) return null;
	const plan = planOf(wanted, facts);
	const spacing = await spacingOf(sql, plan, ask);
	const bins = binsOf(plan, { rows: facts.rows, spacing, zone });
	const places = await ask(drawnSql(sql, plan, bins), MOST_PLACES);
	return pictureOf(places, plan, { bins, facts });
}

/** The same picture of other rows: by the same axes, and in the same stretches. @throws what `ask` throws */
export async function redrawn(
	sql: string,
	{ plan, bins, facts }: Picture,
	ask: DrawnFrom['ask']
): Promise<Picture> {
	const drawn = [plan.x, plan.y, plan.measure.column].flatMap((column) => column?.name ?? []);
	const columns = facts.columns.filter(({ name }) => drawn.includes(name));
	const places = await ask(drawnSql(sql, plan, bins), MOST_PLACES);
	const isAll =
		columns.every(({ filled }) => filled === facts.rows) && places.rows.length < MOST_PLACES;
	// Where every row has all values, so has each of fewer.
	const found = isAll
		? factsOfPlaces({ ...facts, columns }, places)
		: factsFilled({ ...facts, columns }, await ask(filledSql(sql, columns), 1));
	return pictureOf(places, plan, { bins, facts: found });
}

async function factsFrom(sql: string, wanted: Wanted, ask: DrawnFrom['ask']): Promise<ChartFacts> {
	const { columns } = await ask(`SELECT * FROM ${rowsOf(sql)}`, 1);
	const looked = columnsToLookAt(columns, namedIn(wanted, columns));
	if (columns.length === 0) return { rows: 0, columns: [], areRecords: false };
	return factsOf(await ask(factsSql(sql, looked), 1), looked, columns);
}

/** The columns that are named, where nothing is left to the others; else null. */
function namedIn(
	{ mark, x, y, colour, facet, aggregate }: Wanted,
	columns: readonly ResultColumn[]
): string[] | null {
	const isWhole =
		mark !== null && x !== null && colour !== null && (y !== null || aggregate === 'count');
	if (!isWhole) return null;
	const named = [x, y, colour, facet].filter((name) => name !== null);
	return named.every((name) => columns.some((column) => column.name === name)) ? named : null;
}

async function spacingOf(sql: string, plan: Plan, ask: DrawnFrom['ask']): Promise<number | null> {
	if (!wantsSpacing(plan)) return null;
	const { rows } = await ask(spacingSql(sql, plan.x!), 1);
	const spacing = rows[0]?.[0] ?? null;
	return spacing === null || Number(spacing) <= 0 ? null : Number(spacing);
}
