import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openNativeEngine } from '../duckdb/node.ts';
import type { Connection, Engine } from '../duckdb/engine.ts';
import { readsOfTime, type TimeRead } from './reaches.ts';

const intervals = (text: string) => `TRY_CAST('${text}' AS INTERVAL)`;

/** What a statement reads, in short: how long before and after the alert, or between which moments. */
function short({ table, from, to, unclear }: TimeRead): unknown[] {
	const side = (moments: TimeRead['from'], end: 'back' | 'onward') =>
		moments === null
			? 'all'
			: moments.map(({ around, sql }) => (around === null ? sql : around[end])).join(' or ');
	return unclear ? [table, 'unclear'] : [table, side(from, 'back'), side(to, 'onward')];
}

const readsIn = (sql: string) => readsOfTime(sql).map(short);
const where = (condition: string) => readsIn(`SELECT count(*) AS n FROM web WHERE ${condition}`);

it.each([
	[`getvariable('window')`, `getvariable('window')`],
	[`2 * getvariable('long')`, `2 * getvariable('long')`],
	[`getvariable('long') * 3`, `3 * getvariable('long')`],
	[`INTERVAL '2 hours'`, intervals('2 hours')],
	[`interval 30 days`, intervals('30 days')],
	[`INTERVAL '30' DAY`, intervals('30 DAY')],
	[`INTERVAL (5) MINUTE`, intervals('5 MINUTE')],
	[`to_hours(3)`, intervals('3 hours')],
	[`INTERVAL 1 DAY - INTERVAL 2 HOUR`, `${intervals('1 DAY')} + ${intervals('2 HOUR')}`],
	[`(INTERVAL 1 DAY - to_hours(2))`, `(${intervals('1 DAY')} - ${intervals('2 hours')})`],
	[`'3 days'::INTERVAL`, intervals('3 days')],
	[`INTERVAL '-3 days'`, intervals('-3 days')]
])('how far before the alert %s reads is understood', (written, amount) => {
	expect(where(`ts BETWEEN alert.ts - ${written} AND alert.ts`)).toEqual([['web', amount, '']]);
});

it.each([
	`(SELECT max(rtt) FROM dns LIMIT 1)`,
	`INTERVAL (x.n) HOUR`,
	`x.reach`,
	`getvariable(name)`,
	`INTERVAL 'one' DAY`
])('that it cannot be told is known of %s', (written) => {
	expect(where(`ts > alert.ts - ${written}`)[0]).toEqual(['web', 'unclear']);
});

it.each([
	`strftime(ts, '%Y-%m-%d') = strftime(alert.ts, '%Y-%m-%d')`,
	`hour(ts) < 6`,
	`NOT (ts = alert.ts)`,
	`NOT (ts < alert.ts AND src_ip IS NULL)`,
	`ts NOT BETWEEN alert.ts - INTERVAL 1 DAY AND alert.ts`,
	`ts > alert.ts - INTERVAL 1 DAY OR src_ip IS NULL`,
	`CASE WHEN ts > alert.ts THEN true ELSE false END`,
	`ts > other`,
	`ts IN (alert.ts)`
])('that it cannot be told is known of %s', (condition) => {
	expect(where(condition)).toEqual([['web', 'unclear']]);
});

it.each([
	`ts IS NOT NULL`,
	`src_ip = alert.src_ip AND in_force(revoked, valid_from, valid_until, alert.ts)`,
	`(SELECT 1) = 1`
])('all that is loaded is read where nothing is said of time: %s', (condition) => {
	expect(where(condition)).toEqual([['web', 'all', 'all']]);
});

describe('a select', () => {
	const bound = `ts BETWEEN alert.ts - INTERVAL 1 DAY AND alert.ts`;
	const day = intervals('1 DAY');

	it.each([
		['a subquery', `SELECT 1 FROM (SELECT * FROM web WHERE src_ip = '') AS x WHERE x.${bound}`],
		['a table expression', `WITH d AS (SELECT ts FROM web) SELECT 1 FROM d WHERE ${bound}`],
		[
			'another name',
			`WITH d AS (SELECT web.ts AS t FROM web) SELECT 1 FROM d WHERE ${bound.replace('ts', 't')}`
		],
		[
			'a window made before',
			`WITH w AS (SELECT alert.ts - INTERVAL 1 DAY AS lo, alert.ts AS hi) SELECT 1 FROM web, w WHERE ts BETWEEN w.lo AND hi`
		],
		['a join', `SELECT 1 FROM host LEFT JOIN web ON web.${bound} WHERE host.ts = alert.ts`],
		['FROM in front', `FROM web WHERE ${bound}`],
		[
			'parentheses and cases',
			`SELECT 1 FROM web WHERE CASE WHEN a AND b THEN c ELSE d END AND ((${bound}) AND e)`
		],
		[
			'lower and upper letters',
			`select 1 from WEB where "TS" between ALERT.ts - interval 1 DAY and alert.TS`
		]
	])('is bounded by what is said in %s', (_, sql) => {
		expect(readsIn(sql)).toContainEqual(['web', day, '']);
	});

	it.each([
		['rows are picked first', `SELECT 1 FROM (SELECT * FROM web LIMIT 3) AS x WHERE x.${bound}`],
		[
			'it is of the newest',
			`SELECT max(ts) AS last FROM web QUALIFY row_number() OVER (ORDER BY ts - alert.ts) = 1`
		],
		[
			'rows are added up',
			`WITH d AS (SELECT min(ts) AS ts FROM web) SELECT 1 FROM d WHERE ${bound}`
		],
		['a right join keeps the rest', `SELECT 1 FROM dns RIGHT JOIN web ON web.${bound}`],
		[
			'alert is another table',
			`SELECT 1 FROM web AS alert WHERE alert.ts > alert.ts - INTERVAL 1 DAY`
		]
	])('is not bounded where %s', (_, sql) => {
		expect(readsIn(sql)).toContainEqual(['web', 'unclear']);
	});

	it.each([
		`SELECT 1 FROM alerts AS a WHERE a.alert_id = alert.alert_id AND a.sid > 3`,
		`SELECT 1 FROM alerts WHERE alert.alert_id = alerts.alert_id`
	])('that reads the alert itself, by its id, reads no time of alerts: %s', (sql) => {
		expect(readsIn(sql)).toEqual([]);
	});

	it.each([
		`SELECT 1 FROM alerts AS a WHERE a.alert_id = alert.alert_id OR a.sid = 3`,
		`SELECT 1 FROM alerts AS a WHERE NOT (a.alert_id = alert.alert_id)`,
		`SELECT 1 FROM alerts AS a JOIN alerts AS b ON a.alert_id = b.alert_id`
	])('that reads other alerts reads them all: %s', (sql) => {
		expect(new Set(readsIn(sql).map(([table]) => table))).toEqual(new Set(['alerts']));
	});

	it('is read as far as the farthest that reads it', () => {
		const sql = `WITH d AS (SELECT * FROM web) SELECT (SELECT count(*) FROM d WHERE ${bound}),
			(SELECT count(*) FROM d WHERE ts BETWEEN alert.ts - INTERVAL 2 DAY AND alert.ts)`;
		expect(readsIn(sql)).toEqual([['web', `${day} or ${intervals('2 DAY')}`, ' or ']]);
	});

	it('that counts what is near, of all that is loaded, reads both', () => {
		expect(readsIn(`SELECT count(*) FILTER (WHERE ${bound}) FROM web`)).toEqual([
			['web', 'all', 'all'],
			['web', day, '']
		]);
	});

	it('within a query that stands in front is known by the name of the query', () => {
		const sql = `WITH "q" AS (SELECT * FROM web WHERE ${bound}) SELECT * FROM (WITH q AS (SELECT 1 FROM dns) SELECT 1 FROM q)`;
		expect(readsOfTime(sql).map(({ table, inside }) => [table, inside])).toEqual([
			['web', 'q'],
			['dns', null]
		]);
	});
});

describe('no record that fulfils the condition lies outside of what is said to be read', () => {
	let engine: Engine;
	let connection: Connection;
	beforeAll(async () => {
		engine = await openNativeEngine();
		connection = await engine.connect();
		await connection.query(`SET VARIABLE w = INTERVAL 90 MINUTE; SET VARIABLE since = TIMESTAMP '2007-01-15 01:00:00';
			SET VARIABLE shift = {'from_ts': TIMESTAMP '2007-01-15 01:00:00', 'to_ts': TIMESTAMP '2007-01-15 05:00:00'};
			CREATE TABLE alert AS SELECT TIMESTAMP '2007-01-15 03:17:36.5' AS ts;
			CREATE TABLE web AS SELECT TIMESTAMP '2007-01-01' + to_seconds(i * 37) AS ts,
				TIMESTAMP '2007-01-01' + to_seconds(i * 37) AS end_ts FROM range(60000) AS t(i)`);
	});
	afterAll(() => engine.close());

	const conditions = [
		`ts BETWEEN alert.ts - getvariable('w') AND alert.ts + getvariable('w')`,
		`ts::DATE = alert.ts::DATE`,
		`CAST(ts AS DATE) BETWEEN CAST(alert.ts AS DATE) - INTERVAL 1 DAY AND alert.ts::DATE`,
		`date_trunc('day', ts) = date_trunc('day', alert.ts)`,
		`date_trunc('hour', ts) >= date_trunc('week', alert.ts) AND ts < alert.ts`,
		`time_bucket(INTERVAL 3 HOUR, ts) = time_bucket(INTERVAL 3 HOUR, alert.ts)`,
		`abs(epoch(ts) - epoch(alert.ts)) < 86400`,
		`abs(epoch(ts - alert.ts)) <= 3600`,
		`abs(date_diff('day', ts, alert.ts)) <= 1`,
		`date_diff('hour', alert.ts, ts) BETWEEN -5 AND 2`,
		`date_sub('hour', ts, alert.ts) = 3`,
		`age(alert.ts, ts) BETWEEN INTERVAL '-1 hour' AND INTERVAL '2 days'`,
		`alert.ts - ts < INTERVAL 1 DAY AND ts - alert.ts < INTERVAL 1 HOUR`,
		`ts + INTERVAL 1 HOUR >= alert.ts AND ts - INTERVAL 1 HOUR <= alert.ts`,
		`(ts) > (alert.ts) - INTERVAL 1 DAY - INTERVAL 2 HOUR AND ts <= alert.ts + INTERVAL '-10 minutes'`,
		`ts BETWEEN alert.ts - to_days(3) AND date_add(alert.ts, to_hours(2))`,
		`epoch_us(ts) BETWEEN epoch_us(alert.ts) - 3600000000 AND epoch_us(alert.ts)`,
		`epoch_ms(ts) + 60000 > epoch_ms(alert.ts) AND epoch(ts) <= epoch(alert.ts) + 60`,
		`epoch(ts) BETWEEN 1168819200 AND 1168830000`,
		`extract(epoch FROM ts) > extract(epoch FROM alert.ts) - 60 AND ts < alert.ts + INTERVAL 1 MINUTE`,
		`ts >= TIMESTAMP '2007-01-14' AND ts < DATE '2007-01-16'`,
		`ts BETWEEN '2007-01-14 06:00:00' AND '2007-01-15'::TIMESTAMP + INTERVAL 1 HOUR`,
		`ts BETWEEN getvariable('shift').from_ts AND getvariable('shift').to_ts`,
		`ts BETWEEN getvariable('since') AND alert.ts`,
		`alert.ts BETWEEN ts - 2 * getvariable('w') AND end_ts + getvariable('w')`,
		`ts <= alert.ts + getvariable('w') AND coalesce(end_ts, ts) >= alert.ts - getvariable('w')`,
		`(ts BETWEEN alert.ts - INTERVAL 1 DAY AND alert.ts OR ts BETWEEN alert.ts + INTERVAL 2 DAY AND alert.ts + INTERVAL 3 DAY)`,
		`ts = alert.ts OR (ts > alert.ts - INTERVAL 1 HOUR AND (ts < alert.ts AND ts > alert.ts - INTERVAL 1 DAY))`,
		`NOT (ts < alert.ts - INTERVAL 1 DAY OR ts > alert.ts)`,
		`NOT (ts < alert.ts - INTERVAL 1 DAY) AND NOT ts > alert.ts`,
		`NOT (NOT (ts >= alert.ts - INTERVAL 1 DAY AND ts <= alert.ts) OR end_ts IS NULL)`,
		`NOT (ts::DATE <> alert.ts::DATE)`,
		`NOT ((ts < alert.ts - INTERVAL 2 DAY OR ts > alert.ts) AND (ts < alert.ts - INTERVAL 1 HOUR OR ts > alert.ts + INTERVAL 1 DAY))`,
		`NOT (abs(epoch(ts - alert.ts)) > 3600)`,
		`date_part('epoch', ts) >= epoch(alert.ts) - 100 AND ts::DATE <= '2007-01-16'`
	];

	it.each(conditions)('%s', async (condition) => {
		const [read] = readsOfTime(`SELECT * FROM web WHERE ${condition}`);
		expect(read).toMatchObject({ unclear: false, from: [{}, ...read!.from!.slice(1)] });
		expect(read!.to).not.toBeNull();
		const sql = (moments: TimeRead['from']) => moments!.map((moment) => moment.sql).join(', ');
		const { rows } = await connection.query(
			`SELECT count(*)::INTEGER, (count(*) FILTER (web.ts < least(${sql(read!.from)})
				OR web.ts > greatest(${sql(read!.to)})))::INTEGER
			FROM web, alert WHERE ${condition.replaceAll(/(?<!alert\.|end_|from_|to_)\bts\b/g, 'web.ts')}`
		);
		expect(rows[0]![1]).toBe(0);
		if (!condition.includes('epoch_us')) expect(rows[0]![0]).toBeGreaterThan(0);
	});

	it.each(conditions)('and the same as an interval around the alert: %s', async (condition) => {
		const [read] = readsOfTime(`SELECT * FROM web WHERE ${condition}`);
		for (const { around, sql } of [...read!.from!, ...read!.to!]) {
			if (around === null) continue;
			const [back, onward] = [around.back || 'to_days(0)', around.onward || 'to_days(0)'];
			const { rows } = await connection.query(
				`SELECT ${sql} = alert.ts - (${back}), ${sql} = alert.ts + (${onward}) FROM alert`
			);
			expect(rows).toEqual([[true, true]]);
		}
	});
});
