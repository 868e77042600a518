import * as duckdb from '@duckdb/duckdb-wasm';

/** Stock duckdb-wasm as its documentation opens it, from this origin. */
export async function openEngine() {
	const db = new duckdb.AsyncDuckDB(
		new duckdb.VoidLogger(),
		new Worker('/duckdb-browser-eh.worker.js')
	);
	await db.instantiate(new URL('/duckdb-eh.wasm', location.href).href);
	await db.open({ allowUnsignedExtensions: false, query: { castBigIntToDouble: true } });
	return { db, connection: await db.connect() };
}
