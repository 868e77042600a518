import type { Connection, StoredIn } from '../duckdb/engine.ts';
import { schemaStatements } from './schema.ts';
import { literal } from '../sql/sql.ts';

/**
 * Makes the event tables, where they are not there from an earlier visit.
 * @returns false where the tables on disk are those of another edition of the program, whose rows cannot be used
 */
export async function prepare(connection: Connection, place: StoredIn): Promise<boolean> {
	const statements = schemaStatements().join(';\n');
	if (place === 'memory') {
		await connection.query(statements);
		return true;
	}
	const edition = await editionOf(connection, statements);
	const found = await markOf(connection);
	if (found !== null) return found === edition;
	const mark = `COMMENT ON TABLE sources IS ${literal(edition)}`;
	await connection.query(['BEGIN', statements, mark, 'COMMIT', 'CHECKPOINT'].join(';\n'));
	return true;
}

/** Two editions of the program share a database if they make the same tables, macros included. */
async function editionOf(connection: Connection, statements: string): Promise<string> {
	const { rows } = await connection.query(`SELECT md5(${literal(statements)})`);
	return String(rows[0]![0]);
}

/** The edition that made the tables; empty where they bear no mark, null where there are none. */
async function markOf(connection: Connection): Promise<string | null> {
	const { rows } = await connection.query(
		`SELECT coalesce(comment, '') FROM duckdb_tables() WHERE table_name = 'sources'`
	);
	return rows.length === 0 ? null : String(rows[0]![0]);
}
