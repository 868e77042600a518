import { commonTablesOf } from './common-tables.ts';
import { lastPartOf } from './relation.ts';
import { tablePlacesOf } from './table-places.ts';
import { perStatement, type SqlToken } from './tokens.ts';

/**
 * What a statement reads, found in its words alone, so that it also works for cells that have not run and
 * for tables that do not exist yet. DuckDB's own `getTableNames` binds the statement and cannot.
 */
export interface Reads {
	/** Names of what is read and that the statement does not itself define there, unquoted, each once. */
	readonly tables: readonly string[];
	/** Names given to `getvariable`. */
	readonly variables: readonly string[];
}

export const readsOf = perStatement(readsIn);

/** What is read by tokens that may be a part of a statement, if a part that could be run. */
export function readsIn(tokens: readonly SqlToken[]): Reads {
	const tables = readPlaces(tokens).map((at) => tokens[lastPartOf(tokens, at)]!.text);
	return { tables: [...new Set(tables)], variables: variablesOf(tokens) };
}

/** Where the names of tables stand that the statement does not itself define there. */
export function readPlaces(tokens: readonly SqlToken[]): number[] {
	const commonTables = commonTablesOf(tokens);
	return tablePlaces(tokens).filter((at) => {
		const isCall = tokens[lastPartOf(tokens, at) + 1]?.kind === '(';
		return !isCall && commonTables.at(at) === null;
	});
}

/** Where the names of tables, and of functions in the place of tables, stand. */
export function tablePlaces(tokens: readonly SqlToken[]): number[] {
	return [...tablePlacesOf(tokens)].filter((at) => tokens[at]?.kind === 'word');
}

function variablesOf(tokens: readonly SqlToken[]): string[] {
	const names = tokens.flatMap((current, i) => {
		const argument = tokens[i + 2];
		if (current.word !== 'getvariable' || argument?.kind !== 'String') return [];
		return [argument.text.slice(1, -1)];
	});
	return [...new Set(names)];
}
