import { perStatement, type SqlToken } from './tokens.ts';

/**
 * The columns of the alert that a statement seeks by: those that stand beside `=`, or before IN, as in
 * `src_ip = alert.src_ip`. Of an alert where such a column is null nothing is ever found. Names are in lower case.
 */
export const alertKeysIn = perStatement((tokens): ReadonlySet<string> => {
	const keys = tokens.flatMap((token, at) => (isKey(tokens, at) ? [token.word!] : []));
	return new Set(keys);
});

function isKey(tokens: readonly SqlToken[], at: number): boolean {
	if (tokens[at]!.word === null || tokens[at - 1]?.kind !== '.') return false;
	if (tokens[at - 2]?.word !== 'alert' || tokens[at - 3]?.kind === '.') return false;
	return tokens[at - 3]?.kind === '=' || seeks(tokens[at + 1]);
}

function seeks(token: SqlToken | undefined): boolean {
	return token?.kind === '=' || token?.word === 'in';
}
