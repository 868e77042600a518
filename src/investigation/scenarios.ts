import type { Scenario } from './board.ts';
import type { CheckOutcome, Flip, Trust } from './result.ts';

/** The answers as they are. */
export const ACTUAL = 'as answered';

const possible: readonly CheckOutcome[] = ['clear', 'concern', 'unknown'];

/** One scenario with the answers of `cells` as they are. */
export function actual(cells: readonly string[]): Scenario {
	return { name: ACTUAL, cells: cells.map(unforced) };
}

/**
 * With the first `count` answers as they are: all others clear, all concern, all unknown. Where the
 * verdict is the same in all three, no later answer is taken to change it. A verdict that mixes answers
 * in other ways (say, one that counts them) may need more; the three are what can be shown to a person.
 */
export function afterSteps(cells: readonly string[], count: number): Scenario[] {
	return possible.map((forced) => ({
		name: `after ${count}, the rest ${forced}`,
		cells: [
			...cells.slice(0, count).map(unforced),
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

function unforced(cell: string) {
	return { cell, forced: null, forcedIfClear: null };
}

/** How many steps it took until nothing could change the verdict any more; null where it took all. */
export function stableAfter(
	verdicts: ReadonlyMap<string, string | null>,
	steps: number
): number | null {
	const final = verdicts.get(ACTUAL);
	for (let count = 0; count < steps; count++) {
		const names = afterSteps([], count).map(({ name }) => name);
		if (names.every((name) => verdicts.has(name) && verdicts.get(name) === final)) return count;
	}
	return null;
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
