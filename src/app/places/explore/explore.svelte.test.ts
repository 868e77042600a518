import { expect, test } from 'vitest';
import { keptQuestions } from './kept-questions.ts';
import { click, expectAccessible, find, settled, show, textOf } from '#test/support/show.ts';
import { StandInServices } from '#test/support/stand-in-services.svelte.ts';
import Explore from './Explore.svelte';
import { ExploreState } from './explore-state.svelte.ts';

async function opened() {
	const services = new StandInServices();
	const state = new ExploreState(services);
	await state.enter('own');
	return { services, state, page: show(Explore, { state }) };
}

test('tables with rows are listed with their columns, and a press asks for the rows of one', async () => {
	const { services, page, state } = await opened();
	expect(textOf(page)).toContain('Reference tables');
	expect(textOf(page.querySelector('.tables'))).not.toContain('dns');
	click(page, 'button', 'sessions');
	await settled();
	click(page, 'button', 'Ask for its rows');
	await settled();
	expect(state.questions.map(({ title }) => title)).toEqual(['Rows of sessions']);
	expect(services.log.some((line) => line.includes('FROM sessions'))).toBe(true);
	find(page, '[data-question="done"] [role="grid"]', 'Rows of: Rows of sessions');
	await expectAccessible(page);
});

test('a ready question is asked by one press, and those that do not fit say what they need', async () => {
	const { page, state } = await opened();
	await settled();
	click(page, 'button', 'Top talkers');
	await settled();
	expect(state.questions.map(({ title, asked }) => [title, asked.state])).toEqual([
		['Top talkers', 'done']
	]);
	expect(textOf(page)).toContain('DNS names never seen before needs rows in dns with query');
	expect([...page.querySelectorAll('button')].map(textOf)).not.toContain(
		'DNS names never seen before'
	);
});

test('questions are kept with the case, stand one under another, and are there again unasked', async () => {
	const services = new StandInServices();
	const state = new ExploreState(services);
	await state.enter('own');
	await state.add({ title: 'First', sql: 'SELECT 1' });
	await state.add({ title: 'Second', sql: 'SELECT 2' });
	await state.rename(state.questions[0]!, 'The first');
	await state.enter('another');
	expect(state.questions).toEqual([]);
	await state.enter('own');
	expect(state.questions.map(({ title, asked }) => [title, asked.state])).toEqual([
		['The first', 'not asked'],
		['Second', 'not asked']
	]);
});

test('what was done to questions is taken back in order', async () => {
	const { services, state } = await opened();
	await state.add({ title: 'First', sql: 'SELECT 1' });
	await state.rewrite(state.questions[0]!, 'SELECT 2');
	await state.remove(state.questions[0]!);
	expect(state.questions).toEqual([]);
	await services.history.undo();
	expect(state.questions[0]?.sql).toBe('SELECT 2');
	await services.history.undo();
	expect(state.questions[0]?.sql).toBe('SELECT 1');
	await services.history.undo();
	expect(state.questions).toEqual([]);
});

test('where another tab writes the case nothing is asked anew', async () => {
	const services = new StandInServices();
	services.case = { ...services.case, role: 'reads' };
	const state = new ExploreState(services);
	await state.enter('own');
	await state.add({ title: 'First', sql: 'SELECT 1' });
	expect(state.questions).toEqual([]);
	expect(await services.kept.of(keptQuestions).ofCase('own')).toEqual([]);
});
