import type { Value } from '#tables/value.ts';
import type { QueryOptions } from '#engine/duckdb/engine.ts';
import { openWasmEngine } from '#engine/duckdb/wasm.ts';
import { messageOf } from '#lib/failure.ts';

/** What a statement gave, in values that a test can be handed: a bigint as text with an `n` behind it. */
export interface Told {
	columns: string[];
	rows: (string | number | boolean | null)[][];
	/** The words of the failure; null where there was none. */
	failure: string | null;
}

/** The engine of the page, and nothing else of it. */
export type AskEngine = (sql: string, options?: Pick<QueryOptions, 'brief'>) => Promise<Told>;

const connection = openWasmEngine('memory').then((engine) => engine.connect());

function plain(value: Value): string | number | boolean | null {
	return typeof value === 'bigint' ? `${value}n` : value;
}

const ask: AskEngine = async (sql, options) => {
	try {
		const { columns, rows } = await (await connection).query(sql, options);
		const shown = columns.map(({ name, type }) => `${name} ${type}`);
		return { columns: shown, rows: rows.map((row) => row.map(plain)), failure: null };
	} catch (error) {
		return { columns: [], rows: [], failure: messageOf(error) };
	}
};
Object.assign(globalThis, { ask });
