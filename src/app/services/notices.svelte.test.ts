import { expect, test } from 'vitest';
import { Notices } from './notices.svelte.ts';

function room() {
	const atHand = $state({ case: 'own', recipe: 'own r', alert: 'own r 1' });
	const notices = new Notices(() => ({ ...atHand }));
	return { atHand, notices, texts: () => notices.all.map(({ text }) => text) };
}

test('what was said of an alert, a recipe or a case goes with it, and what was said of the page stays', () => {
	const { atHand, notices, texts } = room();
	for (const about of ['page', 'case', 'recipe', 'alert'] as const)
		notices.say('warning', about, about);
	expect(texts()).toEqual(['page', 'case', 'recipe', 'alert']);
	atHand.alert = 'own r 2';
	notices.say('warning', 'another', 'alert');
	expect(texts()).toEqual(['page', 'case', 'recipe', 'another']);
	Object.assign(atHand, { recipe: 'own s', alert: 'own s 2' });
	notices.say('warning', 'of s', 'recipe');
	expect(texts()).toEqual(['page', 'case', 'of s']);
	Object.assign(atHand, { case: 'sample', recipe: 'sample s', alert: 'sample s 2' });
	notices.say('warning', 'of the sample', 'case');
	expect(texts()).toEqual(['page', 'of the sample']);
});

test('what fails for an alert that is no longer at hand is not said of the one that is', async () => {
	const { atHand, notices, texts } = room();
	let fail!: (cause: Error) => void;
	const work = () => new Promise<void>((_, reject) => (fail = reject));
	const late = notices.guarded(work, 'alert');
	atHand.alert = 'own r 2';
	fail(new Error('no such table'));
	await late;
	expect(texts()).toEqual([]);
	await notices.guarded(() => Promise.reject(new Error('no room')), 'alert');
	expect(texts()).toEqual(['no room']);
});
