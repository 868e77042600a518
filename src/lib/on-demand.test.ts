import { expect, it } from 'vitest';
import { onDemand } from './on-demand.ts';

it('is made once, and again only where that failed', async () => {
	let tries = 0;
	const made = onDemand(async () => {
		tries++;
		if (tries === 1) throw new Error('not yet');
		return { tries };
	});
	await expect(made()).rejects.toThrow('not yet');
	expect(await made()).toBe(await made());
	expect(tries).toBe(2);
});
