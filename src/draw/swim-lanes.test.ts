import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dodge, placeLabels, placeLanes, type SwimLane } from './swim-lanes.ts';

function lane(ms: (number | null)[], stableAfter: number | null = null, before = 0): SwimLane {
	return {
		before,
		name: 'triage',
		title: 'Triage',
		tone: 'triage',
		verdict: 'disregard',
		attention: null,
		stableAfter,
		steps: ms.map((each, i) => ({
			id: `step-${i}`,
			question: 'Is it so?',
			outcome: 'clear',
			lists: false,
			rows: null,
			ms: each
		}))
	};
}

describe('lanes', () => {
	test('share one axis that begins at zero and holds the longer of them', () => {
		const { scale, lanes } = placeLanes([lane([10, 20]), lane([50, 50])], 500);
		expect(scale(0)).toBe(0);
		expect(lanes.map(({ total }) => total)).toEqual([30, 100]);
		expect(lanes[1]!.end).toBeLessThanOrEqual(500);
		expect(lanes[0]!.end).toBeCloseTo(lanes[1]!.end * 0.3);
	});

	test('cumulate the time of the steps that ran, and leave out those that did not', () => {
		const [placed] = placeLanes([lane([10, null, 30])], 400).lanes;
		expect(placed!.steps.map(({ position, from, to }) => [position, from, to])).toEqual([
			[1, 0, 10],
			[3, 10, 40]
		]);
	});

	test('count what the steps rest on before the first of them', () => {
		const [placed] = placeLanes([lane([10, 20], null, 70)], 400).lanes;
		expect(placed!.total).toBe(100);
		expect(placed!.steps[0]!.from).toBe(70);
		expect(placed!.start).toBe(placed!.steps[0]!.x);
	});

	test('mark where the verdict became stable', () => {
		const [placed] = placeLanes([lane([10, 10, 20], 2)], 400).lanes;
		expect(placed!.stable).toBe(placed!.steps[1]!.end);
		expect(placeLanes([lane([10])], 400).lanes[0]!.stable).toBeNull();
	});

	test('without any time still have an axis', () => {
		expect(placeLanes([lane([])], 400).scale.domain()[1]).toBeGreaterThan(0);
	});
});

describe('marks', () => {
	test('stand apart, in order, within the picture, wherever there is room for them', () => {
		fc.assert(
			fc.property(
				fc.array(fc.double({ min: 0, max: 500, noNaN: true }), { maxLength: 20 }),
				(xs) => {
					const moved = dodge(
						xs.sort((a, b) => a - b),
						20,
						500
					);
					moved.slice(1).forEach((x, i) => expect(x - moved[i]!).toBeGreaterThanOrEqual(20 - 1e-9));
					expect(moved.at(-1) ?? 0).toBeLessThanOrEqual(500);
				}
			)
		);
	});

	test('that do not touch stay where they are', () => {
		expect(dodge([0, 50, 100], 20, 500)).toEqual([0, 50, 100]);
	});
});

describe('labels', () => {
	const label = { centre: 100, width: 50 };

	test('take the lowest free level, and are left out where there is none', () => {
		const placed = placeLabels([label, label, label, label], 500);
		expect(placed).toEqual([{ x: 75, level: 0 }, { x: 75, level: 1 }, { x: 75, level: 2 }, null]);
		expect(placeLabels([label, { centre: 150, width: 50 }], 500)[1]).toEqual({ x: 125, level: 0 });
	});

	test('stay within the picture', () => {
		const edges = [
			{ centre: 2, width: 50 },
			{ centre: 499, width: 50 }
		];
		expect(placeLabels(edges, 500).map((each) => each?.x)).toEqual([0, 450]);
	});
});
