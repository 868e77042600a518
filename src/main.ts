import { beginWorker } from '#engine/duckdb/wasm-begin.ts';

beginWorker();
// The page is a chunk of its own, so that the database does not wait for it.
void import('./page.ts');
