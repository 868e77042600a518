import type { CheckOutcome, Flip, Trust } from './result.ts';

/** One set of answers with which a verdict is asked for: as they are, or as they might have been. */
export interface Scenario {
	name: string;
	/** `forced` replaces an answer, `forcedIfClear` replaces it only where it is `clear`. */
	cells: { cell: string; forced: string | null; forcedIfClear: string | null }[];
}

/** The answers as they are. */
export const ACTUAL = 'as answered';

const possible: readonly CheckOutcome[] = ['clear', 'concern', 'unknown'];

/** One scenario with the answers of `cells` as they are. */
export function actual(cells: readonly string[]): Scenario {
	return {
		name: ACTUAL,
		cells: cells.map((cell) => ({ cell, forced: null, forcedIfClear: null }))
	};
}

/**
 * With the first `count` answers as they are: all others clear, all concern, all unknown. Where the verdict is
 * not the same in all three, a later answer can change it; where it is, the mixed ones must be asked too, since
 * a verdict may count answers, or look at two of them together.
 */
export function afterSteps(cells: readonly string[], count: number): Scenario[] {
	return possible.map((forced) => ({
		name: `after ${count}, the rest ${forced}`,
		cells: [
			...actual(cells.slice(0, count)).cells,
			...cells.slice(count).map((cell) => ({ cell, forced, forcedIfClear: null }))
		]
	}));
}

/** As answered, but nothing that leans on the trust counts as clear. */
export function without(
	trust: string,
	cells: readonly { id: string; trusts: readonly string[] }[]
): Scenario {
	return {
		name: `without ${trust}`,
		cells: cells.map(({ id, trusts }) => ({
			cell: id,
			forced: null,
			forcedIfClear: trusts.includes(trust) ? 'unknown' : null
		}))
	};
}

/**
 * After how many answers the verdict may have been the last one for good, fewest first: as far as the uniform
 * scenarios of {@link afterSteps} tell, there and after every later answer.
 */
export function uniformAfter(
	verdicts: ReadonlyMap<string, string | null>,
	steps: number
): number[] {
	const final = verdicts.get(ACTUAL);
	const found: number[] = [];
	for (let count = steps - 1; count >= 0; count--) {
		const names = afterSteps([], count).map(({ name }) => name);
		if (!names.every((name) => verdicts.has(name) && verdicts.get(name) === final)) break;
		found.unshift(count);
	}
	return found;
}

/** The trusts without which the verdict would be another. */
export function flipsOf(
	verdicts: ReadonlyMap<string, string | null>,
	trusts: readonly Pick<Trust, 'id' | 'claim'>[]
): Flip[] {
	const final = verdicts.get(ACTUAL);
	return trusts.flatMap(({ id, claim }) => {
		const verdict = verdicts.get(`without ${id}`);
		if (verdict === undefined || verdict === null || verdict === final) return [];
		return [{ trust: id, claim, verdict }];
	});
}
