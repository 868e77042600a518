import { commonTablesAt } from '#engine/sql/scope-at.ts';
import { placesOf } from '#engine/sql/table-places.ts';
import { tokensOf, type SqlToken } from '#engine/sql/tokens.ts';
import { variableCallsIn } from '#engine/sql/variable-calls.ts';
import { numberText } from '#lib/format-number.ts';
import type { SqlDesk } from './sql-desk.ts';
import { ALERT, columnNamed, type KnownColumn } from './sql-names.ts';

/** What is told of a name, and where that stands. */
export interface Hovered {
	from: number;
	to: number;
	lines: readonly string[];
}

/** What a name of a statement is: its type, its meaning, a value. Null where nothing is known of what stands there. */
export async function sqlHover(
	sql: string,
	offset: number,
	desk: SqlDesk
): Promise<Hovered | null> {
	const tokens = tokensOf(sql);
	const at = tokens.findIndex(({ from, to }) => from <= offset && offset < to);
	const token = tokens[at];
	if (token === undefined) return null;
	const lines =
		token.kind === 'word' ? await ofName(sql, tokens, at, desk) : ofText(sql, token, desk);
	return lines.length === 0 ? null : { from: token.from, to: token.to, lines };
}

async function ofName(
	sql: string,
	tokens: readonly SqlToken[],
	at: number,
	desk: SqlDesk
): Promise<readonly string[]> {
	const { text, word, from } = tokens[at]!;
	if (placesOf(tokens).places.has(at)) return ofRelation(sql, tokens[at]!, desk);
	if (tokens[at + 1]?.kind === '(') return ofFunction(word!, desk);
	const parts = tokens[at - 1]?.kind === '.' ? [tokens[at - 2]?.text ?? '', text] : [text];
	const column = await columnNamed(parts, { sql, offset: from, desk });
	if (column !== null) return ofColumn(column, desk);
	return word === ALERT ? ['alert: one row, the alert that is asked about'] : [];
}

function ofRelation(sql: string, { text, word, from }: SqlToken, desk: SqlDesk): readonly string[] {
	const isOwn = commonTablesAt(sql, from).some((name) => name.toLowerCase() === word);
	if (isOwn) return [`${text}: a table of this statement`];
	const known = desk.relations().find(({ name }) => name.toLowerCase() === word);
	return known === undefined
		? []
		: [`${known.name}: ${known.detail}`, known.meaning].filter(isSaid);
}

async function ofFunction(word: string, desk: SqlDesk): Promise<readonly string[]> {
	const known = (await desk.functions()).find(({ name }) => name === word);
	return known === undefined ? [] : [...known.calls.slice(0, 4), known.meaning].filter(isSaid);
}

/** Of a common value only what is told without asking for long: it is looked for in a bounded number of rows. */
async function ofColumn(
	{ name, type, meaning, relation }: KnownColumn,
	desk: SqlDesk
): Promise<readonly string[]> {
	const of =
		relation === null ? ` of ${ALERT}` : relation.called === null ? '' : ` of ${relation.called}`;
	const values = relation === null ? null : await desk.values(relation.rows, name);
	const most = values?.values[0];
	const rows =
		most === undefined ? '' : `${numberText(most.rows)} of ${numberText(values!.counted)} rows`;
	const sample = most === undefined ? '' : `most common: ${most.value} (${rows})`;
	return [`${name}${of}: ${type}`, meaning, sample].filter(isSaid);
}

function ofText(sql: string, { from, text }: SqlToken, desk: SqlDesk): readonly string[] {
	const call = variableCallsIn(sql).find((each) => each.from === from);
	if (call === undefined || !text.startsWith("'")) return [];
	const known = desk.parameters().find(({ name }) => name === call.name);
	return known === undefined
		? []
		: [`parameter ${known.name}: ${known.type}`, known.meaning].filter(isSaid);
}

function isSaid(line: string): boolean {
	return line !== '';
}
