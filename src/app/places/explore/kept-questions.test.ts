import { expect, test } from 'vitest';
import { shapesOf } from '#test/support/kept-shapes.ts';
import { keptQuestions } from './kept-questions.ts';

test('a question without its words or its order is none', () => {
	const { fits, key } = shapesOf(keptQuestions);
	const question = { id: 'q-1', workspace: 'own', order: 1, title: 'Top talkers', sql: 'SELECT 1' };
	expect([fits(question), key(question)]).toEqual([true, 'q-1']);
	for (const bad of [
		{ ...question, sql: null },
		{ ...question, order: 'first' }
	])
		expect(fits(bad)).toBe(false);
});
