import { expect, test } from 'vitest';
import { CategoryStore } from './category-store.svelte.ts';
import { History } from '../../services/history.svelte.ts';
import { Notices } from '../../services/notices.svelte.ts';
import { keptCategories } from './kept-categories.ts';
import { memoryStorage, type Storage } from '../../services/storage.ts';

function over(storage: Storage, history = new History()): CategoryStore {
	const nameOf = (alertId: string) => `The alert ${alertId}`;
	const kept = Promise.resolve(storage);
	return new CategoryStore({
		storage: kept,
		history,
		notices: new Notices(),
		alerts: { current: null },
		runs: { nameOf },
		cases: { mayChange: () => true }
	});
}

test('a category is there again with its workspace, and in no other', async () => {
	const storage = memoryStorage();
	const store = over(storage);
	await store.enter('own');
	await store.give('a-1', 'VI');
	await store.give('a-2', 'escalated');
	await store.give('a-1', 'II');
	await store.give('a-2', null);
	await store.enter('drifted-policy');
	expect([...store.byAlert]).toEqual([]);

	const later = over(storage);
	await later.enter('own');
	expect([...later.byAlert]).toEqual([['a-1', 'II']]);
});

test('what is given while the kept ones are looked up is not lost to them', async () => {
	const storage = memoryStorage();
	await storage.of(keptCategories).keep({ workspace: 'own', alertId: 'a-1', name: 'I' });
	const store = over(storage);
	const opened = store.enter('own');
	await Promise.all([opened, store.give('a-1', 'VII')]);
	expect(store.byAlert.get('a-1')).toBe('VII');
});

test('a word that this edition does not know is not shown as a category', async () => {
	const storage = memoryStorage();
	await storage.of(keptCategories).keep({ workspace: 'own', alertId: 'a-1', name: 'XII' as 'I' });
	const store = over(storage);
	await store.enter('own');
	expect(store.byAlert.size).toBe(0);
});

test('a category is taken back to the one before, and what is said names the alert', async () => {
	const history = new History();
	const store = over(memoryStorage(), history);
	await store.give('a-1', 'VI');
	await store.give('a-1', 'VI');
	await store.give('a-1', 'escalated');
	await history.undo();
	expect([store.byAlert.get('a-1'), history.said?.text]).toEqual([
		'VI',
		'The alert a-1 is in category VI again: reconnaissance, probes or scans.'
	]);
	await history.undo();
	expect([store.byAlert.size, history.canUndo]).toEqual([0, false]);
});
