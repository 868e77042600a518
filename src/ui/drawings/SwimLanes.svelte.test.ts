import { expect, test, vi } from 'vitest';
import { expectAccessible, find, press, show, textOf } from '#test/support/show.ts';
import type { SwimLane } from './swim-lanes.ts';
import SwimLanes from './SwimLanes.svelte';

const answer = { lists: false, rows: null, fault: null };

const lane: SwimLane = {
	name: 'triage',
	title: 'Proactive triage',
	tone: 'triage',
	verdict: 'disregard',
	attention: 4,
	stableAfter: 1,
	steps: [
		{ ...answer, id: 'exposure', question: 'Is the port exposed?', outcome: 'clear', ms: 12.34 },
		{ ...answer, id: 'firewalls', question: 'What did they log?', outcome: 'concern', ms: 30 }
	]
};

function marks(page: HTMLElement): Element[] {
	return [...page.querySelectorAll('[role=button]')];
}

test('every mark says its exact values', () => {
	const page = show(SwimLanes, { lanes: [lane], onpick: vi.fn() });
	expect(marks(page).map((mark) => mark.getAttribute('aria-label'))).toEqual([
		'Proactive triage, step 1: Is the port exposed? clear, in 12.34 ms',
		'Proactive triage, step 2: What did they log? concern, in 30 ms'
	]);
});

test.each(['failed', 'stopped', 'cancelled'] as const)(
	'a step that %s has a mark of its own, which says so',
	(fault) => {
		const step = { ...lane.steps[0]!, outcome: null, fault, ms: null };
		const page = show(SwimLanes, {
			lanes: [{ ...lane, verdict: null, steps: [step, lane.steps[1]!] }],
			onpick: vi.fn()
		});
		const [mark] = marks(page);
		expect(mark!.getAttribute('aria-label')).toBe(
			`Proactive triage, step 1: Is the port exposed? ${fault}`
		);
		expect(mark!.querySelector('.clear, .concern, .plain')).toBeNull();
		expect(mark!.querySelectorAll('rect.line')).toHaveLength(1);
		expect(textOf(page)).toContain('no verdict · 1 of 2 steps');
	}
);

test('a lane ends in its verdict with how many steps it took, and the axis says that it is one of steps', () => {
	const page = show(SwimLanes, { lanes: [lane], onpick: vi.fn() });
	expect(textOf(page)).toContain('disregard · 2 of 2 steps');
	expect(textOf(page)).toContain('Proactive triage · 4 s of attention');
	expect(textOf(page)).toContain('steps, in the order in which they are asked');
});

test('a lane is one stop of the tabulator, and arrows move within it', () => {
	const onpick = vi.fn();
	const page = show(SwimLanes, { lanes: [lane], onpick });
	const [first, second] = marks(page);
	expect(marks(page).map((mark) => mark.getAttribute('tabindex'))).toEqual(['0', '-1']);
	press(first!, 'ArrowRight');
	expect(document.activeElement).toBe(second);
	expect(textOf(find(page, 'figcaption'))).toContain('What did they log?');
	press(second!, 'Enter');
	expect(onpick.mock.calls).toEqual([['triage', 'firewalls']]);
});

test('a step that lists rows says how many, and its mark is none of an outcome', () => {
	const listing = { ...lane.steps[0]!, outcome: null, lists: true, rows: 214 };
	const page = show(SwimLanes, { lanes: [{ ...lane, steps: [listing] }], onpick: vi.fn() });
	const [mark] = marks(page);
	expect(mark!.getAttribute('aria-label')).toContain('Is the port exposed? 214 rows, in 12.34 ms');
	expect(mark!.querySelector('.plain')).not.toBeNull();
	expect(mark!.querySelector('.clear, .concern, .unknown')).toBeNull();
});

test('nothing keeps anyone out', async () => {
	await expectAccessible(show(SwimLanes, { lanes: [lane], onpick: vi.fn() }));
});
