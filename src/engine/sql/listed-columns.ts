import { split } from './instant-reading.ts';
import { Selects } from './selects.ts';
import { perStatement } from './tokens.ts';

/**
 * Names in lower case, in order, of the columns that the list of a statement's own select gives, as far as it says
 * them itself: a column without a name, and what stands behind a star, is left out.
 */
export const listedColumns = perStatement((tokens): readonly string[] => {
	const selects = new Selects(tokens);
	const at = tokens.findIndex(({ word, depth }) => word === 'select' && depth === 0);
	if (at < 0) return [];
	const list = selects.clause(selects.around(at), 'select') ?? [];
	return split(list, ({ kind }) => kind === ',').flatMap((item) => item.at(-1)?.word ?? []);
});
