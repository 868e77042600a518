import type { EventTableName } from '#tables/event-tables.ts';
import type { Connection } from '#engine/duckdb/engine.ts';
import { identifier, literal } from '#engine/sql/sql.ts';
import type { Need } from '#notebook/notebook.ts';

/** What of a table that a recipe needs is not there in any loaded source. */
export interface MissingNeed {
	table: EventTableName;
	/** Columns that have no value in any row; null where nothing of the table is loaded at all. */
	columns: readonly string[] | null;
}

/** Looks for what a recipe needs in what is loaded, whatever the alert. */
export async function missingNeeds(
	connection: Pick<Connection, 'query'>,
	needs: readonly Need[]
): Promise<MissingNeed[]> {
	if (needs.length === 0) return [];
	const { rows } = await connection.query(missingNeedsSql(needs));
	return needs.flatMap(({ table }): MissingNeed[] => {
		const own = rows
			.filter(([name]) => name === table)
			.map(([, column]) => column as string | null);
		if (own.includes(null)) return [{ table, columns: null }];
		return own.length === 0 ? [] : [{ table, columns: own as string[] }];
	});
}

/** Rows (table, column) of what is missing; a column that is null stands for the whole table. */
export function missingNeedsSql(needs: readonly Need[]): string {
	const absent = needs.flatMap(({ table, columns }) => [
		absence(table, null),
		...columns.map((column) => absence(table, column))
	]);
	return absent.join(' UNION ALL ');
}

function absence(table: EventTableName, column: string | null): string {
	const has = column === null ? '' : ` WHERE ${identifier(column)} IS NOT NULL`;
	return `SELECT ${literal(table)}, ${literal(column)}
		WHERE NOT EXISTS (SELECT 1 FROM ${identifier(table)}${has})`;
}

/** The same as sentences, one for all tables that are missing and one for each table with holes. */
export function missingSentences(missing: readonly MissingNeed[]): string[] {
	const tables = missing.filter(({ columns }) => columns === null).map(({ table }) => table);
	const holes = missing.flatMap(({ table, columns }) => {
		if (columns === null) return [];
		const named = list(columns, 'or');
		return [`No row of ${table} has a value in ${named}, which the recipe needs.`];
	});
	if (tables.length === 0) return holes;
	return [`Nothing is loaded of ${list(tables, 'and')}, which the recipe needs.`, ...holes];
}

function list(words: readonly string[], conjunction: 'and' | 'or'): string {
	const last = words.at(-1) ?? '';
	return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} ${conjunction} ${last}`;
}
