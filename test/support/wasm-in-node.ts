import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { createDuckDB, NODE_RUNTIME, VoidLogger } from '@duckdb/duckdb-wasm/blocking';
import type { DuckDBConnection } from '@duckdb/duckdb-wasm/blocking';
import { lockdown } from '#engine/settings.ts';

const dist = dirname(createRequire(import.meta.url).resolve('@duckdb/duckdb-wasm'));
let opened: Promise<DuckDBConnection> | null = null;

/** A connection to the DuckDB of the page, without a page: the same module, locked down as there. */
export function wasmInNode(): Promise<DuckDBConnection> {
	opened ??= open();
	return opened;
}

async function open(): Promise<DuckDBConnection> {
	const bundle = { mainModule: join(dist, 'duckdb-eh.wasm'), mainWorker: '' };
	const db = await createDuckDB({ mvp: bundle, eh: bundle }, new VoidLogger(), NODE_RUNTIME);
	await db.instantiate(() => undefined);
	db.open({ path: ':memory:' });
	const connection = db.connect();
	connection.query(lockdown.join('; '));
	return connection;
}
