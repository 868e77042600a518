import { expect, test } from 'vitest';
import type { Receipt } from '#intake/record/receipt.ts';
import {
	alertRow,
	answered,
	notebook,
	resultOf,
	rows,
	source
} from '#test/support/page-samples.ts';
import { History } from '../../services/history.svelte.ts';
import { Notices } from '../../services/notices.svelte.ts';
import { memoryStorage, type Storage } from '../../services/storage.ts';
import { EvidenceStore, type EvidenceServices } from './evidence-store.svelte.ts';

const receipt = source({}).receipt!;

interface World {
	receipts: Receipt[];
	result: ReturnType<typeof resultOf>;
	state: EvidenceServices['investigation']['state'];
	values: Readonly<Record<string, string>>;
}

/** Evidence of one alert in a world that a test may change. */
function opened(storage: Storage = memoryStorage()) {
	const world: World = {
		receipts: [receipt],
		result: resultOf(),
		state: 'done',
		values: { window: '1 hour', severity: '7', whois: '' }
	};
	const history = new History();
	const store = new EvidenceStore({
		storage: Promise.resolve(storage),
		history,
		notices: new Notices(),
		ask: () => null,
		cases: { mayChange: () => true },
		sources: { readBy: () => world.receipts },
		data: {
			get sources() {
				return world.receipts.map((receipt) => source({ receipt }));
			}
		},
		alerts: { current: alertRow },
		recipe: {
			notebook,
			get values() {
				return world.values;
			}
		},
		investigation: {
			get state() {
				return world.state;
			},
			get result() {
				return world.result;
			}
		}
	});
	return { store, history, world, storage };
}

function concern(): World['result'] {
	return resultOf((path) => ({
		...path,
		steps: path.steps.map((step) => answered(step, { outcome: 'concern', because: '1 allowed' }))
	}));
}

test('an answer is pinned with all that it stands on, and is there for the next visit', async () => {
	const { store, storage, history } = opened();
	await store.enter('own');
	await store.pinAnswer('firewalls');
	const { store: later } = opened(storage);
	await later.enter('own');
	expect(later.pins).toMatchObject([
		{
			of: 'answer',
			alertId: alertRow.alert_id,
			cell: 'firewalls',
			question: 'What did the firewalls log for this source?',
			outcome: 'clear',
			parameters: { window: '1 hour' },
			sources: [{ name: 'fw-1.log', sha256: receipt.sha256 }]
		}
	]);
	expect(later.pins[0]!.sql).toContain('FROM firewall');
	expect([...later.pinnedCells]).toEqual(['firewalls']);
	expect(history.said?.text).toBe(
		'Pinned: the answer to “What did the firewalls log for this source?”.'
	);
	await later.enter('drifted-policy');
	expect(later.pins).toEqual([]);
});

test('the same answer again is unpinned, and another answer is pinned beside it', async () => {
	const { store, world } = opened();
	await store.pinAnswer('firewalls');
	await store.pinAnswer('firewalls');
	expect(store.pins).toEqual([]);
	await store.pinAnswer('firewalls');
	world.result = concern();
	await store.pinAnswer('firewalls');
	expect(store.pins.map((pin) => pin.of === 'answer' && pin.outcome)).toEqual(['clear', 'concern']);
});

test('what is pinned does not change with the answer, and says that it is another now', async () => {
	const { store, world, storage } = opened();
	await store.enter('own');
	await store.pinAnswer('firewalls');
	world.result = concern();
	world.values = { ...world.values, window: '2 hours' };
	world.receipts = [];
	const { store: later, world: now } = opened(storage);
	Object.assign(now, world);
	await later.enter('own');
	expect(later.pins).toMatchObject([{ outcome: 'clear' }]);
	expect(later.standings.get(later.pins[0]!.id)).toEqual([
		'The step answers otherwise now: concern, 1 allowed',
		'fw-1.log is not loaded now.',
		'window was 1 hour, and is 2 hours now.'
	]);
	expect(later.pinnedCells.size).toBe(0);
});

test('nothing is pinned before there is an answer', async () => {
	const { store, world, history } = opened();
	world.state = 'running';
	await store.pinAnswer('firewalls');
	expect([store.pins, history.canUndo]).toEqual([[], false]);
	expect(history.said?.text).toBe('The step has no answer yet that could be pinned.');
});

test('a row is pinned with its record and the hash of its source, and once', async () => {
	const { store } = opened();
	const row = rows.rows[1]!;
	await store.pinRow('firewalls', rows.columns, row);
	expect(store.pins).toMatchObject([
		{
			of: 'row',
			values: row,
			place: { sourceId: receipt.source_id, record: 8, offset: 4127, length: 30 },
			sources: [{ name: 'fw-1.log', sha256: receipt.sha256 }],
			sql: 'SELECT * FROM firewall'
		}
	]);
	expect(store.rowPinOf('firewalls', rows.columns, rows.rows[0]!)).toBeNull();
	await store.pinRow('firewalls', rows.columns, row);
	expect(store.pins).toEqual([]);
});

test('a row that is a sum of others is not pinned, and that is said', async () => {
	const { store, history } = opened();
	await store.pinRow('firewalls', [{ name: 'count', type: 'number' }], [7n]);
	expect(store.pins).toEqual([]);
	expect(history.said?.text).toContain('comes from no record of its own');
});

test('pins, notes and what was unpinned are taken back in order', async () => {
	const { store, history } = opened();
	await store.pinAnswer('firewalls');
	await store.note(store.pins[0]!, 'denied');
	await store.unpin(store.pins[0]!);
	await history.undo();
	expect(store.pins).toMatchObject([{ note: 'denied' }]);
	await history.undo();
	expect(store.pins).toMatchObject([{ note: '' }]);
	await history.undo();
	expect(store.pins).toEqual([]);
	for (let i = 0; i < 2; i++) await history.redo();
	expect(store.pins).toMatchObject([{ note: 'denied' }]);
});

test('what the page shows can be taken back before it is kept', async () => {
	const { store, history } = opened();
	const pinned = store.pinAnswer('firewalls');
	expect([store.pins.length, history.canUndo]).toEqual([1, true]);
	await Promise.all([pinned, history.undo()]);
	expect(store.pins).toEqual([]);
});
