import type { Connection } from '../duckdb/engine.ts';
import { tablesOfSources } from './load.ts';
import { nativePrefix, nativeTableNames } from './native-tables.ts';
import { identifier, literal } from '../sql/sql.ts';

const ASIDE = 'laid_aside_';

/** A source that is taken out, and whose rows can be had again: there is nothing to read them from. */
export interface LaidAside {
	sourceId: string;
	/** Tables of its own columns, under the names that they had. */
	own: readonly string[];
	/** What makes its own view again; null where it had none. */
	viewSql: string | null;
}

/** Takes a source out of the tables and keeps its rows beside, until {@link putBack} or {@link dropLaidAside}. */
export async function layAside(
	connection: Connection,
	sourceId: string,
	view: string | null
): Promise<LaidAside> {
	const own = await nativeTableNames(connection, nativePrefix(sourceId));
	const viewSql = view === null ? null : await sqlOfView(connection, view);
	const where = `WHERE source_id = ${literal(sourceId)}`;
	await inOne(connection, [
		...(viewSql === null ? [] : [`DROP VIEW ${identifier(view!)}`]),
		...own.map((table) => `ALTER TABLE ${identifier(table)} RENAME TO ${aside(table)}`),
		...tablesOfSources.flatMap((table) => [
			`CREATE TABLE ${aside(`${sourceId}_${table}`)} AS FROM ${identifier(table)} ${where}`,
			`DELETE FROM ${identifier(table)} ${where}`
		])
	]);
	return { sourceId, own, viewSql };
}

/** Puts all of it where it was. */
export async function putBack(
	connection: Connection,
	{ sourceId, own, viewSql }: LaidAside
): Promise<void> {
	await inOne(connection, [
		...tablesOfSources.flatMap((table) => [
			`INSERT INTO ${identifier(table)} FROM ${aside(`${sourceId}_${table}`)}`,
			`DROP TABLE ${aside(`${sourceId}_${table}`)}`
		]),
		...own.map((table) => `ALTER TABLE ${aside(table)} RENAME TO ${identifier(table)}`),
		...(viewSql === null ? [] : [viewSql])
	]);
}

/** Gives up what an earlier visit laid aside: nobody can ask for it any more. */
export async function dropLaidAside(connection: Connection): Promise<void> {
	const tables = await nativeTableNames(connection, ASIDE);
	for (const table of tables) await connection.query(`DROP TABLE ${identifier(table)}`);
}

function aside(table: string): string {
	return identifier(`${ASIDE}${table}`);
}

async function sqlOfView(connection: Connection, view: string): Promise<string | null> {
	const { rows } = await connection.query(
		`SELECT sql FROM duckdb_views() WHERE NOT internal AND view_name = ${literal(view)}`
	);
	return rows.length === 0 ? null : String(rows[0]![0]);
}

async function inOne(connection: Connection, statements: readonly string[]): Promise<void> {
	await connection.query('BEGIN');
	try {
		await connection.query(statements.join(';\n'));
		await connection.query('COMMIT');
	} catch (error) {
		await connection.query('ROLLBACK');
		throw error;
	}
}
