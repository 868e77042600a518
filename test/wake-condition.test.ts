import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { alertOf } from '#investigation/alerts.ts';
import {
	frozenAlert,
	wakeFault,
	wakingRow,
	type FrozenAlert
} from '#investigation/wake-condition.ts';
import { alertLine } from './support/alert-line.ts';
import { emptyBench, loadText, type Bench } from './support/evidence.ts';

vi.setConfig({ testTimeout: 60_000 });

let bench: Bench;
let alert: FrozenAlert;
beforeAll(async () => {
	bench = await emptyBench();
	const { source_id } = await loadText(bench.connection, 'wake.log', alertLine);
	const { alert: row } = await alertOf(bench.connection, `${source_id}-1`);
	alert = await frozenAlert(bench.connection, row);
	await loadText(
		bench.connection,
		'access.log',
		[
			'198.51.100.9 - - [15/Jan/2007:03:10:00 +0000] "GET / HTTP/1.1" 200 1 "-" "-"',
			'192.0.2.1 - - [15/Jan/2007:03:18:00 +0000] "GET /x HTTP/1.1" 200 1 "-" "-"',
			''
		].join('\n')
	);
});
afterAll(() => bench.engine.close());

describe('a wake condition', () => {
	it('knows the alert that was put off, and names the record that wakes it', async () => {
		const condition = 'SELECT 1 FROM web WHERE src_ip = alert.src_ip AND ts > alert.ts;';
		expect(await wakeFault(bench.connection, alert, condition)).toBeNull();
		expect(await wakingRow(bench.connection, alert, condition)).toMatchObject({
			table: 'web',
			source: 'access.log',
			place: { record: 2 },
			ts: BigInt(Date.UTC(2007, 0, 15, 3, 18)) * 1000n,
			given: null
		});
	});

	it('may read the alert as a table, as it could before', async () => {
		const condition = 'SELECT web.* FROM web, alert WHERE web.src_ip = alert.src_ip';
		expect(await wakingRow(bench.connection, alert, condition)).toMatchObject({
			place: { record: 2 }
		});
	});

	it('knows every column of the alert, not those alone that the page shows', async () => {
		const condition = `SELECT 1 FROM web WHERE alert.community_id LIKE '1:%' LIMIT 1`;
		expect(await wakingRow(bench.connection, alert, condition)).not.toBeNull();
	});

	it('that gives no row leaves the alert asleep', async () => {
		const condition = 'SELECT 1 FROM web WHERE src_ip = alert.dst_ip';
		expect(await wakingRow(bench.connection, alert, condition)).toBeNull();
	});

	const always =
		'it gives a row whatever is loaded, and would wake at once: ask for records by WHERE, ' +
		'or for a number of them by HAVING, as in HAVING count(*) > 3';

	it.each([
		'SELECT count(*) FROM web WHERE src_ip = alert.src_ip',
		'SELECT string_agg(DISTINCT path, $$ $$) FROM web',
		'WITH w AS (SELECT * FROM web) SELECT max(status) AS most FROM w, alert'
	])(
		'that adds up and asks nothing of the sum is refused as it is typed: %s',
		async (condition) => {
			const fault = { message: always, position: null };
			expect(await wakeFault(bench.connection, alert, condition)).toEqual(fault);
			await expect(wakingRow(bench.connection, alert, condition)).rejects.toThrow(always);
		}
	);

	it.each([
		'SELECT * FROM (SELECT count(*) FROM web)',
		'SELECT 1 FROM alert',
		'SELECT status FROM web UNION ALL SELECT 1',
		'SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM dns)'
	])(
		'that gives a row where no record is loaded wakes nothing, and says so: %s',
		async (condition) => {
			await expect(wakingRow(bench.connection, alert, condition)).rejects.toThrow(always);
		}
	);

	it.each([
		'SELECT count(*) FROM web WHERE src_ip = alert.src_ip HAVING count(*) > 0',
		'SELECT src_ip, count(*) FROM web GROUP BY src_ip',
		'SELECT * FROM (SELECT count(*) AS n FROM web) WHERE n > 1',
		'SELECT 1 FROM web JOIN alert USING (src_ip)'
	])('that asks for records is taken, and wakes by them: %s', async (condition) => {
		expect(await wakeFault(bench.connection, alert, condition)).toBeNull();
		expect(await wakingRow(bench.connection, alert, condition)).not.toBeNull();
	});

	it('that gives no row of a record says what it gives', async () => {
		const condition = 'SELECT count(*) AS n FROM (SELECT status FROM web) HAVING count(*) > 1';
		expect(await wakingRow(bench.connection, alert, condition)).toEqual({
			table: null,
			source: null,
			place: null,
			ts: null,
			given: 'n 2'
		});
	});

	it.each([
		[
			'SELECT 1 FROM web WHERE sid = 3',
			'no column sid in web; that of the alert is written alert.sid',
			'sid'
		],
		['SELECT 1 FROM web WHERE src_ip = alert.scr_ip', 'no column scr_ip in alert', 'scr_ip'],
		['SELECT 1 FROM wep', 'no table wep; the nearest name is web', 'wep'],
		['SELECT 1 FRM web', 'syntax error', 'web'],
		['DELETE FROM web', 'only a query may stand here', 'DELETE'],
		[
			`SELECT 1 FROM web WHERE ts > alert.ts - getvariable('window')`,
			'a condition has no parameters of a recipe: write the value',
			'getvariable'
		],
		['', 'there is no statement', '']
	])('%j is told what is wrong with it, and where', async (condition, message, at) => {
		const fault = await wakeFault(bench.connection, alert, condition);
		expect(fault!.message).toContain(message);
		expect(condition.slice(fault!.position ?? 0)).toMatch(new RegExp(`^${at}`));
		await expect(wakingRow(bench.connection, alert, condition)).rejects.toThrow(fault!.message);
	});
});
