import type { Connection, QueryOptions } from '#engine/duckdb/engine.ts';
import { Sweeper, type Sweep } from '#investigation/sweep.ts';
import type { Notebook } from '#notebook/notebook.ts';
import { unchanging } from './defaults.ts';

/** What a notebook says of every alert that is loaded, once. */
export function swept(
	connection: Connection,
	notebook: Notebook,
	options?: QueryOptions
): Promise<Sweep> {
	const world = unchanging(notebook);
	return new Sweeper(connection).sweep(notebook, world, options);
}
