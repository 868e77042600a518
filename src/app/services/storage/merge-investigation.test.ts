import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mergeInvestigation } from './merge-investigation.ts';

const known = {
	recipeText: 'a',
	openedText: 'a',
	values: { window: '1 hour', severity: '7' },
	alertId: 'x-1'
};

test('picking an alert writes no old recipe and no old value over newer ones', () => {
	const kept = {
		...known,
		recipeText: 'edited',
		values: { ...known.values, window: '30 minutes' }
	};
	expect(mergeInvestigation(known, { ...known, alertId: 'x-2' }, kept)).toEqual({
		investigation: { ...kept, alertId: 'x-2' },
		refused: []
	});
});

test('values of different names are both kept', () => {
	const mine = { ...known, values: { ...known.values, window: '10 minutes' } };
	const kept = { ...known, values: { ...known.values, severity: '5' } };
	expect(mergeInvestigation(known, mine, kept).investigation.values).toEqual({
		window: '10 minutes',
		severity: '5'
	});
});

test('what both changed stays as the other has it, and that is told', () => {
	const mine = { ...known, recipeText: 'mine' };
	const kept = { ...known, recipeText: 'theirs' };
	expect(mergeInvestigation(known, mine, kept)).toEqual({
		investigation: kept,
		refused: ['the recipe']
	});
	const value = (window: string) => ({ ...known, values: { ...known.values, window } });
	expect(mergeInvestigation(known, value('1 day'), value('2 days'))).toEqual({
		investigation: value('2 days'),
		refused: ['a value']
	});
});

test('where nothing is known or kept, all that the page has is kept', () => {
	expect(mergeInvestigation(null, known, { ...known, alertId: 'x-9' }).investigation).toEqual(
		known
	);
	expect(mergeInvestigation(known, known, null).investigation).toEqual(known);
});

const stand = fc.record({
	recipeText: fc.constantFrom('a', 'b', 'c'),
	openedText: fc.constantFrom('a', 'b'),
	values: fc.dictionary(fc.constantFrom('v', 'w'), fc.constantFrom('1', '2'), {
		noNullPrototype: true
	}),
	alertId: fc.constantFrom(null, 'x', 'y')
});

test('a page that changed nothing changes nothing; one that is alone has its way; what another changed alone stands', () => {
	fc.assert(
		fc.property(stand, stand, (one, other) => {
			expect(mergeInvestigation(one, one, other).investigation).toEqual(other);
			expect(mergeInvestigation(one, other, one)).toEqual({ investigation: other, refused: [] });
			expect(mergeInvestigation(one, other, other)).toEqual({ investigation: other, refused: [] });
		})
	);
});
