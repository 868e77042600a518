import { duckdbKeywords } from '#engine/sql/keywords.ts';
import { tokensOf, type SqlToken } from '#engine/sql/tokens.ts';

/** A piece of SQL of one colour; the texts of all pieces together are the statement. */
export interface SqlSpan {
	from: number;
	text: string;
	tone: SqlTone | null;
}

export type SqlTone = 'keyword' | 'string' | 'number' | 'comment';

/** Words that mean nothing else in a query, of those that may be names everywhere. */
const only = `cube current day days double escape exclude filter following hour hours materialized minute minutes month
	months nulls ordinality over partition preceding range recursive rename replace rollup rows sample second seconds
	sets ties unbounded within without`;

/**
 * Words that are read as words of the language: those that DuckDB reserves, whole or for the names of columns or of
 * functions, and of the others those that mean nothing else in a query. A column may be called `type` or `year`.
 */
const keywords: ReadonlySet<string> = new Set([
	...duckdbKeywords.reserved,
	...duckdbKeywords.type_function,
	...duckdbKeywords.column_name,
	...only.split(/\s+/)
]);

/** Whether a word, in lower case, is read as one of the language: as a name it stands in quotes. */
export function isKeyword(word: string): boolean {
	return keywords.has(word);
}

/** Cuts a statement where its colour changes; cheap enough for every cell of a page. */
export function sqlSpans(sql: string): SqlSpan[] {
	const spans: SqlSpan[] = [];
	let at = 0;
	const push = (to: number, tone: SqlTone | null) => {
		const last = spans.at(-1);
		if (to <= at) return;
		if (last?.tone === tone) last.text += sql.slice(at, to);
		else spans.push({ from: at, text: sql.slice(at, to), tone });
		at = to;
	};
	for (const token of tokensOf(sql)) {
		push(token.from, between(sql.slice(at, token.from)));
		push(token.to, toneOf(token, sql));
	}
	push(sql.length, between(sql.slice(at)));
	return spans;
}

/** What stands between tokens is blank, or holds a comment. */
function between(text: string): SqlTone | null {
	return text.trim() === '' ? null : 'comment';
}

function toneOf({ kind, word, from }: SqlToken, sql: string): SqlTone | null {
	if (kind === 'String') return 'string';
	if (kind === 'Number') return 'number';
	return word !== null && sql[from] !== '"' && isKeyword(word) ? 'keyword' : null;
}

/** The pieces cut further at some offsets, so that none reaches over one of them. */
export function cutAt(spans: readonly SqlSpan[], offsets: readonly number[]): SqlSpan[] {
	return spans.flatMap(({ from, text, tone }) => {
		const inside = offsets.filter((at) => at > from && at < from + text.length);
		const cuts = [from, ...inside.sort((a, b) => a - b), from + text.length];
		return cuts.slice(1).flatMap((to, i) => {
			const begin = cuts[i]!;
			return to > begin ? [{ from: begin, text: text.slice(begin - from, to - from), tone }] : [];
		});
	});
}
