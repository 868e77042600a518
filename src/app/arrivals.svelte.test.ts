import { expect, test } from 'vitest';
import { Arrivals } from './arrivals.svelte.ts';

const files = (...names: string[]) => names.map((name) => new File([], name));

test('files are named from the moment they are dropped until they are on the list', async () => {
	const arrivals = new Arrivals();
	let listFirst = () => undefined as void;
	let endFirst = () => undefined as void;
	const first = arrivals.during(files('a.log', 'b.log'), async (listed) => {
		listFirst = listed;
		await new Promise<void>((resolve) => (endFirst = resolve));
	});
	const second = arrivals.during(files('a.log'), () => Promise.reject(new Error('no room')));
	expect(arrivals.names).toEqual(['a.log', 'b.log', 'a.log']);
	await expect(second).rejects.toThrow('no room');
	expect(arrivals.names).toEqual(['a.log', 'b.log']);
	listFirst();
	expect(arrivals.names).toEqual([]);
	endFirst();
	await first;
});
