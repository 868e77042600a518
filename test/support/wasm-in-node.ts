import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { createDuckDB, NODE_RUNTIME, VoidLogger } from '@duckdb/duckdb-wasm/blocking';
import type { DuckDBConnection } from '@duckdb/duckdb-wasm/blocking';
import type { AskArrow } from '#engine/duckdb/wasm-answer.ts';
import { lockdown } from '#engine/duckdb/settings.ts';

const dist = dirname(createRequire(import.meta.url).resolve('@duckdb/duckdb-wasm'));
let module: ReturnType<typeof instantiated> | null = null;

/**
 * A connection to an empty database in the DuckDB of the page, without a page: the same module, locked down as there.
 * One process has one of them; the database that was asked for before is gone.
 */
export async function wasmInNode(): Promise<DuckDBConnection> {
	module ??= instantiated();
	const db = await module;
	db.open({ path: ':memory:' });
	const connection = db.connect();
	connection.query(lockdown.join('; '));
	return connection;
}

async function instantiated() {
	const bundle = { mainModule: join(dist, 'duckdb-eh.wasm'), mainWorker: '' };
	const db = await createDuckDB({ mvp: bundle, eh: bundle }, new VoidLogger(), NODE_RUNTIME);
	await db.instantiate(() => undefined);
	return db;
}

/** Asks as the page does: in one go, or as a stream. */
export async function wasmAsks(): Promise<Record<'run' | 'send', AskArrow>> {
	const connection = await wasmInNode();
	return {
		run: async (sql) => connection.query(sql),
		send: async (sql) => {
			const reader = await connection.send(sql, true);
			await reader.open();
			return { schema: reader.schema, batches: reader };
		}
	};
}
