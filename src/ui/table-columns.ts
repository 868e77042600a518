import { isOfOrigin } from '#tables/columns-of.ts';
import { inOrderOfInterest } from '#tables/interest.ts';
import type { Value } from '#tables/value.ts';
import type { ResultColumn } from '#engine/duckdb/engine.ts';

/** Which columns of a table are shown, in the order of interest, and which not. */
export interface ColumnOrder {
	/** Indices of those that are shown. */
	shown: readonly number[];
	/** How many have no value in any row. */
	empty: number;
	/** How many say from which flow and record a row is. */
	origin: number;
}

/** What a person wants to see besides. */
export interface WantedColumns {
	empty: boolean;
	origin: boolean;
}

/**
 * The columns in the order of interest: those that say from which record a row is stand last. Where a table has no
 * others, they are what there is to see.
 * @param filled whether a column has a value in any row, by its index
 */
export function columnOrder(
	columns: readonly ResultColumn[],
	filled: readonly boolean[],
	wanted: WantedColumns
): ColumnOrder {
	const all = inOrderOfInterest(columns.map(({ name }) => name));
	const isOrigin = (i: number) => isOfOrigin(columns[i]!.name);
	const own = all.filter((i) => !isOrigin(i));
	const origin = own.length === 0 ? [] : all.filter(isOrigin);
	const told = own.length === 0 ? all : own;
	const empty = told.filter((i) => !filled[i]);
	// Where nothing has a value the names of the columns are still worth seeing.
	const hides = !wanted.empty && empty.length < told.length;
	return {
		shown: [...told.filter((i) => !hides || filled[i]), ...(wanted.origin ? origin : [])],
		empty: empty.length < told.length ? empty.length : 0,
		origin: origin.length
	};
}

/** Whether a column has a value in any of these rows, by its index. */
export function filledIn(
	columns: readonly ResultColumn[],
	rows: readonly (readonly Value[])[]
): boolean[] {
	return columns.map((_, i) => rows.some((row) => (row[i] ?? null) !== null));
}
