import { Failure } from '#lib/failure.ts';
import { isWord, tokensOf, type Token } from './sql-reader.ts';

const beginnings = [
	'select',
	'with',
	'from',
	'values',
	'pivot',
	'unpivot',
	'describe',
	'summarize'
];

/**
 * A recipe's SQL is put inside other statements, and a recipe may come from anybody: it must be one
 * complete query that only reads. @throws `query failed` with the place as an offset.
 */
export function checkSelect(sql: string): void {
	const tokens = tokensOf(sql);
	const first = tokens.find((token) => token.kind !== '(');
	if (first === undefined) throw refused('there is no statement', sql, 0);
	if (!beginnings.some((word) => isWord(first, word)))
		throw refused(`only a query may stand here, not: ${first.text.slice(0, 40)}`, sql, first.from);
	const end = tokens.findIndex(isSemicolon);
	const next = tokens[end + 1];
	if (end >= 0 && tokens.slice(end).some((token) => !isSemicolon(token)))
		throw refused('only one statement may stand here', sql, next!.from);
	checkParentheses(tokens, sql);
}

function isSemicolon(token: Token): boolean {
	return token.kind === ';' || token.text === ';';
}

function checkParentheses(tokens: readonly Token[], sql: string): void {
	let open = 0;
	for (const token of tokens) {
		if (token.kind === '(') open++;
		if (token.text === ')' && --open < 0)
			throw refused('a parenthesis closes that was not opened', sql, token.from);
	}
	if (open > 0) throw refused('a parenthesis is not closed', sql, sql.length);
}

function refused(message: string, sql: string, position: number): Failure {
	return new Failure('query failed', `${message} (at character ${position + 1})`, { place: sql });
}
