import type { ResultColumn } from '#engine/duckdb/engine.ts';
import { bareStatement } from '#engine/sql/bare-statement.ts';
import { identifier } from '#engine/sql/sql.ts';
import { noColumn } from './no-column.ts';

/** The rows of a statement as another reads them, behind FROM. */
export function rowsOf(sql: string): string {
	return `(\n${bareStatement(sql)}\n) AS "drawn rows"`;
}

/** A value of a column as a number; null where it is not finite. */
export function numberSql(name: string): string {
	const value = `${identifier(name)}::DOUBLE`;
	return finite(value, value);
}

/** A value of a column as microseconds since 1970 UTC; null where it is not finite. */
export function momentSql(name: string): string {
	const value = `${identifier(name)}::TIMESTAMP`;
	return finite(value, `epoch_us(${value})`);
}

/** A value of a column as it is told apart. */
export function nameSql(name: string): string {
	return `${identifier(name)}::VARCHAR`;
}

function finite(value: string, given: string): string {
	return `CASE WHEN isfinite(${value}) THEN ${given} END`;
}

/** The column that an attribute names. @throws `recipe not valid` where there is none of that name */
export function columnNamed(
	name: string,
	attribute: string,
	columns: readonly ResultColumn[]
): ResultColumn {
	const found = columns.find((column) => column.name.toLowerCase() === name.toLowerCase());
	if (found === undefined) throw noColumn(`${attribute} names no column:`, name, columns);
	return found;
}

const units: Readonly<Record<string, string>> = {
	bytes: 'bytes',
	packets: 'packets',
	seconds: 's',
	ms: 'ms'
};

/** The unit of a column as its name says it; null where it says none. */
export function unitOf(name: string): string | null {
	return units[name.slice(name.lastIndexOf('_') + 1).toLowerCase()] ?? null;
}
