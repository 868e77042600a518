import type { Batch } from '#arrow/batch.ts';
import { eventTableNames } from '#arrow/event-tables.ts';
import type { Receipt } from '#intake/receipt.ts';
import { Failure } from '#lib/failure.ts';
import type { Connection } from './engine.ts';
import { nativeSelectList, viewName } from './native-view.ts';
import { columnList, reservedNames } from './schema.ts';
import { identifier, literal } from './sql.ts';

/** Where a fact of a teaching incident comes from; null for an analyst's own files. */
export type Origin = 'known' | 'synthetic' | 'mixed' | null;

/**
 * Takes one source into the database inside one transaction: all of it is there after `commit`, nothing
 * of it after `rollback`. Needs a connection of its own.
 */
export class SourceLoader {
	readonly #connection: Connection;
	readonly #sourceId: string;
	readonly #appended = new Map<string, number>();
	/** Physical tables of native rows, a new one whenever the source showed a new column. */
	readonly #nativeTables = new Map<string, string>();

	private constructor(connection: Connection, sourceId: string) {
		this.#connection = connection;
		this.#sourceId = sourceId;
	}

	static async begin(connection: Connection, sourceId: string): Promise<SourceLoader> {
		await connection.query('BEGIN');
		return new SourceLoader(connection, sourceId);
	}

	async append(batch: Batch): Promise<void> {
		const table = batch.table === 'native' ? await this.#nativeTable(batch) : batch.table;
		await this.#connection.append(table, batch);
		this.#appended.set(table, (this.#appended.get(table) ?? 0) + batch.rows);
	}

	/**
	 * Checks that every row arrived, makes the source known and visible under its own name. The coverage is
	 * refreshed by whoever knows that no more sources follow.
	 * @returns the name of the view with the source's own columns; null where none were kept
	 */
	async commit(
		receipt: Receipt,
		origin: Origin,
		taken: ReadonlySet<string>
	): Promise<string | null> {
		await this.#checkCounts();
		const view = this.#nativeTables.size === 0 ? null : freeName(receipt, taken);
		const statements = [
			sourceRow(receipt, origin),
			...(view === null ? [] : [this.#viewSql(view, receipt)])
		];
		await this.#connection.query([...statements, 'COMMIT'].join(';\n'));
		return view;
	}

	async rollback(): Promise<void> {
		await this.#connection.query('ROLLBACK');
	}

	async #nativeTable(batch: Batch): Promise<string> {
		const shape = batch.columns.map((column) => column.name).join('\n');
		const known = this.#nativeTables.get(shape);
		if (known !== undefined) return known;
		const name = `${nativePrefix(this.#sourceId)}${this.#nativeTables.size + 1}`;
		await this.#connection.query(`CREATE TABLE ${identifier(name)} (${columnList(batch.columns)})`);
		this.#nativeTables.set(shape, name);
		return name;
	}

	async #checkCounts(): Promise<void> {
		if (this.#appended.size === 0) return;
		const counts = [...this.#appended.keys()].map((table) => this.#countOf(table));
		const counted = await this.#connection.query(`SELECT ${counts.join(', ')}`);
		[...this.#appended].forEach(([table, rows], i) => {
			const arrived = Number(counted.rows[0]![i]);
			if (arrived !== rows)
				throw new Failure('defect', `${rows} rows went to ${table}, ${arrived} arrived`);
		});
	}

	#countOf(table: string): string {
		const shared = eventTableNames.some((name) => name === table);
		const own = shared ? ` WHERE source_id = ${literal(this.#sourceId)}` : '';
		return `(SELECT count(*) FROM ${identifier(table)}${own})`;
	}

	#viewSql(name: string, receipt: Receipt): string {
		const parts = [...this.#nativeTables.values()].map((table) => `FROM ${identifier(table)}`);
		return `CREATE VIEW ${identifier(name)} AS
			SELECT ${nativeSelectList(receipt.native_columns)}, ${literal(this.#sourceId)} AS source_id
			FROM (${parts.join(' UNION ALL BY NAME ')})`;
	}
}

function freeName(receipt: Receipt, taken: ReadonlySet<string>): string {
	return viewName(receipt.source, new Set([...taken, ...reservedNames]));
}

function sourceRow(receipt: Receipt, origin: Origin): string {
	const texts = [receipt.source_id, receipt.source, receipt.format, receipt.sha256].map(literal);
	const numbers = [receipt.bytes, receipt.records, receipt.rejects.length];
	const times = [receipt.first_ts, receipt.last_ts].map(
		(iso) => `TRY_CAST(${literal(iso?.replace('Z', '') ?? null)} AS TIMESTAMP)`
	);
	const values = [...texts, ...numbers, ...times, literal(origin)];
	return `INSERT INTO sources VALUES (${values.join(', ')})`;
}

/** Takes a source, and the view of its own columns, out of the database again. */
export async function removeSource(
	connection: Connection,
	sourceId: string,
	view: string | null
): Promise<void> {
	const own = ` WHERE source_id = ${literal(sourceId)}`;
	await remove(connection, nativePrefix(sourceId), view === null ? [] : [view], own);
}

/** Takes every source out of the database, and what follows from them. */
export async function removeEverySource(
	connection: Connection,
	views: readonly string[]
): Promise<void> {
	await remove(connection, NATIVE, views, '');
	await connection.query('DELETE FROM coverage');
}

async function remove(
	connection: Connection,
	prefix: string,
	views: readonly string[],
	where: string
): Promise<void> {
	const native = await connection.query(
		`SELECT table_name FROM duckdb_tables() WHERE starts_with(table_name, ${literal(prefix)})`
	);
	const statements = [
		...views.map((view) => `DROP VIEW IF EXISTS ${identifier(view)}`),
		...native.rows.map(([name]) => `DROP TABLE ${identifier(String(name))}`),
		...[...eventTableNames, 'sources'].map((table) => `DELETE FROM ${identifier(table)}${where}`)
	];
	await connection.query(statements.join(';\n'));
}

const NATIVE = 'native_';

/** What the names of the tables with a source's own columns begin with. */
function nativePrefix(sourceId: string): string {
	return `${NATIVE}${sourceId}_`;
}
