import type { ColumnType } from '#tables/event-tables.ts';
import { identifier } from './sql.ts';

const sqlTypes: Record<ColumnType, string> = {
	timestamp: 'TIMESTAMP',
	text: 'VARCHAR',
	int32: 'INTEGER',
	int64: 'BIGINT',
	float64: 'DOUBLE',
	boolean: 'BOOLEAN'
};

/** The SQL type of a column of an event table. */
export function sqlType(type: ColumnType): string {
	return sqlTypes[type];
}

/** Column list of a table, for CREATE TABLE. */
export function columnList(columns: readonly { name: string; type: ColumnType }[]): string {
	return columns.map(({ name, type }) => `${identifier(name)} ${sqlType(type)}`).join(', ');
}
