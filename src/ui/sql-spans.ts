import { PostgreSQL } from '@codemirror/lang-sql';

/** A piece of SQL of one colour; the texts of all pieces together are the statement. */
export interface SqlSpan {
	from: number;
	text: string;
	tone: SqlTone | null;
}

export type SqlTone = 'keyword' | 'string' | 'number' | 'comment';

const tones: Readonly<Record<string, SqlTone>> = {
	Keyword: 'keyword',
	Type: 'keyword',
	Bool: 'keyword',
	Null: 'keyword',
	String: 'string',
	Number: 'number',
	LineComment: 'comment',
	BlockComment: 'comment'
};

/** Cuts a statement where its colour changes; cheap enough for every cell of a page. */
export function sqlSpans(sql: string): SqlSpan[] {
	const spans: SqlSpan[] = [];
	let at = 0;
	const push = (to: number, tone: SqlTone | null) => {
		if (to > at) spans.push({ from: at, text: sql.slice(at, to), tone });
		at = Math.max(at, to);
	};
	PostgreSQL.language.parser.parse(sql).iterate({
		enter(node) {
			const tone = tones[node.name];
			if (tone === undefined) return;
			push(node.from, null);
			push(node.to, tone);
		}
	});
	push(sql.length, null);
	return spans;
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
