import { describe, expect, test } from 'vitest';
import { placeLabels, placeLanes, type SwimLane } from './swim-lanes.ts';

function lane(ms: (number | null)[], stableAfter: number | null = null): SwimLane {
	return {
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
			fault: null,
			lists: false,
			rows: null,
			ms: each
		}))
	};
}

describe('lanes', () => {
	test('share one axis of steps that holds the longest of them, whatever each step took', () => {
		const [short, long] = placeLanes([lane([1, 900]), lane([1, 1, 1, 1])], 400);
		expect([short!.end, long!.end]).toEqual([200, 400]);
		expect(short!.steps.map(({ x, mark, end }) => [x, mark, end])).toEqual([
			[0, 50, 100],
			[100, 150, 200]
		]);
	});

	test('keep the place of steps that did not run, and end with the last that did', () => {
		const [placed] = placeLanes([lane([10, null, 30, null])], 400);
		expect(placed!.steps.map(({ position, x }) => [position, x])).toEqual([
			[1, 0],
			[3, 200]
		]);
		expect([placed!.end, placed!.all]).toEqual([300, 400]);
	});

	test('have a place for a step that failed, and do not count it as one that ran', () => {
		const failing = lane([10, null, null]);
		const steps = failing.steps.map((step, i) =>
			i === 1 ? { ...step, outcome: null, fault: 'failed' as const } : step
		);
		const [placed] = placeLanes([{ ...failing, steps }], 300);
		expect(placed!.steps.map(({ position, x }) => [position, x])).toEqual([
			[1, 0],
			[2, 100]
		]);
		expect([placed!.ran, placed!.end]).toEqual([1, 200]);
	});

	test('mark where the verdict became stable, also before the first step', () => {
		const stable = (after: number | null) =>
			placeLanes([lane([1, 1, 1, 1], after)], 400)[0]!.stable;
		expect([stable(2), stable(0), stable(null)]).toEqual([200, 0, null]);
	});

	test('without a step have no width', () => {
		expect(placeLanes([lane([])], 400)[0]).toMatchObject({ end: 0, all: 0, steps: [] });
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
