import type { StoredIn } from '#engine/duckdb/engine.ts';

/** The database of the page, as far as it has come. */
export interface EngineState {
	/** `lost`: it is being started again and the sources are read again. */
	state: 'starting' | 'ready' | 'lost' | 'failed';
	place: StoredIn;
	version: string | null;
	/** Why it was lost or failed. */
	reason: string | null;
}
