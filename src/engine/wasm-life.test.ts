import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Life } from './wasm-life.ts';

let ends: number;
beforeEach(() => {
	vi.useFakeTimers();
	ends = 0;
});
afterEach(() => void vi.useRealTimers());

function alive(answer: () => Promise<string> = async () => 'v1'): Life {
	const worker = { terminate: () => void ends++, addEventListener: () => undefined };
	return new Life(worker, { getVersion: answer });
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
