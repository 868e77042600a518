import { selectsOf } from './selects.ts';
import { perStatement, split, type SqlToken } from './tokens.ts';

/**
 * Names in lower case, in order, of the columns that the list of a statement's own select gives, as far as it says
 * them itself: a column without a name, and what stands behind a star, is left out.
 */
export const listedColumns = perStatement((_, sql): readonly string[] =>
	(ownList(sql) ?? []).flatMap((item) => item.at(-1)?.word ?? [])
);

/** Whether a statement's own select gives columns that its list does not name, as those behind a star. */
export const givesUnlisted = perStatement((_, sql): boolean => {
	const list = ownList(sql);
	return list === null || list.some(isMany);
});

/** The items of the list of a statement's own select; null where it has none. */
const ownList = perStatement((tokens, sql): readonly SqlToken[][] | null => {
	const at = tokens.findIndex(({ keyword, depth }) => keyword === 'select' && depth === 0);
	if (at < 0) return null;
	const { list } = selectsOf(sql).around(at);
	return list && split(list, ({ kind }) => kind === ',');
});

/** `*`, `DISTINCT *`, `t.*`, and `COLUMNS(…)`. */
function isMany(item: readonly SqlToken[]): boolean {
	return item.some(({ kind, word }, at) => {
		const before = item[at - 1];
		if (kind === '*')
			return (
				before === undefined || before.kind === '.' || /^(distinct|all)$/.test(before.word ?? '')
			);
		return word === 'columns' && item[at + 1]?.kind === '(';
	});
}
