import { Selects } from './selects.ts';
import { perStatement, split, type SqlToken } from './tokens.ts';

/**
 * Names in lower case, in order, of the columns that the list of a statement's own select gives, as far as it says
 * them itself: a column without a name, and what stands behind a star, is left out.
 */
export const listedColumns = perStatement((tokens): readonly string[] =>
	(ownList(tokens) ?? []).flatMap((item) => item.at(-1)?.word ?? [])
);

/** Whether a statement's own select gives columns that its list does not name, as those behind a star. */
export const givesUnlisted = perStatement((tokens): boolean => {
	const list = ownList(tokens);
	return list === null || list.some((item) => item.some(isMany));
});

/** The items of the list of a statement's own select; null where it has none. */
function ownList(tokens: readonly SqlToken[]): SqlToken[][] | null {
	const selects = new Selects(tokens);
	const at = tokens.findIndex(({ word, depth }) => word === 'select' && depth === 0);
	if (at < 0) return null;
	const list = selects.clause(selects.around(at), 'select');
	return list && split(list, ({ kind }) => kind === ',');
}

function isMany({ kind, word }: SqlToken, at: number, item: readonly SqlToken[]): boolean {
	const isStar = kind === '*' && (at === 0 || /^(distinct|all)$/.test(item[at - 1]!.word ?? ''));
	const isOfTable = kind === '*' && item[at - 1]?.kind === '.';
	return isStar || isOfTable || (word === 'columns' && item[at + 1]?.kind === '(');
}
