import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Life } from './wasm-life.ts';

let ends: number;
/** What was done with the worker that would take the place, in order. */
let spare: string[];
beforeEach(() => {
	vi.useFakeTimers();
	ends = 0;
	spare = [];
});
afterEach(() => void vi.useRealTimers());

function alive(answer: () => Promise<string> = async () => 'v1'): Life {
	const worker = { terminate: () => void ends++, addEventListener: () => undefined };
	const begin = () => void spare.push('begun');
	const dismiss = () => void spare.push('dismissed');
	return new Life(worker, { getVersion: answer }, { begin, dismiss });
}

const never = () => new Promise<never>(() => undefined);

/** The kind of what a promise was rejected with. */
function failing(work: Promise<unknown>): Promise<unknown> {
	return work.catch((error: { kind: string }) => error.kind);
}

it('a statement that goes on for a second after it was cancelled loses its worker, and is told so', async () => {
	const life = alive();
	const statement = never();
	const told = failing(life.race(statement));
	void life.insistOn(statement);
	await vi.advanceTimersByTimeAsync(900);
	expect(ends).toBe(0);
	await vi.advanceTimersByTimeAsync(200);
	expect(ends).toBe(1);
	expect(await told).toBe('engine lost');
	expect(await life.lost).toContain('cancelled');
});

it('a statement that ends when it is cancelled keeps its worker', async () => {
	const life = alive();
	void life.insistOn(Promise.reject(new Error('interrupted')));
	await vi.advanceTimersByTimeAsync(10_000);
	expect(ends).toBe(0);
});

it('another worker gets ready while one is waited for that does not hear, and is kept for its place', async () => {
	const life = alive();
	void life.insistOn(never());
	await vi.advanceTimersByTimeAsync(300);
	expect([ends, spare]).toEqual([0, ['begun']]);
	await vi.advanceTimersByTimeAsync(10_000);
	expect([ends, spare]).toEqual([1, ['begun']]);
});

it('another worker is begun for no statement that ends at once, and is let go where all have ended that were waited for', async () => {
	const life = alive();
	const ending = (milliseconds: number) =>
		new Promise<void>((resolve) => setTimeout(resolve, milliseconds));
	void life.insistOn(ending(50));
	await vi.advanceTimersByTimeAsync(10_000);
	expect(spare).toEqual([]);
	for (const milliseconds of [400, 800]) void life.insistOn(ending(milliseconds));
	await vi.advanceTimersByTimeAsync(600);
	expect(spare).not.toContain('dismissed');
	await vi.advanceTimersByTimeAsync(10_000);
	expect([ends, spare.at(-1)]).toEqual([0, 'dismissed']);
});

it('a database that takes long to be filled again is given more time, and never more than five seconds', async () => {
	const life = alive();
	life.took(3_000 * 50_000);
	void life.insistOn(never());
	await vi.advanceTimersByTimeAsync(2_900);
	expect(ends).toBe(0);
	await vi.advanceTimersByTimeAsync(200);
	expect(ends).toBe(1);
	const full = alive();
	full.took(Number.MAX_SAFE_INTEGER);
	void full.insistOn(never());
	await vi.advanceTimersByTimeAsync(5_100);
	expect(ends).toBe(2);
});

it('nobody is told that a database was lost which was closed on purpose', async () => {
	const life = alive();
	const told = failing(life.race(never()));
	life.close();
	expect(await told).toBe('cancelled');
});

it('a worker that gives no sign of life is given up', async () => {
	const life = alive(never);
	const told = failing(life.race(never()));
	life.watch();
	await vi.advanceTimersByTimeAsync(40_000);
	expect(ends).toBe(1);
	expect(await told).toBe('engine lost');
});
