import { expect, test } from 'vitest';
import { memoryStorage } from './services/storage.ts';
import { StoredHere } from './stored-here.ts';

async function given(lack: string | null, size: number | null) {
	const done: string[] = [];
	const storage = memoryStorage();
	await storage.keepSetting('zone', 'utc');
	const stored = new StoredHere({
		storage: Promise.resolve(storage),
		cases: () => [],
		leave: async () => void done.push('leave'),
		platform: {
			usage: () => Promise.reject(new Error('it does not say')),
			startAnew: () => void done.push('anew'),
			disk: () => ({
				file: 'lookdeeper.db',
				size: async () => size,
				take: async () => lack,
				erase: async () => void done.push('erase'),
				leave: () => undefined
			})
		}
	});
	return { done, storage, stored };
}

test('all that is kept is deleted, the database on disk with it, and the page begins anew', async () => {
	const { done, storage, stored } = await given(null, 7);
	await stored.clear();
	expect(done).toEqual(['leave', 'erase', 'anew']);
	expect((await storage.measured()).every(({ records }) => records === 0)).toBe(true);
});

test('where another tab has the database on disk, nothing at all is deleted', async () => {
	const { done, storage, stored } = await given('another tab has it open', 7);
	await expect(stored.clear()).rejects.toThrow('the database on disk: another tab has it open');
	expect(done).toEqual([]);
	expect(await storage.setting('zone', String)).toBe('utc');
});

test('what is kept is measured kind by kind, and what the browser does not say is null', async () => {
	const { stored } = await given(null, null);
	const { collections, databases, all } = await stored.measured();
	expect([[...databases], all]).toEqual([[], null]);
	expect(collections.find(({ collection }) => collection === 'settings')?.records).toBe(1);
});

test('each case has a database on disk of its own, and one that another tab has keeps all of them', async () => {
	const storage = Promise.resolve(memoryStorage());
	const erased: string[] = [];
	const disk = (file: string) => ({
		file,
		size: async () => (file === 'case-2' ? null : 9),
		take: async () => (file === 'case-1' ? 'another tab has it open' : null),
		erase: async () => void erased.push(file),
		leave: () => undefined
	});
	const stored = new StoredHere({
		storage,
		cases: () => ['case-1', 'case-2'],
		leave: async () => undefined,
		platform: { usage: async () => null, startAnew: () => undefined, disk }
	});
	expect([...(await stored.measured()).databases]).toEqual([
		['own', 9],
		['case-1', 9]
	]);
	await expect(stored.clear()).rejects.toThrow('another tab has it open');
	expect(erased).toEqual([]);
});
