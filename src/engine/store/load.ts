import type { Batch } from '#tables/batch.ts';
import { eventTableNames, eventTables } from '#tables/event-tables.ts';
import type { Receipt } from '#intake/record/receipt.ts';
import { Failure } from '#lib/failure.ts';
import type { Connection } from '../duckdb/engine.ts';
import { copyTables } from '../derived/copies.ts';
import { coverageTables } from '../derived/coverage.ts';
import { viewName } from './native-view.ts';
import {
	NATIVE_PREFIX,
	NativeTables,
	nativePrefix,
	nativeTableNames,
	type ReadingTurn
} from './native-tables.ts';
import { doubtUnanswered } from '../sessions/one-way-view.ts';
import { pairHalves } from '../sessions/pair-halves.ts';
import { reservedNames } from './schema.ts';
import { unreadEntryRows } from '../derived/unread-entries.ts';
import { unreadRows } from '../derived/unread.ts';
import { identifier, literal } from '../sql/sql.ts';
import { tellDirections } from '../sessions/tell-directions.ts';

/** Where a fact of a teaching incident comes from; null for an analyst's own files. */
export type SourceOrigin = 'known' | 'synthetic' | 'mixed' | null;

export interface Committed {
	/** Under which name the source can be asked in its own columns; null where it has none. */
	view: OwnView | null;
	/** Sessions that were made of two records. */
	pairs: number;
	/** Sessions of which nothing tells who began them. */
	undirected: number;
	/** Sessions that show no answer, of a sensor that saw one way alone. */
	doubted: number;
}

/**
 * Takes one source into the database inside one transaction: all of it is there after `commit`, nothing
 * of it after `rollback`. Needs a connection of its own.
 */
export class SourceLoader {
	readonly #connection: Connection;
	readonly #sourceId: string;
	readonly #appended = new Map<string, number>();
	readonly #reading: ReadingTurn;
	readonly #own: NativeTables;
	#takenBack = false;

	private constructor(connection: Connection, sourceId: string, reading: ReadingTurn) {
		this.#connection = connection;
		this.#sourceId = sourceId;
		this.#reading = reading;
		this.#own = new NativeTables(connection, sourceId, reading);
	}

	static async begin(
		connection: Connection,
		sourceId: string,
		reading: ReadingTurn
	): Promise<SourceLoader> {
		await connection.query('BEGIN', { brief: true });
		return new SourceLoader(connection, sourceId, reading);
	}

	/** @throws `cancelled` after `rollback`: what still comes would be outside the transaction, and stay */
	async append(batch: Batch): Promise<void> {
		if (this.#reading === 'again' && batch.table !== 'native') return;
		if (this.#takenBack) throw takenBack();
		const table = batch.table === 'native' ? await this.#own.tableFor(batch) : batch.table;
		if (this.#takenBack) throw takenBack();
		await this.#connection.append(table, batch);
		this.#appended.set(table, (this.#appended.get(table) ?? 0) + batch.rows);
	}

	/**
	 * Checks that every row arrived, pairs the halves of sessions and finds out who began them, makes the source known, and visible under its
	 * own name where all of its columns were kept. The coverage is refreshed by whoever knows that no more
	 * sources follow.
	 */
	async commit(
		receipt: Receipt,
		origin: SourceOrigin,
		taken: ReadonlySet<string>
	): Promise<Committed> {
		const view = ownViewOf(receipt, taken);
		const shown = view?.whole ? [this.#own.viewSql(view.name, receipt.native_columns)] : [];
		const hasSessions = this.#appended.has(eventTables.sessions.name);
		if (hasSessions) await this.#run(this.#countChecks());
		const pairs = hasSessions ? await pairHalves(this.#connection, this.#sourceId) : 0;
		const undirected = hasSessions ? await tellDirections(this.#connection, this.#sourceId) : 0;
		const doubted = hasSessions ? await doubtUnanswered(this.#connection, this.#sourceId) : 0;
		const checks = hasSessions ? [] : this.#countChecks();
		await this.#run([
			...checks,
			sourceRow(receipt, origin),
			...spanRows(receipt),
			...unreadRows(receipt),
			...unreadEntryRows(receipt),
			...shown,
			'COMMIT'
		]);
		return { view, pairs, undirected, doubted };
	}

	/**
	 * Puts the source's own columns, which were read anew, in the place of those few that were kept at first,
	 * and makes its view.
	 */
	async commitOwn(receipt: Receipt, view: string): Promise<void> {
		const replaced = await nativeTableNames(
			this.#connection,
			nativePrefix(this.#sourceId, 'first')
		);
		const dropped = replaced.map((table) => `DROP TABLE ${identifier(table)}`);
		const shown = this.#own.viewSql(view, receipt.native_columns);
		await this.#run([...this.#countChecks(), ...dropped, shown, 'COMMIT']);
	}

	/** Takes back what was appended, and begins once more. */
	async restart(): Promise<SourceLoader> {
		await this.rollback();
		return SourceLoader.begin(this.#connection, this.#sourceId, this.#reading);
	}

	async rollback(): Promise<void> {
		this.#takenBack = true;
		await this.#run(['ROLLBACK']);
	}

	async #run(statements: readonly string[]): Promise<void> {
		await this.#connection.query(statements.join(';\n'), { brief: true });
	}

	/** Statements that fail where rows did not arrive: a stream that was cut gives neither rows nor an error. */
	#countChecks(): string[] {
		return [...this.#appended].map(([table, rows]) => {
			const said = `${literal(`${rows} rows went to ${table}, `)} || rows || ' arrived'`;
			return `SELECT CASE WHEN rows <> ${rows} THEN error(${said}) END FROM (SELECT ${this.#countOf(table)} AS rows)`;
		});
	}

	#countOf(table: string): string {
		const shared = eventTableNames.some((name) => name === table);
		const own = shared ? ` WHERE source_id = ${literal(this.#sourceId)}` : '';
		return `(SELECT count(*) FROM ${identifier(table)}${own})`;
	}
}

function takenBack(): Failure {
	return new Failure('cancelled', 'the source is not wanted any more');
}

/** The name of a source in SQL, and whether it can be asked already. */
export interface OwnView {
	name: string;
	/** False as long as only those records are kept that no event table takes: the others are read on demand. */
	whole: boolean;
}

/** Null where the source has no columns of its own. */
function ownViewOf(receipt: Receipt, taken: ReadonlySet<string>): OwnView | null {
	if (receipt.own_columns === 'none') return null;
	return { name: freeName(receipt, taken), whole: receipt.own_columns === 'kept' };
}

function freeName(receipt: Receipt, taken: ReadonlySet<string>): string {
	return viewName(receipt.source, new Set([...taken, ...reservedNames]));
}

function sourceRow(receipt: Receipt, origin: SourceOrigin): string {
	const texts = [receipt.source_id, receipt.source, receipt.format, receipt.sha256].map(literal);
	const numbers = [receipt.bytes, receipt.records, receipt.rejects.length];
	const times = [receipt.first_ts, receipt.last_ts].map(
		(iso) => `TRY_CAST(${literal(iso?.replace('Z', '') ?? null)} AS TIMESTAMP)`
	);
	const values = [...texts, ...numbers, ...times, literal(origin)];
	return `INSERT INTO sources VALUES (${values.join(', ')})`;
}

function spanRows({ source_id, claimed_spans, told_spans }: Receipt): string[] {
	const claimed = claimed_spans.map((span) => ({
		...{ table: null, speaker: null, lost: false },
		...span
	}));
	const rows = [...claimed, ...told_spans].map(({ table, speaker, from_ts, to_ts, lost }) => {
		const times = [from_ts, to_ts].map((iso) => iso.replace('Z', ''));
		return `(${[source_id, table, speaker, ...times].map(literal).join(', ')}, ${lost}, false)`;
	});
	return rows.length === 0 ? [] : [`INSERT INTO told_spans VALUES ${rows.join(', ')}`];
}

/** All that holds something of each source, with a column `source_id`: its rows, and what is known of it beside them. */
export const tablesOfSources: readonly string[] = [
	...eventTableNames,
	...copyTables,
	'sources',
	'told_spans',
	'unread_entries'
];

/**
 * The name of the view of native columns, null where there is none, by the id of each source whose rows are in the
 * database, as one on disk has them from an earlier visit.
 */
export async function viewsOfSources(connection: Connection): Promise<Map<string, string | null>> {
	const { rows } = await connection.query(
		`SELECT source_id, view_name FROM sources LEFT JOIN duckdb_views() AS v
			ON NOT v.internal AND contains(v.sql, ${literal(NATIVE_PREFIX)} || source_id)`
	);
	return new Map(
		rows.map(([sourceId, view]) => [String(sourceId), view === null ? null : String(view)])
	);
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
	await remove(connection, NATIVE_PREFIX, views, '');
	await connection.query(
		[...coverageTables, 'copies'].map((table) => `DELETE FROM ${table}`).join('; ')
	);
}

async function remove(
	connection: Connection,
	prefix: string,
	views: readonly string[],
	where: string
): Promise<void> {
	const tables = await nativeTableNames(connection, prefix);
	const statements = [
		...views.map((view) => `DROP VIEW IF EXISTS ${identifier(view)}`),
		...tables.map((table) => `DROP TABLE ${identifier(table)}`),
		...tablesOfSources.map((table) => `DELETE FROM ${identifier(table)}${where}`)
	];
	await connection.query(statements.join(';\n'));
}
