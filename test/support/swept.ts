import type { Connection, QueryOptions } from '#engine/duckdb/engine.ts';
import { defaultsOf } from '#investigation/parameters.ts';
import { Sweeper, type Sweep } from '#investigation/sweep.ts';
import type { Notebook } from '#notebook/notebook.ts';

/** What a notebook says of every alert that is loaded, once. */
export function swept(
	connection: Connection,
	notebook: Notebook,
	options?: QueryOptions
): Promise<Sweep> {
	const world = { values: defaultsOf(notebook.parameters), versionOf: () => 'once' };
	return new Sweeper(connection).sweep(notebook, world, options);
}
