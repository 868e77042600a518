import { expect, it } from 'vitest';
import { InTurn } from './in-turn.ts';

it('runs one piece after the other, also after one that failed', async () => {
	const log: string[] = [];
	const turns = new InTurn();
	const work = (name: string, milliseconds: number) =>
		turns.run(async () => {
			log.push(`${name} begins`);
			await new Promise((resolve) => setTimeout(resolve, milliseconds));
			log.push(`${name} ends`);
			if (name === 'b') throw new Error('b failed');
			return name;
		});
	const all = await Promise.allSettled([work('a', 5), work('b', 1), work('c', 0)]);
	expect(log).toEqual(['a begins', 'a ends', 'b begins', 'b ends', 'c begins', 'c ends']);
	expect(all.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
});

it('says when all that was given so far has ended, though the last of it failed', async () => {
	const log: string[] = [];
	const turns = new InTurn();
	const failing = turns.run(async () => {
		log.push('works');
		throw new Error('failed');
	});
	failing.catch(() => log.push('told'));
	await turns.ended();
	expect(log).toContain('works');
	await expect(turns.run(() => 'next')).resolves.toBe('next');
});
