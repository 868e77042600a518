import { expect, test, vi } from 'vitest';
import type { HeldCase, Rights, TabMessage, Tabs } from './services/tabs.ts';
import { WriteRight } from './write-right.svelte.ts';

/** A browser with tabs, whose locks and messages go from one to the other. */
function browser() {
	const tabs: ((message: TabMessage) => void)[] = [];
	const locks = new Map<string, { held: { lose: () => void } | null; queue: (() => void)[] }>();
	const lockOf = (name: string) => {
		const lock = locks.get(name) ?? { held: null, queue: [] };
		locks.set(name, lock);
		return lock;
	};
	const ask: Rights['ask'] = async (name, way, signal) => {
		const lock = lockOf(name);
		if (way === 'if free' && lock.held !== null) return null;
		if (way === 'at once') lock.held?.lose();
		else if (lock.held !== null)
			await new Promise<void>((granted, reject) => {
				lock.queue.push(granted);
				signal?.addEventListener('abort', () => {
					lock.queue = lock.queue.filter((other) => other !== granted);
					reject(new Error('aborted'));
				});
			});
		let lose!: () => void;
		const lost = new Promise<void>((gone) => (lose = gone));
		const own = { lose };
		lock.held = own;
		const release = () => {
			if (lock.held !== own) return;
			lock.held = null;
			lock.queue.shift()?.();
		};
		return { lost, release } satisfies HeldCase;
	};
	return (isFrozen = () => false): Tabs => {
		let own: (message: TabMessage) => void = () => undefined;
		return {
			rights: { ask },
			channel: {
				post: (message) => {
					for (const hear of tabs) if (hear !== own) queueMicrotask(() => hear(message));
				},
				onMessage: (heard) => {
					own = (message) => void (isFrozen() || heard(message));
					tabs.push(own);
				}
			}
		};
	};
}

function tabOf(tabs: Tabs, finish: () => Promise<void> = async () => undefined) {
	const log: string[] = [];
	const right = new WriteRight({
		tabs,
		finish: async () => {
			log.push('finishes');
			await finish();
		},
		onwrites: async () => void log.push('writes'),
		onreads: async () => void log.push('reads')
	});
	return { right, log };
}

test('the first tab of a case writes, the second reads, and tabs of other cases do not care', async () => {
	const open = browser();
	const [a, b, c] = [tabOf(open()), tabOf(open()), tabOf(open())];
	await a.right.enter('own');
	await b.right.enter('own');
	await c.right.enter('drifted-policy');
	expect([a, b, c].map(({ right }) => right.role)).toEqual(['writes', 'reads', 'writes']);
});

test('a tab takes over once the other has kept what it has at hand, and they change places', async () => {
	const open = browser();
	let keep!: () => void;
	const kept = new Promise<void>((resolve) => (keep = resolve));
	const a = tabOf(open(), () => kept);
	const b = tabOf(open());
	await a.right.enter('own');
	await b.right.enter('own');
	const taken = b.right.takeOver();
	await vi.waitFor(() => expect(a.log).toEqual(['finishes']));
	expect([a.right.role, b.right.role]).toEqual(['reads', 'taking over']);
	keep();
	await taken;
	expect([a.right.role, b.right.role]).toEqual(['reads', 'writes']);
	expect([a.log, b.log]).toEqual([['finishes', 'reads'], ['writes']]);

	await a.right.takeOver();
	expect([a.right.role, b.right.role]).toEqual(['writes', 'reads']);
});

test('a tab that does not answer loses the right all the same, and hears of it', async () => {
	vi.useFakeTimers();
	const open = browser();
	const a = tabOf(open(() => true));
	const b = tabOf(open());
	await a.right.enter('own');
	await b.right.enter('own');
	const taken = b.right.takeOver();
	await vi.advanceTimersByTimeAsync(5_000);
	await taken;
	vi.useRealTimers();
	expect([a.right.role, b.right.role]).toEqual(['reads', 'writes']);
	expect([a.log, b.log]).toEqual([['reads'], ['writes']]);
});

test('a tab that reads writes by itself once the other is gone', async () => {
	const open = browser();
	const [a, b] = [tabOf(open()), tabOf(open())];
	await a.right.enter('own');
	await b.right.enter('own');
	await a.right.enter('drifted-policy');
	await vi.waitFor(() => expect(b.right.role).toBe('writes'));
	expect(b.log).toEqual(['writes']);
});

test('a tab that left a case for another does not take it over later', async () => {
	const open = browser();
	const [a, b, c] = [tabOf(open()), tabOf(open()), tabOf(open())];
	await a.right.enter('own');
	await b.right.enter('own');
	await b.right.enter('drifted-policy');
	await a.right.enter('missing-logs');
	await c.right.enter('own');
	expect([a, b, c].map(({ right }) => right.role)).toEqual(['writes', 'writes', 'writes']);
});
