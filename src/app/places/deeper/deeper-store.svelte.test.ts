import type { Connection } from '#engine/duckdb/engine.ts';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { alertLine } from '#test/support/alert-line.ts';
import { emptyBench, loadText, type Bench } from '#test/support/evidence.ts';
import { alertOf } from '#investigation/alerts.ts';
import { stopBook } from '#investigation/stops.ts';
import { Failure } from '#lib/failure.ts';
import { frozenAlert } from '#investigation/wake-condition.ts';
import { DeeperStore, wakeStopKeyOf } from './deeper-store.svelte.ts';
import type { Storage } from '../../services/storage.ts';
import type { Deferred } from './kept-deferred.ts';

vi.setConfig({ testTimeout: 60_000 });

let bench: Bench;
let deferred: Deferred;
beforeAll(async () => {
	bench = await emptyBench();
	const { source_id } = await loadText(bench.connection, 'deeper.log', alertLine);
	const { alert } = await alertOf(bench.connection, `${source_id}-1`);
	deferred = {
		id: 'one',
		at: '2007-01-15T04:00:00Z',
		reason: 'later',
		alert,
		frozen: await frozenAlert(bench.connection, alert),
		verdicts: {},
		wake: 'SELECT 1 FROM web WHERE src_ip = alert.src_ip',
		awake: false,
		wakeFailure: null
	};
});
afterAll(() => bench.engine.close());

async function storeWith(entry: Deferred) {
	const changed: string[] = [];
	const records = {
		keep: async () => undefined,
		change: async (id: string) => void changed.push(id)
	};
	const storage = { of: () => records };
	const store = new DeeperStore(Promise.resolve(storage as unknown as Storage));
	await store.add(entry);
	return { store, changed };
}

describe('an alert that was put off', () => {
	it('wakes by the first row, keeps which and when, and sleeps again when there is none', async () => {
		const { store, changed } = await storeWith(deferred);
		await store.wake(bench.connection, stopBook());
		expect(store.entries[0]).toEqual(deferred);
		expect(changed).toEqual([]);

		const insert = (record: number) =>
			bench.connection.query(
				`INSERT INTO web (src_ip, source_id, record, byte_offset, byte_length)
					VALUES ('192.0.2.1', 's', ${record}, 0, 1)`
			);
		await insert(7);
		await store.wake(bench.connection, stopBook());
		const woken = store.entries[0]!;
		expect(woken).toMatchObject({ awake: true, wokenBy: { table: 'web', place: { record: 7 } } });
		expect(Date.parse(woken.wokenBy!.at)).not.toBeNaN();

		await insert(8);
		await store.wake(bench.connection, stopBook());
		expect(store.entries[0]).toBe(woken);
		expect(changed).toEqual(['one']);

		await bench.connection.query('DELETE FROM web');
		await store.wake(bench.connection, stopBook());
		expect(store.entries[0]).toMatchObject({ awake: false, wokenBy: null });
	});

	it('is not asleep where its condition fails, but says what is wrong until it is edited', async () => {
		const { store } = await storeWith({ ...deferred, wake: 'SELECT 1 FROM web WHERE sid = 1' });
		await store.wake(bench.connection, stopBook());
		expect(store.entries[0]!.wakeFailure).toContain('no column sid in web');
		await store.edit(deferred, 'SELECT 1 FROM alerts WHERE alert_id = alert.alert_id');
		expect(store.entries[0]).toMatchObject({ awake: false, wakeFailure: null });
		await store.wake(bench.connection, stopBook());
		expect(store.entries[0]).toMatchObject({ awake: true, wokenBy: { table: 'alerts' } });
	});

	it('whose condition makes the database stop answering says so, and is not asked again by itself', async () => {
		const { store } = await storeWith({ ...deferred, wake: 'SELECT 1 FROM web WHERE hangs' });
		await store.add({ ...deferred, id: 'two', wake: 'SELECT 1 FROM dns' });
		const stops = stopBook();
		let asked: string[] = [];
		const lost = new Failure('engine lost', 'the worker stopped answering');
		const hanging: Pick<Connection, 'query'> = {
			async query(sql) {
				asked.push(sql);
				throw asked.length === 1 ? lost : new Failure('engine lost', lost.message, { cause: lost });
			}
		};
		await store.wake(hanging, stops);
		const failures = () => store.entries.map(({ wakeFailure }) => wakeFailure);
		expect(failures()).toEqual([expect.stringContaining('stopped: it did not end'), null]);
		asked = [];
		const kept = { query: (sql: string) => (asked.push(sql), bench.connection.query(sql)) };
		await store.wake(kept, stops);
		expect(asked.join()).toContain('FROM dns');
		expect(asked.join()).not.toContain('hangs');
		expect(failures()).toEqual([expect.stringContaining('stopped: it did not end'), null]);
		stops.lift(wakeStopKeyOf(store.entries[0]!));
		await store.wake(kept, stops);
		expect(asked.join()).toContain('hangs');
	});

	it('of an older edition knows what was kept of its alert', async () => {
		const { frozen, ...older } = deferred;
		expect(frozen).toHaveProperty('community_id');
		const { store } = await storeWith({
			...older,
			wake: 'SELECT 1 FROM alerts WHERE src_ip = alert.src_ip'
		});
		await store.wake(bench.connection, stopBook());
		expect(store.entries[0]).toMatchObject({ awake: true });
		await store.edit(deferred, 'SELECT 1 FROM alerts WHERE community_id = alert.community_id');
		await store.wake(bench.connection, stopBook());
		expect(store.entries[0]!.wakeFailure).toContain('no column community_id in alert');
	});
});
