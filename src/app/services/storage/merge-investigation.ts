import type { KeptInvestigation } from './kept.ts';

type Stand = Omit<KeptInvestigation, 'workspace'>;

export interface Merged {
	investigation: Stand;
	/** What another page changed too, and is not overwritten. */
	refused: ('the recipe' | 'a value')[];
}

/**
 * What is to be kept where a page changed `known` into `now`, and something else may stand there by now: what
 * the page did not change stays as it is there, and what both changed too.
 */
export function mergeInvestigation(known: Stand | null, now: Stand, kept: Stand | null): Merged {
	if (known === null || kept === null) return { investigation: now, refused: [] };
	const recipe = mergeRecipe(known, now, kept);
	const values = mergeValues(known.values, now.values, kept.values);
	return {
		investigation: {
			recipeText: recipe.stands.recipeText,
			openedText: recipe.stands.openedText,
			values: recipe.isRefused ? kept.values : values.stand,
			alertId: now.alertId === known.alertId ? kept.alertId : now.alertId
		},
		refused: [
			...(recipe.isRefused ? (['the recipe'] as const) : []),
			...(values.isRefused ? (['a value'] as const) : [])
		]
	};
}

function mergeRecipe(known: Stand, now: Stand, kept: Stand) {
	const isSame = (a: Stand, b: Stand) =>
		a.recipeText === b.recipeText && a.openedText === b.openedText;
	if (isSame(known, now)) return { stands: kept, isRefused: false };
	const isFree = isSame(known, kept) || isSame(now, kept);
	return { stands: isFree ? now : kept, isRefused: !isFree };
}

type Values = KeptInvestigation['values'];

function mergeValues(known: Values, now: Values, kept: Values) {
	const names = [...new Set([...Object.keys(now), ...Object.keys(kept)])];
	let isRefused = false;
	const pairs = names.flatMap((name): [string, string][] => {
		const [before, mine, theirs] = [known[name], now[name], kept[name]];
		const isTheirs = theirs !== before && theirs !== mine;
		if (mine !== before && isTheirs) isRefused = true;
		const stands = mine === before || isTheirs ? theirs : mine;
		return stands === undefined ? [] : [[name, stands]];
	});
	return { stand: Object.fromEntries(pairs), isRefused };
}
