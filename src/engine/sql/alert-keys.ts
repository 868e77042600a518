import { perStatement, type SqlToken } from './tokens.ts';

/**
 * The columns of the alert that a statement seeks by: those that stand beside `=`, or before IN, as in
 * `src_ip = alert.src_ip`. Of an alert where such a column is null nothing is ever found. Names are in lower case.
 */
export const alertKeysIn = perStatement((tokens): ReadonlySet<string> => {
	const keys = new Set<string>();
	for (const [at, { word }] of tokens.entries()) {
		const column = word === 'alert' ? soughtBy(tokens, at) : null;
		if (column !== null) keys.add(column);
	}
	return keys;
});

function soughtBy(tokens: readonly SqlToken[], alert: number): string | null {
	const [before, column] = [tokens[alert - 1]?.kind, tokens[alert + 2]?.word ?? null];
	if (before === '.' || tokens[alert + 1]?.kind !== '.') return null;
	return before === '=' || seeks(tokens[alert + 3]) ? column : null;
}

function seeks(token: SqlToken | undefined): boolean {
	return token?.kind === '=' || token?.word === 'in';
}
