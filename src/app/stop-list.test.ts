import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { StopList } from './stop-list.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** What one visit leaves is there for the next. */
function disk() {
	let kept: unknown = null;
	let writes = 0;
	const storage = {
		setting: async <T>(_: string, as: (value: unknown) => T) => (kept === null ? null : as(kept)),
		keepSetting: async (_: string, value: unknown) => {
			kept = structuredClone(value);
			writes++;
		}
	};
	const visit = async () => {
		const list = new StopList(Promise.resolve(storage), (error) => {
			throw error;
		});
		await list.load();
		return list;
	};
	return { visit, writes: () => writes };
}

it('a statement that is under way for long when the page ends was stopped, and those that had ended were not', async () => {
	const { visit } = disk();
	const first = await visit();
	const ended = first.begin('ended');
	first.begin('hangs');
	await vi.advanceTimersByTimeAsync(10_000);
	expect((await visit()).of('ended')).not.toBeNull();
	ended(false);
	await vi.advanceTimersByTimeAsync(0);
	expect(first.of('hangs')).toBeNull();
	const next = await visit();
	expect(next.of('hangs')).not.toBeNull();
	expect(next.of('ended')).toBeNull();
	next.lift('hangs');
	await vi.advanceTimersByTimeAsync(0);
	expect((await visit()).of('hangs')).toBeNull();
});

it('nothing is written for a statement that ends soon', async () => {
	const { visit, writes } = disk();
	const list = await visit();
	for (let i = 0; i < 100; i++) {
		const ended = list.begin(`statement ${i}`);
		await vi.advanceTimersByTimeAsync(100);
		ended(false);
	}
	await vi.advanceTimersByTimeAsync(60_000);
	expect(writes()).toBe(0);
});

it('a statement that was cancelled after long may run again on the page, and was stopped for the next', async () => {
	const { visit } = disk();
	const first = await visit();
	const soon = first.begin('soon');
	soon(true);
	const long = first.begin('long');
	await vi.advanceTimersByTimeAsync(10_000);
	long(true);
	await vi.advanceTimersByTimeAsync(0);
	expect(first.of('long')).toBeNull();
	const next = await visit();
	expect(next.of('long')).not.toBeNull();
	expect(next.of('soon')).toBeNull();
	next.lift('long');
	const again = next.begin('long');
	again(false);
	await vi.advanceTimersByTimeAsync(0);
	expect((await visit()).of('long')).toBeNull();
});

it('a statement that was cancelled after long and then came to its end was not stopped', async () => {
	const { visit } = disk();
	const first = await visit();
	const long = first.begin('long');
	await vi.advanceTimersByTimeAsync(10_000);
	long(true);
	first.begin('long')(false);
	await vi.advanceTimersByTimeAsync(0);
	expect((await visit()).of('long')).toBeNull();
});
