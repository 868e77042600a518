import { expect, test } from 'vitest';
import { shapesOf } from '#test/support/kept-shapes.ts';
import { keptPins } from './kept-pins.ts';

const pin = {
	of: 'answer',
	id: 'p-1',
	workspace: 'own',
	alertId: 'x-1',
	at: '2026-01-01T00:00:00.000Z',
	cell: 'firewalls',
	question: 'What did the firewalls log?',
	sql: 'SELECT 1',
	parameters: {},
	sources: [],
	note: '',
	outcome: 'clear',
	because: 'nothing',
	rows: 0
};

test('a pin of another shape is no pin', () => {
	const { fits, key } = shapesOf(keptPins);
	expect([fits(pin), key(pin)]).toEqual([true, 'p-1']);
	for (const bad of [
		{ ...pin, of: 'song' },
		{ ...pin, sources: null },
		{ ...pin, of: 'row' }
	])
		expect(fits(bad)).toBe(false);
});
