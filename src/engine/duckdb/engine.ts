import type { Batch } from '#tables/batch.ts';
import type { Value } from '#tables/value.ts';

/** What a column of a result holds; all that is not a moment, a number or a truth is text. */
export type ResultType = 'timestamp' | 'number' | 'text' | 'boolean';

export interface ResultColumn {
	name: string;
	type: ResultType;
	/** True of a column whose values are DuckDB's text of a type that has no other form here, as of lists and structs. */
	written?: true;
}

/**
 * Rows of a query, each with a value per column, the same on every engine. A `timestamp` is microseconds since 1970
 * UTC as bigint. A `number` is a bigint where the database has a whole number of 64 bits or more, its digits as text
 * where it has a DECIMAL, else a number. What is no number or no moment of a clock (`nan`, `inf`, `infinity`, a year
 * before Christ), and each value of another type (DATE, INTERVAL, BLOB, lists and the like), is the text that DuckDB
 * itself writes: that of `::VARCHAR`.
 */
export interface Result {
	columns: ResultColumn[];
	rows: Value[][];
}

export interface QueryOptions {
	/** Ends the query within a tenth of a second; the promise then rejects with `cancelled`. */
	signal?: AbortSignal;
	/** True for statements that are done in no time: they are run in one go, and nothing can end them. */
	brief?: boolean;
	/** True where a result of any size is wanted; else one that would burden a page fails. */
	large?: boolean;
}

/**
 * One conversation with the database. Variables and transactions belong to a connection; statements of one
 * connection run one after the other.
 */
export interface Connection {
	/** @throws `query failed` with the database's words and the statement as `place`; `engine lost`. */
	query(sql: string, options?: QueryOptions): Promise<Result>;
	/** Appends rows to a table that has the batch's columns in the batch's order. */
	append(table: string, batch: Batch): Promise<void>;
	close(): Promise<void>;
}

/** Where a database keeps its rows: `disk` is a file of the page's own, which is there again at the next visit. */
export type StoredIn = 'memory' | 'disk';

/** A DuckDB without network, files or extensions; everything it holds came in through `append`. */
export interface Engine {
	/** Name and version, for the report. */
	readonly version: string;
	connect(): Promise<Connection>;
	/** Resolves, with the reason, once the engine is gone; all its promises have then been rejected. */
	readonly lost: Promise<string>;
	close(): Promise<void>;
}

/** The rows of a result as objects; of two columns of one name the later wins. */
export function rowObjects(result: Result): Record<string, Value>[] {
	return result.rows.map((row) =>
		Object.fromEntries(result.columns.map((column, i) => [column.name, row[i] ?? null]))
	);
}
