import { rowObjects, type Result } from '#engine/duckdb/engine.ts';
import { columnNamed, rowsOf } from '../column-sql.ts';
import type { AskRows } from '../drawn-rows.svelte.ts';
import { weightOf } from '../weight.ts';
import type { SankeySpec } from './sankey-spec.ts';
import {
	ABSENT,
	bandsSql,
	MOST_VALUES,
	OTHER,
	rowsSql,
	valuesSql,
	type SankeyColumns
} from './sankey-sql.ts';

/** Bands that are told apart by where their rows come from; of more they are not. */
const MOST_BANDS = 1500;
/** What {@link bandsSql} gives at most: between four columns from all values to all, in all colours. */
const MOST_FOUND = 3 * (MOST_VALUES + 2) ** 2 * 9;

/** `named` has a value of the column, `absent` has none, `other` is all values beyond those that have a place. */
export interface SankeyValue {
	column: number;
	is: 'named' | 'absent' | 'other';
	/** Null unless it is named. */
	name: string | null;
	/** Values that it stands for. */
	values: number;
	weight: number;
	rows: number;
}

/** Rows that have one value in a column and one in the next. */
export interface SankeyBand {
	/** Indices of the values. */
	from: number;
	to: number;
	/** Index of the value of the first column from which they come; null where they come from several. */
	origin: number | null;
	weight: number;
	rows: number;
}

/** How rows go from column to column, as far as it is drawn, and what is not. */
export interface Sankey {
	drawn: SankeyColumns;
	rows: number;
	/** Rows without a weight, which are not drawn. */
	weightless: number;
	/** Column by column, the heaviest first, then those without one, then all others. */
	values: readonly SankeyValue[];
	bands: readonly SankeyBand[];
	/** Whether bands are told apart by where their rows come from. */
	coloured: boolean;
}

/**
 * How the rows of a statement go from column to column; null where there are none.
 * @throws what `ask` throws; `recipe not valid` where the columns do not fit
 */
export async function sankeyOf(
	{ sql, columns, weight }: Pick<SankeySpec, 'sql' | 'columns' | 'weight'>,
	ask: AskRows
): Promise<Sankey | null> {
	const all = (await ask(`SELECT * FROM ${rowsOf(sql)}`, 1)).columns;
	const drawn = {
		columns: columns.map((name) => columnNamed(name, 'columns', all)),
		weight: weightOf(weight, all)
	};
	const [{ rows, weighed } = {}] = rowObjects(await ask(rowsSql(sql, drawn), 1));
	if (Number(rows) === 0) return null;
	const named = await ask(valuesSql(sql, drawn), columns.length * MOST_VALUES);
	const found = foundBands(await ask(bandsSql(sql, drawn), MOST_FOUND));
	const coloured = found.length <= MOST_BANDS;
	const values = valuesOf(named, found, columns.length);
	return {
		drawn,
		rows: Number(rows),
		weightless: Number(rows) - Number(weighed),
		values: values.map(({ value }) => value),
		bands: bandsOf(coloured ? found : together(found), values),
		coloured
	};
}

interface Found {
	step: number;
	from: number;
	to: number;
	colour: number | null;
	weight: number;
	rows: number;
}

function foundBands({ rows }: Result): Found[] {
	return rows.map((row) => {
		const [step, from, to, colour, weight, count] = row.map(Number) as Six;
		return { step, from, to, colour, weight, rows: count };
	});
}

type Six = [number, number, number, number, number, number];

/** The same from wherever they come. */
function together(found: readonly Found[]): Found[] {
	const by = new Map<string, Found>();
	for (const band of found) {
		const key = `${band.step} ${band.from} ${band.to}`;
		const { weight = 0, rows = 0 } = by.get(key) ?? {};
		by.set(key, { ...band, colour: null, weight: weight + band.weight, rows: rows + band.rows });
	}
	return [...by.values()];
}

interface PlacedValue {
	place: number;
	value: SankeyValue;
}

function valuesOf(named: Result, found: readonly Found[], columns: number): PlacedValue[] {
	const names = rowObjects(named).map((row) => ({
		column: Number(row['column']),
		place: Number(row['place']),
		name: row['name'] as string,
		many: Number(row['many'])
	}));
	return Array.from({ length: columns }, (_, column) => {
		const own = names.filter((each) => each.column === column);
		const many = own[0]?.many ?? 0;
		const value = (is: SankeyValue['is'], place: number, name: string | null): PlacedValue => ({
			place,
			value: {
				column,
				is,
				name,
				values: is === 'other' ? many - own.length : 1,
				...throughOf(found, column, place)
			}
		});
		return [
			...own.map(({ place, name }) => value('named', place, name)),
			value('absent', ABSENT, null),
			value('other', OTHER, null)
		].filter((each) => each.value.rows > 0);
	}).flat();
}

function throughOf(found: readonly Found[], column: number, place: number) {
	const through = found.filter(({ step, from, to }) =>
		column === 0 ? step === 0 && from === place : step === column - 1 && to === place
	);
	return {
		weight: through.reduce((all, band) => all + band.weight, 0),
		rows: through.reduce((all, band) => all + band.rows, 0)
	};
}

function bandsOf(found: readonly Found[], values: readonly PlacedValue[]): SankeyBand[] {
	const at = (column: number, place: number) =>
		values.findIndex((each) => each.value.column === column && each.place === place);
	const bands = found.map(({ step, from, to, colour, weight, rows }) => ({
		from: at(step, from),
		to: at(step + 1, to),
		origin: colour === null ? null : originOf(step, from, colour, at),
		weight,
		rows
	}));
	const last = values.length;
	return bands.sort(
		(a, b) => a.from - b.from || a.to - b.to || (a.origin ?? last) - (b.origin ?? last)
	);
}

/** What comes from values beyond those with colours is told by its own where it leaves it. */
function originOf(
	step: number,
	from: number,
	colour: number,
	at: (column: number, place: number) => number
): number | null {
	if (step === 0) return at(0, from);
	return colour === OTHER ? null : at(0, colour);
}
