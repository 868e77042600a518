import type { RecordBatch, Schema } from 'apache-arrow';
import { Failure, messageOf } from '#lib/failure.ts';
import { bareStatement } from '../sql/bare-statement.ts';
import { asText, describedColumns, isPlain, named, type GivenColumn } from './as-text.ts';
import type { Result } from './engine.ts';
import { columnsOf, resultOf } from './wasm-result.ts';

/** What DuckDB-WASM hands over: the schema is there before the rows; undefined for a statement without any. */
export interface ArrowAnswer {
	schema: Schema | undefined;
	batches: Iterable<RecordBatch> | AsyncIterable<RecordBatch>;
}

export type AskArrow = (sql: string) => Promise<ArrowAnswer>;

/** As many bytes of one result may cross, as Arrow counts them: in the page they become several times as many. */
export const MOST_BYTES = 128_000_000;

/**
 * The result of a statement. Where Arrow has no type for a column that says the value as DuckDB does, the query
 * is asked once more with that column as text; ordinary columns cost nothing.
 * @throws `query failed` for a result that is too large for a page
 */
export async function answered(
	sql: string,
	ask: AskArrow,
	most: number = MOST_BYTES
): Promise<Result> {
	let answer: ArrowAnswer;
	try {
		answer = await ask(sql);
	} catch (cause) {
		return asDescribed(sql, ask, most, cause);
	}
	if (answer.schema === undefined) return { columns: [], rows: [] };
	const columns = columnsOf(answer.schema);
	const text = isPlain(columns) && !hasTwins(columns) ? null : asText(sql, columns);
	if (text !== null) return named(await answered(text, ask, most), columns);
	return resultOf(answer.schema, await taken(answer.batches, most));
}

/** Types that Arrow cannot carry at all fail before there is a schema. @throws `cause` where that is not why */
async function asDescribed(
	sql: string,
	ask: AskArrow,
	most: number,
	cause: unknown
): Promise<Result> {
	if (!messageOf(cause).includes('Unsupported Arrow type')) throw cause;
	const columns = await describe(sql, ask);
	const text = asText(sql, columns);
	if (text === null) throw cause;
	return named(await answered(text, ask, most), columns);
}

/** Of columns with one name Arrow's schema gives each the type of the last. */
function hasTwins(columns: readonly GivenColumn[]): boolean {
	return new Set(columns.map(({ name }) => name)).size < columns.length;
}

async function describe(sql: string, ask: AskArrow): Promise<GivenColumn[]> {
	const { rows } = await answered(`DESCRIBE SELECT * FROM (\n${bareStatement(sql)}\n)`, ask);
	return describedColumns(rows);
}

async function taken(batches: ArrowAnswer['batches'], most: number): Promise<RecordBatch[]> {
	const held: RecordBatch[] = [];
	let bytes = 0;
	for await (const batch of batches) {
		held.push(batch);
		bytes += batch.data.byteLength;
		if (bytes > most)
			throw new Failure(
				'query failed',
				`the result is too large: more than ${most / 1e6} MB; ask for fewer rows or shorter values`
			);
	}
	return held;
}
