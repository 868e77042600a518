import * as v from 'valibot';
import { expect, test } from 'vitest';
import { defaultSettings } from '#intake/record/import-settings.ts';
import { memoryCollections } from './storage/memory-collections.ts';
import { byTime, type Collection } from './storage/collection.ts';
import type { Collections } from './storage/collections.ts';
import { ownCollections } from './storage/own-collections.ts';
import type { SetAside } from './storage/set-aside.ts';
import { storageOver } from './storage.ts';

const source = {
	key: 's-1',
	workspace: 'own',
	order: 0,
	name: 'fw.log',
	modified: null,
	blob: new Blob(['x']),
	settings: defaultSettings,
	receipt: null,
	view: null,
	settled: true
};

/** As a place of the page would keep them. */
const doors: Collection<{ id: string; workspace: string; open: boolean; at: string }> = {
	name: 'doors',
	key: 'id',
	schema: v.looseObject({
		id: v.string(),
		workspace: v.string(),
		open: v.boolean(),
		at: v.string()
	}),
	words: { title: 'Doors', one: 'door', many: 'doors' },
	keySays: true,
	compare: byTime
};

const door = { id: 'd-1', workspace: 'own', open: false, at: '2026-01-01T00:00:00.000Z' };

const investigation = {
	workspace: 'own',
	recipeText: '---',
	openedText: '---',
	values: { window: '1 hour' },
	alertId: null
};

function over(places: Collections = memoryCollections()) {
	const aside: SetAside[] = [];
	const kept: string[] = [];
	return {
		places,
		aside,
		kept,
		storage: storageOver(places, {
			onaside: (record) => aside.push(record),
			onkept: (place, key) => kept.push(`${place} ${key}`)
		})
	};
}

/** A record of each kind as it should be, what reads it, and shapes that it must not have. */
const kinds: {
	place: string;
	key: string | [string, string];
	good: object;
	read: (storage: ReturnType<typeof storageOver>) => Promise<unknown>;
	bad: unknown[];
}[] = [
	{
		place: 'sources',
		key: 's-1',
		good: source,
		read: (storage) => storage.sources('own'),
		bad: [
			7,
			{ ...source, name: undefined },
			{ ...source, blob: 'text' },
			{ ...source, settings: 'UTC' },
			{ ...source, settings: { mapping: { table: 'nowhere', columns: {} } } },
			{ ...source, receipt: { source: 'fw.log' } }
		]
	},
	{
		place: 'doors',
		key: 'd-1',
		good: door,
		read: (storage) => storage.of(doors).ofCase('own'),
		bad: [{}, 7, { ...door, open: 'wide' }]
	}
];

test.each(kinds)(
	'a record of $place of another shape is set aside as it is and told, and the others are given',
	async ({ place, key, good, read, bad }) => {
		for (const value of bad) {
			const { places, aside, storage } = over();
			await places.change(place, 'other', () => value);
			await places.change(place, key, () => good);
			expect(await read(storage)).toEqual([good]);
			expect(aside).toMatchObject([{ place, value, moved: true }]);
			expect(await storage.setAside()).toEqual(aside);
			expect(await places.keys(place)).toEqual([key]);
			await storage.dropAside(aside[0]!);
			expect(await storage.setAside()).toEqual([]);
		}
	}
);

test('an investigation of another shape is set aside, and there is none', async () => {
	const { places, aside, storage } = over();
	for (const value of [[], { ...investigation, values: { window: 7 } }]) {
		await places.change('investigations', 'own', () => value);
		expect(await storage.investigation('own')).toBeNull();
		expect(aside.at(-1)).toMatchObject({ place: 'investigations', key: 'own', value });
	}
	await places.change('investigations', 'own', () => investigation);
	expect(await storage.investigation('own')).toEqual(investigation);
});

test('a setting that does not fit is set aside, and there is none', async () => {
	const { storage, aside } = over();
	await storage.keepSetting('zone', 7);
	const fussy = (value: unknown) => {
		if (typeof value !== 'string') throw new Error('no text');
		return value;
	};
	expect(await storage.setting('zone', fussy)).toBeNull();
	expect(aside).toMatchObject([{ place: 'settings', key: 'zone', why: 'no text', value: 7 }]);
	await storage.keepSetting('zone', 'utc');
	expect(await storage.setting('zone', fussy)).toBe('utc');
});

test('what an older edition kept lacks what came later, and is given it', async () => {
	const { places, storage, aside } = over();
	const older: Record<string, unknown> = { ...source, settings: { as: null, zone: 'UTC' } };
	for (const name of ['receipt', 'view', 'settled', 'workspace']) delete older[name];
	await places.change('sources', 's-1', () => older);
	expect(await storage.sources('own')).toEqual([source]);
	expect(aside).toEqual([]);
});

test('where not all can be read at once they are read one by one, and what cannot is named', async () => {
	const under = memoryCollections();
	await under.change('doors', 'd-1', () => door);
	await under.change('doors', 'd-2', () => ({ ...door, id: 'd-2' }));
	const { storage, aside } = over({
		...under,
		all: () => Promise.reject(new Error('not all at once')),
		get: (place, key) =>
			key === 'd-2' ? Promise.reject(new Error('damaged')) : under.get(place, key)
	});
	expect(await storage.of(doors).all()).toEqual([door]);
	expect(aside).toMatchObject([
		{ place: 'doors', key: 'd-2', why: 'the browser cannot read it: damaged', value: undefined }
	]);
	await storage.dropAside(aside[0]!);
	expect(await under.keys('doors')).toEqual(['d-1']);
});

test('a place of which nothing can be read says so, and is not empty', async () => {
	const broken = () => Promise.reject(new Error('damaged'));
	const { storage } = over({ ...memoryCollections(), all: broken, keys: broken });
	await expect(storage.of(doors).all()).rejects.toMatchObject({
		kind: 'storage failed',
		message: 'damaged'
	});
});

test('a record that cannot be moved stays where it is, and is told all the same', async () => {
	const under = memoryCollections();
	await under.change('doors', 'd-1', () => 7);
	const { storage, aside } = over({
		...under,
		setAside: () => Promise.reject(new Error('no room'))
	});
	expect(await storage.of(doors).all()).toEqual([]);
	expect(aside).toMatchObject([{ key: 'd-1', value: 7, moved: false }]);
	expect(await under.keys('doors')).toEqual(['d-1']);
});

test('what was set aside may itself be anything, and can be deleted', async () => {
	const { places, storage } = over();
	await places.change('aside', 'a-1', () => 'no record');
	const [record] = await storage.setAside();
	expect(record).toMatchObject({ place: 'aside', key: 'a-1', value: 'no record' });
	await storage.dropAside(record!);
	expect(await places.keys('aside')).toEqual([]);
});

test('a record that was taken out does not come back by being changed', async () => {
	const { storage, kept } = over();
	const records = storage.of(doors);
	await records.keep(door);
	await records.change('d-1', { open: true });
	expect(await records.all()).toEqual([{ ...door, open: true }]);
	await records.drop('d-1');
	await records.change('d-1', { open: false });
	expect(await records.all()).toEqual([]);
	expect(new Set(kept)).toEqual(new Set(['doors d-1']));
});

test('records come in the order of their collection, and those of a case alone where it is named', async () => {
	const records = over().storage.of(doors);
	const later = { ...door, id: 'd-0', at: '2026-02-01T00:00:00.000Z' };
	const other = { ...door, id: 'd-2', workspace: 'other' };
	for (const each of [later, door, other]) await records.keep(each);
	expect(await records.ofCase('own')).toEqual([door, later]);
	expect(await records.ofCase('other')).toEqual([other]);
});

test('a file that was kept when there was one case of one’s own is of the first one, and of no other', async () => {
	const { places, storage } = over();
	const older: Record<string, unknown> = { ...source };
	delete older.workspace;
	await places.change('sources', 's-1', () => older);
	await storage.keepSource({ ...source, key: 's-2', workspace: 'case-2' });
	expect((await storage.sources('own')).map(({ key }) => key)).toEqual(['s-1']);
	expect((await storage.sources('case-2')).map(({ key }) => key)).toEqual(['s-2']);
});

test('a case is emptied of all that is kept of it, in whatever shape, and nothing else is touched', async () => {
	const { places, storage, kept } = over();
	const withDoors = storageOver(
		places,
		{ onaside: () => undefined, onkept: (place, key) => kept.push(`${place} ${key}`) },
		[...ownCollections, doors]
	);
	await places.change('sources', 's-1', () => ({ key: 's-1', name: 'of the first' }));
	await places.change('doors', 'd-0', () => ({ workspace: 'own', open: 'wide' }));
	await withDoors.of(doors).keep(door);
	await withDoors.of(doors).keep({ ...door, id: 'd-2', workspace: 'case-2' });
	await withDoors.changeInvestigation('own', () => investigation);
	await withDoors.keepSetting('zone', 'utc');
	const [measured] = (await withDoors.measured()).filter((each) => each.collection === 'doors');
	expect([...measured!.byCase].map(([of, { records }]) => [of, records])).toEqual([
		['own', 2],
		['case-2', 1]
	]);
	await withDoors.emptyCase('own');
	expect(await withDoors.investigation('own')).toBeNull();
	expect(await places.keys('doors')).toEqual(['d-2']);
	expect(await places.keys('settings')).toEqual(['zone']);
	expect(kept).toContain('doors d-1');
	expect(await storage.sources('own')).toEqual([]);
});
