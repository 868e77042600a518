import { eventTables } from '#tables/event-tables.ts';
import { copyStatements, copyTables } from '../derived/copies.ts';
import { macros } from '../macros/macros.ts';
import { columnList } from '../sql/column-list.ts';
import { identifier } from '../sql/sql.ts';

/**
 * What every database begins with: the event tables (empty), the list of sources, what they cover and what
 * not, and the macros that recipes may use.
 */
export function schemaStatements(): string[] {
	const tables = Object.values(eventTables).map(
		(table) => `CREATE TABLE ${identifier(table.name)} (${columnList(table.columns)})`
	);
	return [...tables, ...bookkeeping, ...copyStatements, ...macros];
}

/** Names that no source's own view may take; `alert` and `steps` are relations of checks and verdicts. */
export const reservedNames: readonly string[] = [
	...Object.keys(eventTables),
	'sources',
	'coverage',
	'source_accounts',
	'uncovered',
	'uncovered_accounts',
	'recorded',
	'told_spans',
	'unread_entries',
	'copies',
	...copyTables,
	'alert',
	'steps'
];

const bookkeeping = [
	`CREATE TABLE sources (source_id VARCHAR, name VARCHAR, format VARCHAR, sha256 VARCHAR,
		bytes BIGINT, records BIGINT, rejects BIGINT, first_ts TIMESTAMP, last_ts TIMESTAMP, origin VARCHAR)`,
	`CREATE TABLE coverage (table_name VARCHAR, speaker VARCHAR, source_id VARCHAR, from_ts TIMESTAMP,
		to_ts TIMESTAMP, reach INTERVAL, bound INTERVAL, origin VARCHAR, records BIGINT)`,
	// Without a table, of everybody who speaks in the source. `unread` is of records that could not be read here.
	`CREATE TABLE told_spans (source_id VARCHAR, table_name VARCHAR, speaker VARCHAR, from_ts TIMESTAMP, to_ts TIMESTAMP,
		lost BOOLEAN, unread BOOLEAN)`,
	// Of a table that stands, and said in words.
	`CREATE TABLE unread_entries (source_id VARCHAR, table_name VARCHAR, reason VARCHAR)`,
	// `lost` is null, or by whom records are known to be: `told` by their source, `unread` here, `both`.
	`CREATE TABLE uncovered (table_name VARCHAR, speaker VARCHAR, account VARCHAR, from_ts TIMESTAMP,
		to_ts TIMESTAMP, stops TIMESTAMP, starts TIMESTAMP, bound INTERVAL, few BIGINT, few_from TIMESTAMP,
		few_to TIMESTAMP, ends TIMESTAMP, reaches TIMESTAMP, lost VARCHAR)`,
	`CREATE TABLE source_accounts (table_name VARCHAR, source_id VARCHAR, account VARCHAR, label VARCHAR)`,
	`CREATE TABLE uncovered_accounts (table_name VARCHAR, speaker VARCHAR, account VARCHAR, label VARCHAR, several BOOLEAN)`,
	`CREATE TABLE recorded (table_name VARCHAR, account VARCHAR, ip VARCHAR)`
];
