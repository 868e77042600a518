import { expect, test } from 'vitest';
import { LastingCollections } from './lasting-collections.ts';
import { memoryCollections } from './memory-collections.ts';
import type { Collections } from './collections.ts';

const full = new DOMException('no room', 'QuotaExceededError');
const closed = new DOMException('the connection is closed', 'InvalidStateError');

/** Places over `under` whose named calls fail as long as `failing` says so. */
function over(under: Collections, failing: Map<keyof Collections, DOMException>): Collections {
	return new Proxy(under, {
		get: (target, name: keyof Collections) => {
			const error = failing.get(name);
			return error === undefined ? target[name] : () => Promise.reject(error);
		}
	});
}

function opened(failing = new Map<keyof Collections, DOMException>()) {
	const said: string[] = [];
	const kept: Collections[] = [];
	let reopened = 0;
	let end: () => void = () => undefined;
	const places = new LastingCollections({
		open: async (onend) => {
			end = onend;
			const under = memoryCollections();
			kept.push(under);
			return over(under, failing);
		},
		say: (sentence) => said.push(sentence),
		onopened: () => reopened++
	});
	return { places, failing, said, kept, end: () => end(), reopened: () => reopened };
}

test('a write that fails is told once, and the page has what was written all the same', async () => {
	const { places, failing, said, kept } = opened();
	await places.change('settings', 'a', () => 'kept');
	failing.set('change', full).set('drop', full);
	await places.change('settings', 'b', () => 1);
	await places.change('settings', 'b', (before) => Number(before) + 1);
	await places.change('categories', ['own', 'x'], () => 'VI');
	await places.drop('settings', 'a');
	expect(said).toHaveLength(1);
	expect(said[0]).toMatch(/^not all is kept any more: the browser leaves this page no more room/);
	expect(await places.all('settings')).toEqual([{ key: 'b', value: 2 }]);
	expect([await places.get('settings', 'a'), await places.get('settings', 'b')]).toEqual([
		undefined,
		2
	]);
	expect(await places.keys('categories')).toEqual([['own', 'x']]);
	expect(await kept[0]!.all('settings')).toEqual([{ key: 'a', value: 'kept' }]);

	failing.clear();
	await places.change('settings', 'b', (before) => Number(before) + 1);
	expect(await kept[0]!.get('settings', 'b')).toBe(3);
});

test('a change that leaves a record as it is does so too for one that could not be written', async () => {
	const { places, failing } = opened();
	failing.set('change', full);
	await places.change('settings', 'a', () => 1);
	await places.change('settings', 'a', () => undefined);
	expect(await places.get('settings', 'a')).toBe(1);
});

test('where nothing can be kept from the beginning that is told, and the page goes on', async () => {
	const said: string[] = [];
	const places = new LastingCollections({
		open: () => Promise.reject(new Error('no storage in a private window')),
		say: (sentence) => said.push(sentence),
		onopened: () => undefined
	});
	await places.change('settings', 'a', () => 1);
	expect(await places.get('settings', 'a')).toBe(1);
	expect(said).toEqual(['nothing will be kept for the next visit: no storage in a private window']);
});

test('what the browser closed is opened again, told once, and the page keeps all it has anew', async () => {
	const { places, said, kept, end, reopened } = opened();
	await places.change('settings', 'a', () => 1);
	end();
	end();
	expect(reopened()).toBe(1);
	await places.change('settings', 'a', () => 2);
	expect([kept.length, await kept[1]!.get('settings', 'a')]).toEqual([2, 2]);
	expect(said).toEqual([expect.stringMatching(/closed .* or cleared it; it is opened again/)]);
});

test('what is being cleared away is opened as soon as that can be done', async () => {
	let openings = 0;
	let end: () => void = () => undefined;
	const said: string[] = [];
	const places = new LastingCollections({
		open: async (onend) => {
			end = onend;
			if (++openings === 2) throw new DOMException('The connection was closed.', 'AbortError');
			return memoryCollections();
		},
		say: (sentence) => said.push(sentence),
		onopened: () => undefined
	});
	await places.change('settings', 'a', () => 1);
	end();
	await places.change('settings', 'a', () => 2);
	expect([openings, await places.get('settings', 'a'), said.length]).toEqual([3, 2, 1]);
});

test('a call that finds the connection closed goes to the one that is opened instead', async () => {
	const { places, failing, kept, said } = opened();
	await places.change('settings', 'a', () => 1);
	let calls = 0;
	failing.get = (name) => (name === 'change' && calls++ === 0 ? closed : undefined);
	await places.change('settings', 'a', () => 2);
	expect([kept.length, await kept[1]!.get('settings', 'a'), said.length]).toEqual([2, 2, 1]);
});

test('a read that fails is no empty answer', async () => {
	const { places, failing } = opened();
	failing.set('all', new DOMException('damaged', 'UnknownError'));
	await expect(places.all('deeper')).rejects.toThrow('damaged');
});
