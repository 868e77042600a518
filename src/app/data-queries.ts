import type { Connection, QueryOptions, Result } from '#engine/duckdb/engine.ts';
import { rowsOfPage } from '#engine/paging/rows-of-page.ts';
import type { AskAround } from '#engine/duckdb/ask-around.ts';
import { readsOf } from '#engine/sql/reader.ts';
import { identifier } from '#engine/sql/sql.ts';
import type { Page } from './services/page.ts';

/** What the page asks of what is loaded, besides any recipe. */
export class DataQueries {
	readonly #connection: () => Promise<Connection>;
	/** Makes the sources among some names ready to be asked in their own columns. */
	readonly #prepare: (names: readonly string[]) => Promise<void>;

	constructor(
		connection: () => Promise<Connection>,
		prepare: (names: readonly string[]) => Promise<void>
	) {
		this.#connection = connection;
		this.#prepare = prepare;
	}

	/** Rows of a table or of a source's own view. */
	async browse(relation: string, page: Page, options: QueryOptions): Promise<Result> {
		await this.#prepare([relation]);
		const rows = `SELECT * FROM ${identifier(relation)}`;
		const connection = await this.#connection();
		const ask: AskAround = (around, own) => connection.query(around(rows), own);
		return rowsOfPage(rows, ask, page, options);
	}

	async query(sql: string, options: QueryOptions = {}): Promise<Result> {
		await this.#prepare(readsOf(sql).tables);
		return (await this.#connection()).query(sql, options);
	}
}
