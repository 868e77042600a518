import { expect, test } from 'vitest';
import { CategoryStore } from './category-store.svelte.ts';
import { memoryStorage } from './storage.ts';

test('a category is there again with its workspace, and in no other', async () => {
	const storage = Promise.resolve(memoryStorage());
	const store = new CategoryStore(storage);
	await store.open('own');
	await store.give('a-1', 'VI');
	await store.give('a-2', 'escalated');
	await store.give('a-1', 'II');
	await store.give('a-2', null);
	await store.open('drifted-policy');
	expect([...store.byAlert]).toEqual([]);

	const later = new CategoryStore(storage);
	await later.open('own');
	expect([...later.byAlert]).toEqual([['a-1', 'II']]);
});

test('what is given while the kept ones are looked up is not lost to them', async () => {
	const storage = memoryStorage();
	await storage.keepCategory({ workspace: 'own', alertId: 'a-1', name: 'I' });
	const store = new CategoryStore(Promise.resolve(storage));
	const opened = store.open('own');
	await Promise.all([opened, store.give('a-1', 'VII')]);
	expect(store.byAlert.get('a-1')).toBe('VII');
});

test('a word that this edition does not know is not shown as a category', async () => {
	const storage = memoryStorage();
	await storage.keepCategory({ workspace: 'own', alertId: 'a-1', name: 'XII' as 'I' });
	const store = new CategoryStore(Promise.resolve(storage));
	await store.open('own');
	expect(store.byAlert.size).toBe(0);
});
