import { expect, test } from 'vitest';
import { laneStretches } from './lane-rows.ts';

test('lanes that share nothing stand side by side', () => {
	expect(laneStretches([['a', 'b'], ['c']])).toEqual([
		{ shared: false, cells: [['a', 'b'], ['c']] }
	]);
});

test('a shared step is a stretch of its own, between what each lane has before and after it', () => {
	expect(
		laneStretches([
			['a', 's', 'b'],
			['s', 'c', 'd']
		])
	).toEqual([
		{ shared: false, cells: [['a'], []] },
		{ shared: true, cells: [['s'], ['s']] },
		{ shared: false, cells: [['b'], ['c', 'd']] }
	]);
});

test('shared steps in another order keep every step once and in the order of its lane', () => {
	const lanes = [
		['x', 'y', 'z'],
		['y', 'x', 'z']
	];
	const stretches = laneStretches(lanes);
	const again = lanes.map((_, i) => stretches.flatMap(({ cells }) => cells[i]!));
	expect(again).toEqual(lanes);
	expect(stretches.at(-1)).toEqual({ shared: true, cells: [['z'], ['z']] });
});

test('one lane alone is one stretch', () => {
	expect(laneStretches([['a', 'b']])).toEqual([{ shared: false, cells: [['a', 'b']] }]);
	expect(laneStretches([[], []])).toEqual([]);
});
