import type { Batch } from '#tables/batch.ts';
import type { NativeColumn } from '#tables/native-writer.ts';
import type { Connection } from '../duckdb/engine.ts';
import { nativeSelectList } from './native-view.ts';
import { columnList } from '../sql/column-list.ts';
import { identifier, literal } from '../sql/sql.ts';

/** What the names of all tables with sources' own columns begin with. */
export const NATIVE_PREFIX = 'native_';

/** Whether a source is read for the first time, or again for its own columns alone. */
export type ReadingTurn = 'first' | 'again';

/** What the names of the tables with one source's own columns begin with. */
export function nativePrefix(sourceId: string, reading: ReadingTurn | '' = ''): string {
	return `${NATIVE_PREFIX}${sourceId}_${reading}`;
}

/** The tables with a source's own columns: a new one whenever the source showed a new column. */
export class NativeTables {
	readonly #connection: Connection;
	readonly #sourceId: string;
	readonly #reading: ReadingTurn;
	readonly #byShape = new Map<string, string>();

	constructor(connection: Connection, sourceId: string, reading: ReadingTurn) {
		this.#connection = connection;
		this.#sourceId = sourceId;
		this.#reading = reading;
	}

	get names(): string[] {
		return [...this.#byShape.values()];
	}

	/** The table for the rows of a batch, made where there is none of its columns yet. */
	async tableFor(batch: Batch): Promise<string> {
		const shape = batch.columns.map((column) => column.name).join('\n');
		const known = this.#byShape.get(shape);
		if (known !== undefined) return known;
		const name = `${nativePrefix(this.#sourceId, this.#reading)}${this.#byShape.size + 1}`;
		await this.#connection.query(`CREATE TABLE ${identifier(name)} (${columnList(batch.columns)})`);
		this.#byShape.set(shape, name);
		return name;
	}

	/** The statement that shows all of them as one, in the shape that the source itself has. */
	viewSql(name: string, columns: readonly NativeColumn[]): string {
		const parts = this.names.map((table) => `FROM ${identifier(table)}`);
		return `CREATE VIEW ${identifier(name)} AS
			SELECT ${nativeSelectList(columns)}, ${literal(this.#sourceId)} AS source_id
			FROM (${parts.join(' UNION ALL BY NAME ')})`;
	}
}

/** Names of the tables with sources' own columns that begin with a prefix. */
export async function nativeTableNames(connection: Connection, prefix: string): Promise<string[]> {
	const { rows } = await connection.query(
		`SELECT table_name FROM duckdb_tables() WHERE starts_with(table_name, ${literal(prefix)})`
	);
	return rows.map(([name]) => String(name));
}
