import { describe, expect, it } from 'vitest';
import { notRunBecause, type WithoutAnswer } from './not-run.ts';

function because(change: Partial<WithoutAnswer>): string | null {
	return notRunBecause({
		states: ['done', 'running', 'waiting', 'waiting'],
		index: 0,
		decided: null,
		isCancelled: false,
		behind: null,
		...change
	});
}

describe('a step without an answer says why', () => {
	it('it was not needed, since the verdict was decided, and after which step', () => {
		expect(because({ states: ['done', 'not needed'], index: 1, decided: 1 })).toBe(
			'not asked: the verdict was decided after step 1'
		);
	});

	it('the run was cancelled, while it was asked or before', () => {
		const states = ['done', 'cancelled', 'waiting'] as const;
		expect(because({ states, index: 1, isCancelled: true })).toBe(
			'cancelled: the run was ended while it was asked'
		);
		expect(because({ states, index: 2, isCancelled: true })).toBe(
			'not asked: the run was cancelled'
		);
	});

	it('it waits: for the step before it, for the path before it, or for nothing', () => {
		expect(because({ index: 3 })).toBe('waits for step 2');
		expect(because({ states: ['waiting'], behind: 'Triage' })).toBe('waits for Triage');
		expect(because({ states: ['done', 'waiting'], index: 1 })).toBe('is asked next');
	});
});

it('a step that has an answer, is being asked or failed says so by its state', () => {
	for (const state of ['done', 'running', 'failed', 'stale'] as const)
		expect(because({ states: [state] })).toBeNull();
});
