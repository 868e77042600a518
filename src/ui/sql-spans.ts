import { tokensOf, type SqlToken } from '#engine/sql/tokens.ts';

/** A piece of SQL of one colour; the texts of all pieces together are the statement. */
export interface SqlSpan {
	from: number;
	text: string;
	tone: SqlTone | null;
}

export type SqlTone = 'keyword' | 'string' | 'number' | 'comment';

/**
 * Words that are read as words of the language: those that DuckDB reserves, whole or for the names of columns or of
 * functions, and of the others those that mean nothing else in a query. A column may be called `type` or `year`.
 */
const keywords: ReadonlySet<string> = new Set(
	`all analyse analyze and any array as asc asymmetric both case cast check collate column constraint create default
	deferrable desc describe distinct do else end except false fetch for foreign from group having in initially intersect
	into lambda lateral leading limit not null offset on only or order pivot pivot_longer pivot_wider placing primary
	qualify references returning select show some summarize symmetric table then to trailing true union unique unpivot
	using variadic when where window with
	between bigint bit boolean char character coalesce dec decimal exists extract float grouping grouping_id inout int
	integer interval national nchar none nullif numeric out overlay precision real row setof smallint substring time
	timestamp treat trim values varchar
	anti asof at authorization binary by collation columns concurrently cross freeze full generated glob ilike inner is
	isnull join left like map natural notnull outer overlaps positional right semi similar struct tablesample try_cast
	unpack verbose
	cube current day days double escape exclude filter following hour hours materialized minute minutes month months
	nulls ordinality over partition preceding range recursive replace rollup rows sample second seconds sets ties
	unbounded within without`
		.split(/\s+/)
		.filter((word) => word !== '')
);

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
