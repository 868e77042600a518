import type { Connection } from '#engine/duckdb/engine.ts';
import type { World } from '#investigation/basis.ts';
import { defaultsOf, Variables } from '#investigation/parameters.ts';
import type { Notebook } from '#notebook/notebook.ts';

/** Gives a database the values that the parameters of a notebook begin with. */
export function giveDefaults(
	connection: Connection,
	{ parameters }: Pick<Notebook, 'parameters'>
): Promise<void> {
	return new Variables(connection).give(parameters, {});
}

/** A world in which those are the values, and no row ever changes. */
export function unchanging({ parameters }: Pick<Notebook, 'parameters'>): World {
	return { values: defaultsOf(parameters), versionOf: () => 'once' };
}
