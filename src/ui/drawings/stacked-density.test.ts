import { expect, it } from 'vitest';
import { stackedDensity } from './stacked-density.ts';

it('bars stand on each other from zero, and beyond seven names the others share a colour with their count', () => {
	const series = Array.from({ length: 9 }, (_, i) => ({ name: `t${i}`, rows: [i + 1, 0] }));
	const { stacks, most } = stackedDensity(series, { width: 200, height: 45 });
	expect(most).toBe(45);
	expect(stacks.map(({ name, names, rows }) => [name, names, rows])).toEqual([
		['t8', 1, 9],
		['t7', 1, 8],
		['t6', 1, 7],
		['t5', 1, 6],
		['t4', 1, 5],
		['t3', 1, 4],
		['other', 3, 6]
	]);
	expect(stacks[0]!.path).toBe('M0.00 36.00h99.50v9.00h-99.50z');
	expect(stacks.at(-1)!.path.startsWith('M0.00 0.00')).toBe(true);
});
