import { expect, it, vi } from 'vitest';
import { warmMs } from './warm.ts';

it('what was brief is asked once more, and what took long is not', async () => {
	const work = vi.fn(() => Promise.resolve());
	expect(await warmMs(work, 250)).toBe(250);
	expect(work).not.toHaveBeenCalled();
	expect(await warmMs(work, 49)).not.toBe(49);
	expect(work).toHaveBeenCalledOnce();
});
