import { isWord, perStatement, type SqlToken } from './tokens.ts';

/**
 * The columns of the alert that a statement seeks by: those that stand beside `=`, or before IN, as in
 * `src_ip = alert.src_ip`. Of an alert where such a column is null nothing is ever found. Names are in lower case.
 */
export const alertKeysIn = perStatement((tokens): ReadonlySet<string> => {
	const keys = tokens.flatMap((token, at) => (isKey(tokens, at) ? [token.text.toLowerCase()] : []));
	return new Set(keys);
});

function isKey(tokens: readonly SqlToken[], at: number): boolean {
	if (tokens[at]!.kind !== 'word' || tokens[at - 1]?.kind !== '.') return false;
	if (!isWord(tokens[at - 2], 'alert') || tokens[at - 3]?.kind === '.') return false;
	return tokens[at - 3]?.kind === '=' || seeks(tokens[at + 1]);
}

function seeks(token: SqlToken | undefined): boolean {
	return token?.kind === '=' || isWord(token, 'in');
}
