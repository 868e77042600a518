import { beforeEach, expect, it } from 'vitest';
import { Ahead } from './ahead.ts';

let opened: number;
let closed: number[];
beforeEach(() => {
	opened = 0;
	closed = [];
});

async function open() {
	const number = ++opened;
	return { number, close: async () => void closed.push(number) };
}

it('what was begun ahead is opened once, and goes to one alone', async () => {
	const ahead = new Ahead(open);
	ahead.begin();
	ahead.begin();
	expect(opened).toBe(1);
	expect((await ahead.take()).number).toBe(1);
	expect((await ahead.take()).number).toBe(2);
	expect(closed).toEqual([]);
});

it('what is not wanted is closed, and nobody gets it', async () => {
	const ahead = new Ahead(open);
	ahead.dismiss();
	ahead.begin();
	ahead.dismiss();
	expect((await ahead.take()).number).toBe(2);
	expect(closed).toEqual([1]);
});

it('of a failure hears who takes what was begun, and nobody else', async () => {
	const ahead = new Ahead(async (): Promise<{ close(): Promise<void> }> => {
		throw new Error('no memory');
	});
	ahead.begin();
	ahead.dismiss();
	ahead.begin();
	await expect(ahead.take()).rejects.toThrow('no memory');
});
