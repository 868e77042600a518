import type { AskAround } from '../duckdb/ask-around.ts';
import type { ToKeep } from '../duckdb/keep-rows.ts';
import type { QueryOptions, Result } from '../duckdb/engine.ts';
import { boundedRows, pageOfRows, type Around, type RowPage } from '../sql/bounded-rows.ts';
import { inTotalOrder, lastOrder } from '../sql/last-order.ts';
import { isStreamed, ROW_ID, tableRows, type TableRows } from './table-rows.ts';
import { tokensOf } from '../sql/tokens.ts';
import type { BrushSums } from '../brush/brush-sums.ts';
import type { Brushed } from '../brush/time-parts.ts';
import { isCancelled, isEngineLost } from '#lib/failure.ts';
import { dropKept, keptRows } from './kept-rows.ts';

/** A page of rows; while somebody looks at other pages of them as well, it says until when. */
export interface PageAsked extends RowPage {
	/**
	 * Ends when nobody looks at the rows any more. With it, what had to be worked out for one page is kept for the
	 * next ones.
	 */
	keptUntil?: AbortSignal;
	/** Of which rows alone it is asked; they follow from sums. */
	brush?: PageBrush;
}

/** A brush that is being drawn, and the sums from which rows follow. */
export interface PageBrush {
	sums: BrushSums;
	/** Null where the sums are to be made, and no rows are wanted yet. */
	brushed: Brushed | null;
}

/** Where a row of a page stands in it. */
const PLACE = '"where in the order"';
/** As many places in a table are kept: they are eight bytes each. */
const MOST_PLACES = 20_000_000;
/** As many values are kept where the rows themselves have to be. */
const MOST_VALUES = 2_000_000;

/**
 * Some of the rows of a statement. All pages together are its rows, each once, also where many are alike in what they
 * are put in order by. What is put in order is so once for all pages: of rows of one table it is kept where they
 * stand, of others themselves, up to a bound; what is behind it is worked out anew.
 * @param sql the statement, or one that is shaped as it is
 */
export async function rowsOfPage(
	sql: string,
	ask: AskAround,
	page: PageAsked,
	options: QueryOptions
): Promise<Result> {
	const { keptUntil, brush, ...plain } = page;
	if (brush !== undefined) return rowsOfBrush(brush, sql, ask, { page: plain, options });
	const asking = new PageAsking(sql, ask, plain, options);
	if (page.explained === true || asking.isStreamed) return asking.plain();
	const kept = keptUntil?.aborted === true ? undefined : keptUntil;
	const placed =
		asking.isOfTable && !(kept && ofOtherRows.has(kept)) ? await ofTable(asking, kept) : null;
	if (placed !== null) return placed;
	const found = page.offset > 0 && kept ? await orElse(() => asking.ofRows(kept)) : null;
	return found ?? asking.inOrder();
}

async function rowsOfBrush(
	{ sums, brushed }: PageBrush,
	sql: string,
	ask: AskAround,
	{ page, options }: { page: RowPage; options: QueryOptions }
): Promise<Result> {
	if (brushed !== null) return sums.rows(sql, ask, page, { brushed, options });
	await sums.prepare(sql, ask);
	return { columns: [], rows: [] };
}

/** Questions of which the database has said that their rows are none of a table. */
const ofOtherRows = new WeakSet<AbortSignal>();

/** Null where it turns out that the rows are others than those of the table. */
async function ofTable(asking: PageAsking, until: AbortSignal | undefined): Promise<Result | null> {
	const found = await orElse(() => asking.ofTable(until));
	if (found !== null || until === undefined) return found;
	// It may be that what was kept is gone, as with a database that was lost.
	dropKept(until);
	const anew = await orElse(() => asking.ofTable(undefined));
	if (anew === null) ofOtherRows.add(until);
	return anew;
}

/** One page of one statement. */
class PageAsking {
	readonly #ask: AskAround;
	readonly #page: RowPage;
	readonly #options: QueryOptions;
	/** What is asked of the statement's rows. */
	readonly #around: Around;
	readonly #shape: string;

	constructor(sql: string, ask: AskAround, page: RowPage, options: QueryOptions) {
		this.#ask = ask;
		this.#page = page;
		this.#options = options;
		this.#around = page.around ?? ((rows) => rows);
		this.#shape = this.#around(sql);
	}

	/** Whether the rows behind some others are found without any work but to pass those by. */
	get isStreamed(): boolean {
		const [first] = tokensOf(this.#shape);
		const isQuery = /^(select|with|from|\()$/.test(first?.keyword ?? first?.kind ?? '');
		return !isQuery || isStreamed(this.#shape);
	}

	get isOfTable(): boolean {
		return tableRows(this.#shape) !== null;
	}

	plain(): Promise<Result> {
		return this.#ask((rows) => pageOfRows(rows, this.#page), this.#options);
	}

	/** By where the rows stand in their table; the places are put in order behind the first page. */
	async ofTable(until: AbortSignal | undefined): Promise<Result> {
		const { offset, limit } = this.#page;
		const inOrder: Around = (rows) => this.#ofTable(rows).inOrder;
		const what = async (): Promise<ToKeep> => ({ around: inOrder, rows: MOST_PLACES });
		const { signal } = this.#options;
		const kept =
			offset > 0 && until !== undefined ? await keptRows(this.#ask, what, until, signal) : null;
		const isKept = kept !== null && (kept.isWhole || offset + limit <= kept.rows);
		const found = await this.#ask((sql) => {
			const { inOrder, rows } = this.#ofTable(sql);
			return this.#placed(isKept ? `FROM ${kept.table}` : inOrder, rows);
		}, this.#options);
		const mayBeMore = found.rows.length === limit && offset === 0 && limit > 0;
		// Nobody waits for it: who goes on is told then what it fails of.
		if (mayBeMore && until !== undefined) keptRows(this.#ask, what, until).catch(isCancelled);
		return found;
	}

	/** Of rows that are kept themselves. */
	async ofRows(until: AbortSignal): Promise<Result> {
		const { offset, limit } = this.#page;
		const what = async (): Promise<ToKeep> => {
			const columns = await this.#columns();
			const around: Around = (rows) => inTotalOrder(this.#around(rows), columns);
			return { around, rows: Math.ceil(MOST_VALUES / Math.max(columns, 1)) };
		};
		const kept = await keptRows(this.#ask, what, until, this.#options.signal);
		if (!kept.isWhole && offset + limit > kept.rows) return this.inOrder();
		const page = `SELECT * FROM ${kept.table} LIMIT ${limit} OFFSET ${offset}`;
		return this.#ask(() => boundedRows(page), this.#options);
	}

	/** As the statement has them, those that are alike in an order of their own. */
	async inOrder(): Promise<Result> {
		if (lastOrder(this.#shape) === null) return this.plain();
		const columns = await orElse(() => this.#columns());
		// What the statement itself fails of is told in its own words.
		if (columns === null) return this.plain();
		const { limit, offset } = this.#page;
		return this.#ask(
			(rows) => pageOfRows(inTotalOrder(this.#around(rows), columns), { limit, offset }),
			this.#options
		);
	}

	/** How many columns the rows have. */
	async #columns(): Promise<number> {
		const described = await this.#ask((rows) => `DESCRIBE ${this.#around(rows)}`, this.#options);
		return described.rows.length;
	}

	#ofTable(rows: string): TableRows {
		return tableRows(this.#around(rows))!;
	}

	/** @param places a query of where the rows stand, in order @param rows all rows with their place */
	#placed(places: string, rows: string): string {
		const { limit, offset } = this.#page;
		const page = `${places} LIMIT ${limit} OFFSET ${offset}`;
		return boundedRows(`SELECT * EXCLUDE (${ROW_ID}, ${PLACE}) FROM (
			SELECT ${ROW_ID}, row_number() OVER () AS ${PLACE} FROM (${page}) AS page
		) AS places JOIN (\n${rows}\n) AS found USING (${ROW_ID}) ORDER BY ${PLACE}`);
	}
}

/** Null where the database cannot do it so. @throws `cancelled`, `engine lost` */
async function orElse<T>(ask: () => Promise<T>): Promise<T | null> {
	try {
		return await ask();
	} catch (error) {
		if (isCancelled(error) || isEngineLost(error)) throw error;
		return null;
	}
}
