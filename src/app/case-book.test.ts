import { expect, test } from 'vitest';
import { CaseBook } from './case-book.svelte.ts';
import { memoryStorage, type Storage } from './services/storage.ts';

async function bookOver(storage: Storage): Promise<CaseBook> {
	const book = new CaseBook(Promise.resolve(storage));
	await book.load();
	return book;
}

const stand = { recipeText: '---', openedText: '---', values: {}, alertId: null };

test('where nothing was made there is one case, under the title that it always had', async () => {
	const book = await bookOver(memoryStorage());
	expect(book.all).toEqual([{ name: 'own', title: 'Own case' }]);
	expect([book.last, book.titleOf('own'), book.has('own')]).toEqual(['own', 'Own case', true]);
});

test('what was kept when there was one case stays a case beside those that are made', async () => {
	const storage = memoryStorage();
	await storage.changeInvestigation('own', () => ({ workspace: 'own', ...stand }));
	const book = await bookOver(storage);
	const name = await book.make('Mail server');
	await book.opened(name);
	const again = await bookOver(storage);
	expect(again.all).toEqual([
		{ name: 'own', title: 'Own case' },
		{ name, title: 'Mail server' }
	]);
	expect(again.last).toBe(name);
});

test('a case keeps its place under another title, and the first one can have a title too', async () => {
	const storage = memoryStorage();
	const book = await bookOver(storage);
	const name = await book.make('A');
	await book.rename('own', 'The first');
	await book.rename(name, 'B');
	expect((await bookOver(storage)).all).toEqual([
		{ name: 'own', title: 'The first' },
		{ name, title: 'B' }
	]);
});

test('a case that is deleted is none any more, and the last one that was open is another', async () => {
	const storage = memoryStorage();
	const book = await bookOver(storage);
	const first = await book.make('A');
	const second = await book.make('B');
	await book.opened(second);
	await book.forget(second);
	expect(book.has(second)).toBe(false);
	expect(book.all.map(({ name }) => name)).toEqual([first]);
	expect(book.last).toBe(first);
	await book.forget(first);
	expect(book.all).toEqual([{ name: 'own', title: 'Own case' }]);
});
