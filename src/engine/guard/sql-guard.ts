import { Failure } from '#lib/failure.ts';
import { nearestName } from '#lib/nearest.ts';
import { allowedFunctions, callsWithoutParentheses, systemRelations } from './allowed-functions.ts';
import { whyRefused } from './refused-functions.ts';
import { callsIn } from '../sql/calls.ts';
import { tablePlacesOf } from '../sql/table-places.ts';
import { perStatement, type SqlToken } from '../sql/tokens.ts';

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
 * complete query that only reads, of tables and by functions that are allowed.
 * @throws `query failed` with the place as an offset.
 */
export const checkSelect: (sql: string) => void = perStatement((tokens, sql) => {
	checkSigns(tokens, sql);
	checkStatement(tokens, sql);
	checkParentheses(tokens, sql);
	checkFunctions(tokens, sql);
	checkRelations(tokens, sql);
});

function checkStatement(tokens: readonly SqlToken[], sql: string): void {
	const first = tokens.find((token) => token.kind !== '(');
	if (first === undefined) throw refused('there is no statement', sql, 0);
	if (first.word === null || !beginnings.includes(first.word))
		throw refused(`only a query may stand here, not: ${first.text.slice(0, 40)}`, sql, first.from);
	const end = tokens.findIndex(({ kind }) => kind === ';');
	const next = tokens[end + 1];
	if (end >= 0 && tokens.slice(end).some(({ kind }) => kind !== ';'))
		throw refused('only one statement may stand here', sql, next!.from);
}

function checkParentheses(tokens: readonly SqlToken[], sql: string): void {
	let open = 0;
	for (const { kind, from } of tokens) {
		if (kind === '(') open++;
		if (kind === ')' && --open < 0)
			throw refused('a parenthesis closes that was not opened', sql, from);
	}
	if (open > 0) throw refused('a parenthesis is not closed', sql, sql.length);
}

const known = /^(word|String|Number|::|[()[\]{}.,;:+\-*/%^<>=!~@#&|?$`])$/;

/** What the grammar does not know might be read otherwise by the database than here. */
function checkSigns(tokens: readonly SqlToken[], sql: string): void {
	const odd = tokens.find(({ kind }) => !known.test(kind));
	if (odd === undefined) return;
	throw refused(`no sign of SQL: ${signNamed(sql.codePointAt(odd.from)!)}`, sql, odd.from);
}

/** What cannot be told from a space, or not be seen at all, is named by its code. */
function signNamed(code: number): string {
	const sign = String.fromCodePoint(code);
	if (!/[\p{C}\p{Z}]/u.test(sign)) return JSON.stringify(sign);
	const kind = /\p{C}/u.test(sign) ? 'a control character' : 'a blank that is no plain space';
	return `U+${code.toString(16).toUpperCase().padStart(4, '0')}, ${kind}`;
}

function checkFunctions(tokens: readonly SqlToken[], sql: string): void {
	for (const at of callsIn(tokens))
		if (!allowedFunctions.has(tokens[at]!.text.toLowerCase())) throw refusedCall(tokens[at]!, sql);
	const bare = tokens.find(
		({ word }, at) => word !== null && callsWithoutParentheses.has(word) && isBareCall(tokens, at)
	);
	if (bare !== undefined) throw refusedCall(bare, sql);
	const sample = tokens.find(
		({ word }, at) => (word === 'sample' || word === 'tablesample') && isSample(tokens, at)
	);
	if (sample !== undefined)
		throw refused('a sample may not be taken here: it is another at every run', sql, sample.from);
}

function isBareCall(tokens: readonly SqlToken[], at: number): boolean {
	return tokens[at - 1]?.kind !== '.' && tokens[at - 1]?.word !== 'as';
}

function isSample(tokens: readonly SqlToken[], at: number): boolean {
	if (tokens[at]?.word === 'tablesample') return tokens[at - 1]?.kind !== '.';
	return tokens[at]?.word === 'sample' && tokens[at - 1]?.word === 'using';
}

function refusedCall({ text, from }: SqlToken, sql: string): Failure {
	const why = whyRefused(text.toLowerCase());
	if (why !== null) return refused(`the function ${text} may not be used here: ${why}`, sql, from);
	const nearest = nearestName(text, allowedFunctions);
	const meant = nearest === null ? '' : `; the nearest name is ${nearest}`;
	return refused(`no function ${text.slice(0, 64)}${meant}`, sql, from);
}

/** Behind these stands what is read, as behind FROM. */
const reads = /^(describe|summarize|pivot|unpivot|table)$/;

/** Files stand as text where tables stand; what an engine tells of itself is no evidence. */
function checkRelations(tokens: readonly SqlToken[], sql: string): void {
	const own = tokens.find(({ word }) => word !== null && systemRelations.has(word));
	if (own !== undefined) throw refused(`${own.text} may not be read here`, sql, own.from);
	const show = tokens.find(({ keyword }) => keyword === 'show');
	if (show !== undefined) throw refused('only a query may stand here, not: SHOW', sql, show.from);
	const places = tablePlacesOf(tokens);
	const file = tokens.find(
		({ kind }, at) =>
			kind === 'String' && (places.has(at) || reads.test(tokens[at - 1]?.word ?? ''))
	);
	if (file !== undefined) throw refused(`no file may be read here: ${file.text}`, sql, file.from);
}

function refused(message: string, sql: string, position: number): Failure {
	return new Failure('query failed', `${message} (at character ${position + 1})`, { place: sql });
}
