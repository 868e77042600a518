import type { Result } from '#engine/duckdb/engine.ts';
import { holdsNames, provenance } from '#tables/columns-of.ts';
import type { CellKind, ShapedColumn, ShapedRows, Suggestion } from './cell.ts';
import { cellKinds } from './index.ts';

/** A picture that suits rows, and the kind that would draw it. */
export interface SuggestedPicture extends Suggestion {
	readonly kind: CellKind;
}

/** So many are offered. */
const MOST = 3;

/** The pictures that suit some rows best, by the types of their columns and how many values those have. */
export function picturesFor(rows: ShapedRows): SuggestedPicture[] {
	return cellKinds
		.flatMap((kind) => (kind.lists?.pictures?.(rows) ?? []).map((each) => ({ ...each, kind })))
		.sort((a, b) => b.fit - a.fit)
		.slice(0, MOST);
}

/** The kind that shows rows as they are, where it stands. */
export function plainKind(): CellKind {
	return cellKinds.find(({ lists }) => lists?.atOnce === true && lists.pictures === undefined)!;
}

/** What is seen of rows by some of them. */
export function shapedRows({ columns, rows }: Result): ShapedRows {
	const shaped = columns.map(({ name, type }, at): ShapedColumn => {
		const values = new Set(rows.map((row) => row[at] ?? null).filter((value) => value !== null));
		const names = type === 'text' || type === 'boolean' || holdsNames(name);
		return { name, type, names, distinct: values.size };
	});
	return {
		rows: rows.length,
		columns: shaped.filter(({ name }) => !provenance.includes(name)),
		areRecords: columns.some(({ name }) => name === 'record')
	};
}
