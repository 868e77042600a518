import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { eventTables, type EventTableName } from '#tables/event-tables.ts';
import { refreshCoverage } from '#engine/derived/coverage.ts';
import { removeSource } from '#engine/store/load.ts';
import { literal } from '#engine/sql/sql.ts';
import { eventTablesOf } from '#intake/record/receipt.ts';
import {
	coverageNeed,
	missingQuery,
	MOMENT,
	neededRange,
	spanRange,
	UNCLEAR,
	type NeededSpan,
	type AlertEnd
} from '#engine/derived/missing.ts';
import { counted } from './captures/cases-pcapng.ts';
import { emptied, emptyBench, loadText, type Bench } from './support/evidence.ts';

let bench: Bench;
beforeAll(async () => void (bench = await emptyBench()));
afterEach(() => emptied(bench));
afterAll(() => bench.engine.close());

interface Log {
	table: EventTableName;
	source: string;
	speaker?: string;
	format?: string;
	/** Of the source; without one nothing tells that it follows another. */
	name?: string;
	/** Whom each record is about, from and to. */
	ends?: readonly [string, string];
	/** SQL of the time of record i, below `count`. */
	at: string;
	count: number;
}

async function load(log: Log): Promise<void> {
	const { table, source, speaker = null, format = 'zeek', name = null, ends, at, count } = log;
	const column = eventTables[table].speaker?.column ?? 'community_id';
	const [src, dst] = ends ?? [null, null];
	await bench.connection.query(
		`INSERT INTO sources (source_id, format, name) SELECT '${source}', '${format}', ${literal(name)} WHERE '${source}' NOT IN (SELECT source_id FROM sources);
		INSERT INTO ${table} (source_id, ${column}, src_ip, dst_ip, ts)
			SELECT '${source}', ${literal(speaker)}, ${literal(src)}, ${literal(dst)}, ${at} FROM range(${count}) AS t(i)`
	);
	await refreshCoverage(bench.connection, [table]);
}

/** What is missing of a table for an alert at a time about 192.0.2.28; null where nothing is. */
async function missing(
	table: EventTableName,
	at: string | null,
	{ within = 'window', window = '1 hour', target = "'192.0.2.28'", by = [] as AlertEnd[] } = {}
): Promise<unknown> {
	const time = at === null ? 'NULL::TIMESTAMP' : `TIMESTAMP '${at}'`;
	const scope = `(SELECT 'a' AS alert_id, ${time} AS ts, '203.0.113.9' AS src_ip, ${target}::VARCHAR AS dst_ip)`;
	const reach = within === 'moment' ? MOMENT : neededRange([`INTERVAL '${window}'`]);
	const query = missingQuery([coverageNeed(table, reach, by)], scope);
	const { rows } = await bench.connection.query(query);
	expect(rows.length).toBeLessThan(2);
	return rows[0]?.[3] ?? null;
}

const every = (start: string, seconds: number) =>
	`TIMESTAMP '${start}' + to_microseconds((i * ${seconds * 1e6})::BIGINT)`;
const conn = (source: string, start: string, seconds: number, count: number): Log => ({
	table: 'sessions',
	source,
	at: every(start, seconds),
	count
});

it('an alert that does not tell by what a table is searched is told so, whatever is covered', async () => {
	await load({ table: 'sessions', source: 'a', at: every('2024-01-01 00:00:00', 60), count: 200 });
	const sought = coverageNeed('sessions', MOMENT, ['src_ip', 'dst_ip']);
	const scope = `(SELECT 'a' AS alert_id, TIMESTAMP '2024-01-01 01:00:00' AS ts, NULL::VARCHAR AS src_ip, '192.0.2.28' AS dst_ip)`;
	const { rows } = await bench.connection.query(missingQuery([sought], scope));
	expect(rows.map((row) => row[3])).toEqual(['the alert has no source']);
});

describe('between two logs', () => {
	it('of 36 seconds, 29 days apart, nothing is covered, and the reason has the dates', async () => {
		await load({ ...conn('a', '2024-01-01 00:00:00', 1, 37), name: 'conn.2024-01-01.log' });
		await load({ ...conn('b', '2024-01-30 00:00:00', 1, 37), name: 'conn.2024-01-30.log' });
		const said =
			'the session records stop at 2024-01-01 00:00:36 UTC and start again at 2024-01-30 00:00:00 UTC';
		expect(await missing('sessions', '2024-01-15 12:00:00')).toBe(said);
		expect(await missing('sessions', '2024-01-15 12:00:00', { within: 'moment' })).toBe(said);
		expect(await missing('sessions', '2024-01-01 00:00:20', { within: 'moment' })).toBeNull();
	});

	it('of one rotated name that carry on from each other the window is covered', async () => {
		await load({ ...conn('a', '2024-01-01 00:00:03', 60, 60), name: 'conn.log.1.gz' });
		await load({ ...conn('b', '2024-01-01 01:00:02', 60, 60), name: 'conn.log' });
		expect(await missing('sessions', '2024-01-01 01:00:00', { window: '50 minutes' })).toBeNull();
	});

	it('of two formats that name no speaker the window is not covered, and each says what it lacks', async () => {
		await load(conn('a', '2024-01-01 00:00:00', 60, 61));
		await load({ ...conn('b', '2024-01-01 01:00:00', 60, 61), format: 'nfdump-csv' });
		expect(await missing('sessions', '2024-01-01 01:00:00', { window: '30 minutes' })).toBe(
			'nfdump-csv: the session records start at 01:00:00 UTC; zeek: the session records stop at 01:00:00 UTC'
		);
	});

	it('of two hosts, neither has the time of the other', async () => {
		const host = (speaker: string, start: string): Log => ({
			...{ table: 'host', source: 'a', speaker, count: 61 },
			at: every(start, 60)
		});
		await load(host('192.0.2.28', '2024-01-01 00:00:00'));
		await load(host('192.0.2.29', '2024-01-01 01:00:00'));
		expect(await missing('host', '2024-01-01 01:00:00', { window: '30 minutes' })).toBe(
			'192.0.2.28: the host records stop at 01:00:00 UTC'
		);
	});
});

describe('of two sensors', () => {
	const both: AlertEnd[] = ['src_ip', 'dst_ip'];
	const [source, target] = ['203.0.113.9', '192.0.2.28'] as const;
	const half = { window: '30 minutes', by: both };
	/** Records of each minute of three hours, of which some of the second are left out. */
	const whole = { ...conn('b', '2024-01-01 00:00:00', 60, 181), name: 'net-b.log' };
	const gap: Log = {
		...conn('a', '', 60, 121),
		name: 'net-a.log',
		at: `${every('2024-01-01 00:00:00', 60)} + CASE WHEN i < 60 THEN INTERVAL 0 SECOND ELSE INTERVAL 1 HOUR END`
	};
	const silent =
		'net-a.log: the session records stop at 00:59:00 UTC and start again at 02:00:00 UTC, more than the 5 minutes of silence that are believed of them';
	const at = '2024-01-01 01:30:00';

	it('none speaks for what the other would have seen: one that recorded neither end does not cover the gap of one that did', async () => {
		await load({ ...gap, ends: [source, target] });
		await load({ ...whole, ends: ['198.51.100.1', '198.51.100.2'] });
		expect(await missing('sessions', at, half)).toBe(
			`${silent}; net-b.log: no session record of 203.0.113.9 and 192.0.2.28 at any time`
		);
	});

	it('one that recorded the source alone does not cover the gap of one that recorded the target', async () => {
		await load({ ...gap, ends: ['198.51.100.7', target] });
		await load({ ...whole, ends: [source, '198.51.100.2'] });
		expect(await missing('sessions', at, half)).toBe(
			`${silent}; net-b.log: no session record of 192.0.2.28 at any time`
		);
		expect(await missing('sessions', at, { ...half, by: ['src_ip'] })).toBeNull();
	});

	it('one that recorded both ends, whenever that was, covers what the other, and a short capture, did not see', async () => {
		await load({ ...gap, ends: [source, target] });
		await load({ ...whole, ends: [target, source] });
		await load({
			...conn('c', at, 1, 10),
			name: 'cut.pcap',
			format: 'pcap',
			ends: [source, target]
		});
		expect(await missing('sessions', at, half)).toBeNull();
	});

	it('both must cover what is searched by no end, and what neither recorded the ends of', async () => {
		await load({ ...gap, ends: ['198.51.100.1', '198.51.100.2'] });
		await load({ ...whole, ends: ['198.51.100.1', '198.51.100.2'] });
		expect(await missing('sessions', at, { window: '30 minutes' })).toBe(silent);
		expect(await missing('sessions', at, half)).toContain(silent);
		expect(
			await missing('sessions', '2024-01-01 00:30:00', { window: '20 minutes', by: both })
		).toBeNull();
	});

	it('whose records name them in one source, neither fills the gap of the other', async () => {
		const merged = { source: 'one', name: 'eve.json' };
		await load({ ...gap, ...merged, speaker: 'sensor-a', ends: [source, target] });
		await load({ ...whole, ...merged, speaker: 'sensor-b', ends: [source, '198.51.100.2'] });
		expect(await missing('sessions', at, half)).toBe(
			`${silent.replace('net-a.log', 'sensor-a')}; sensor-b: no session record of 192.0.2.28 at any time`
		);
	});

	it('of which one is named and one is not, neither fills the gap of the other', async () => {
		await load({ ...gap, speaker: 'sensor-a' });
		await load(whole);
		expect(await missing('sessions', at, { window: '30 minutes' })).toBe(
			silent.replace('net-a.log', 'sensor-a')
		);
	});

	it('that are one by their names carry on from each other, whatever their sources', async () => {
		await load({ ...conn('a', '2024-01-01 00:00:00', 60, 60), name: 'x.log', speaker: 'sensor-a' });
		await load({ ...conn('b', '2024-01-01 01:00:00', 60, 60), name: 'y.log', speaker: 'sensor-a' });
		expect(await missing('sessions', '2024-01-01 01:00:00')).toBeNull();
	});

	it('with names of one rotation, written at the same time, neither carries on from the other', async () => {
		await load({ ...gap, name: 'conn.1.log', ends: [source, target] });
		await load({ ...whole, name: 'conn.2.log' });
		expect(await missing('sessions', at, half)).toContain('conn.1.log: the session records stop');
	});

	it('with names of no rotation, or the same one, none carries on from the other', async () => {
		await load({ ...conn('a', '2024-01-01 00:00:00', 60, 60), name: 'conn.log' });
		await load({ ...conn('b', '2024-01-01 01:00:00', 60, 60), name: 'conn.log' });
		expect(await missing('sessions', '2024-01-01 01:00:00')).toBe(
			'conn.log (a): the session records stop at 00:59:00 UTC; conn.log (b): the session records start at 01:00:00 UTC'
		);
		await load({ ...conn('c', '2024-01-01 02:00:00', 60, 60), name: 'net1.log' });
		await load({ ...conn('d', '2024-01-01 03:00:00', 60, 60), name: 'net2.log' });
		expect(await missing('sessions', '2024-01-01 03:00:00')).toContain('net1.log: the session');
	});

	it('a session that began long before the log was rotated is of the log that came then', async () => {
		await load({ ...conn('a', '2024-01-01 00:00:00', 60, 60), name: 'conn.1.log' });
		await load({ ...conn('b', '2024-01-01 01:00:00', 60, 60), name: 'conn.2.log' });
		await bench.connection.query(
			`INSERT INTO sessions (source_id, ts, end_ts) VALUES ('b', '2024-01-01 00:05:00', '2024-01-01 01:20:00')`
		);
		await refreshCoverage(bench.connection, ['sessions']);
		expect(await missing('sessions', '2024-01-01 01:00:00', { window: '50 minutes' })).toBeNull();
	});
});

describe('a log', () => {
	it('of 24 lines in three years says nothing about an hour, and the reason is how few they are', async () => {
		const at = every('2021-03-01 00:00:00', 45 * 86_400);
		await load({ table: 'host', source: 'a', speaker: '192.0.2.28', at, count: 24 });
		expect(await missing('host', '2022-06-01 03:17:36')).toBe(
			'192.0.2.28: 24 host records from 2021-03-01 to 2023-12-31 say nothing about 02:17:36 UTC to 04:17:36 UTC: no silence of more than 15 minutes is believed of them'
		);
	});

	it('that was silent within the window says from when to when, and what was believed of it', async () => {
		const at = `${every('2024-01-01 00:00:00', 60)} + CASE WHEN i < 60 THEN INTERVAL 0 SECOND ELSE INTERVAL 30 MINUTE END`;
		await load({ table: 'firewall', source: 'a', speaker: 'fw-1', at, count: 120 });
		expect(await missing('firewall', '2024-01-01 01:00:00', { window: '45 minutes' })).toBe(
			'fw-1: the firewall records stop at 00:59:00 UTC and start again at 01:30:00 UTC, more than the 5 minutes of silence that are believed of them'
		);
	});

	it('that is shorter than the window at both ends says both', async () => {
		await load(conn('a', '2024-01-01 00:00:00', 60, 61));
		expect(await missing('sessions', '2024-01-01 00:30:00')).toBe(
			'the session records start at 00:00:00 UTC and stop at 01:00:00 UTC'
		);
	});

	it('speaks for half a bound before its first record and behind its last, and no further', async () => {
		await load(conn('a', '2024-01-01 00:00:00', 60, 61));
		const moment = (at: string) => missing('sessions', at, { within: 'moment' });
		expect(await moment('2024-01-01 01:02:30')).toBeNull();
		expect(await moment('2024-01-01 01:02:31')).toBe('the session records stop at 01:00:00 UTC');
		expect(await moment('2023-12-31 23:57:30')).toBeNull();
		expect(await moment('2023-12-31 23:57:29')).toBe(
			'the session records start at 2024-01-01 00:00:00 UTC'
		);
	});
});

describe('of an alert', () => {
	it('without a time nothing is covered but what stands', async () => {
		await load(conn('a', '2024-01-01 00:00:00', 60, 61));
		await load({ table: 'policy', source: 'b', at: 'NULL', count: 1 });
		expect(await missing('sessions', null)).toBe('the alert has no time');
		expect(await missing('policy', null)).toBeNull();
	});

	it('without a target no host log is the target’s, not even one that does not say whose it is', async () => {
		await load({ ...conn('a', '2024-01-01 00:00:00', 60, 121), table: 'host' });
		const at = '2024-01-01 01:00:00';
		expect(await missing('host', at, { target: 'NULL', window: '10 minutes' })).toBe(
			'the alert has no target'
		);
		expect(await missing('host', at, { window: '10 minutes' })).toBe(
			'no host records of 192.0.2.28 are loaded'
		);
	});

	it('what another machine logged of the target, or one known by its name alone, is not the target’s own log', async () => {
		const minutes = Array.from({ length: 61 }, (_, i) => new Date(Date.UTC(2024, 0, 1, 0, i)));
		const lines = (line: (time: string) => string) =>
			minutes.map((time) => line(time.toISOString().slice(0, 19)) + '\n').join('');
		const firewall = lines((time) => {
			const [day, clock] = time.split('T');
			return `date=${day} time=${clock} devname="fw-1" logid="0100032001" type="event" subtype="vpn" level="notice" srcip=198.51.100.7 dstip=192.0.2.28 action="negotiate" msg="statistics"`;
		});
		const named = (host: string) =>
			lines(
				(time) =>
					`${time}+00:00 ${host} sshd[10]: Connection from 198.51.100.7 port 4000 on 192.0.2.28 port 22`
			);
		await loadText(bench.connection, 'fw.log', firewall);
		await loadText(bench.connection, 'named.log', named('srv'));
		const { rows } = await bench.connection.query(
			`SELECT count(*) FROM host WHERE dst_ip = '192.0.2.28'`
		);
		expect(rows).toEqual([[122n]]);
		const half = { window: '30 minutes' };
		expect(await missing('host', '2024-01-01 00:30:00', half)).toBe(
			'no host records of 192.0.2.28 are loaded'
		);
		await loadText(bench.connection, 'own.log', named('192.0.2.28'));
		expect(await missing('host', '2024-01-01 00:30:00', half)).toBeNull();
	});

	it('every firewall must cover the window', async () => {
		const fw = (speaker: string, count: number): Log => ({
			...{ table: 'firewall', source: speaker, speaker, count },
			at: every('2024-01-01 00:00:00', 60)
		});
		await load(fw('fw-1', 121));
		await load(fw('fw-2', 61));
		expect(await missing('firewall', '2024-01-01 01:00:00', { window: '30 minutes' })).toBe(
			'fw-2: the firewall records stop at 01:00:00 UTC'
		);
	});
});

describe('a source that claims its span', () => {
	const conn = (open: string, close: string, times: readonly number[]) =>
		[
			'#separator \\x09',
			'#path\tconn',
			`#open\t${open}`,
			'#fields\tts\tuid\tid.orig_h\tid.orig_p\tid.resp_h\tid.resp_p\tproto',
			...times.map((s, i) => `${s}.5\tC${i}\t192.0.2.1\t1000\t192.0.2.28\t80\ttcp`),
			`#close\t${close}`,
			''
		].join('\n');
	const at = (clock: string) => Date.parse(`2024-03-05T${clock}Z`) / 1000;

	it('speaks for all of it, also where it was quiet, and its receipt says so', async () => {
		const text = conn('2024-03-05-15-00-00', '2024-03-05-16-00-00', [at('15:02:00')]);
		const { claimed_spans, notes } = await loadText(bench.connection, 'conn.log', text);
		expect(claimed_spans).toEqual([
			{ from_ts: '2024-03-05T15:00:00.000000Z', to_ts: '2024-03-05T16:00:00.000000Z' }
		]);
		expect(notes).toEqual([
			'its header says that it was open from 2024-03-05 15:00:00 UTC to 2024-03-05 16:00:00 UTC'
		]);
		const half = { window: '30 minutes' };
		expect(await missing('sessions', '2024-03-05 15:30:00', half)).toBeNull();
		expect(await missing('sessions', '2024-03-05 15:31:00', half)).toBe(
			'the session records stop at 16:00:00 UTC'
		);
	});

	it('carries on to the next that does', async () => {
		const first = conn('2024-03-05-15-00-00', '2024-03-05-16-00-00', [at('15:02:00')]);
		const second = conn('2024-03-05-16-00-00', '2024-03-05-17-00-00', [at('16:50:00')]);
		await loadText(bench.connection, 'conn.1.log', first);
		await loadText(bench.connection, 'conn.2.log', second);
		expect(await missing('sessions', '2024-03-05 16:00:00')).toBeNull();
	});

	it('as a web log does by its dates of start and end, and not by a date alone', async () => {
		const log = (dates: string) =>
			`${dates}\n#Fields: date time s-ip cs-method cs-uri-stem c-ip sc-status\n2024-03-05 15:02:00 192.0.2.28 GET / 203.0.113.9 200\n`;
		const dated = '#Start-Date: 2024-03-05 15:00:00\n#End-Date: 2024-03-05 16:00:00';
		const moment = { within: 'moment' };
		await loadText(bench.connection, 'dated.log', log('#Date: 2024-03-05 15:00:00'));
		expect(await missing('web', '2024-03-05 15:45:00', moment)).not.toBeNull();
		const { notes } = await loadText(bench.connection, 'kept.log', log(dated));
		expect(notes).toContain(
			'its header says that it was kept from 2024-03-05 15:00:00 UTC to 2024-03-05 16:00:00 UTC'
		);
		expect(await missing('web', '2024-03-05 15:45:00', moment)).toBeNull();
	});

	it('as a capture does by its statistics, of its packets and of the sessions that they make', async () => {
		await loadText(bench.connection, 'quiet.pcapng', counted());
		for (const table of ['packets', 'sessions'] as const)
			expect(await missing(table, '2024-03-05 10:00:00', { window: '30 minutes' })).toBeNull();
	});

	it('as a capture that lost packets does not', async () => {
		const { notes } = await loadText(bench.connection, 'lossy.pcapng', counted(1n));
		expect(notes).toContain(
			'its statistics say that packets were dropped: they are not here (2 times)'
		);
		expect(await missing('packets', '2024-03-05 10:00:00', { within: 'moment' })).toBe(
			'the packet records stop at 09:30:00 UTC'
		);
	});

	it('of another time, or masked, speaks for its records alone', async () => {
		const later = conn('2024-04-01-09-00-00', '2024-04-01-09-00-02', [at('15:02:00')]);
		const masked = conn('XXXX-XX-XX-XX-XX-XX', 'XXXX-XX-XX-XX-XX-XX', [at('18:02:00')]);
		const receipts = [
			await loadText(bench.connection, 'later.log', later),
			await loadText(bench.connection, 'masked.log', masked)
		];
		expect(receipts.map(({ notes }) => notes)).toEqual([
			[
				'its header says that it was open from 2024-04-01 09:00:00 UTC to 2024-04-01 09:00:02 UTC, which its records do not bear out'
			],
			[]
		]);
		const moment = { within: 'moment' };
		expect(await missing('sessions', '2024-04-01 09:00:01', moment)).not.toBeNull();
		expect(await missing('sessions', '2024-03-05 18:30:00', moment)).not.toBeNull();
	});
});

describe('of a target’s own web log', () => {
	const apache = (host: string | null) => ({
		name: 'access.log',
		text: '203.0.113.9 - - [05/Mar/2024:15:00:00 +0000] "GET / HTTP/1.1" 200 17\n',
		settings: host === null ? {} : { host, addresses: [host] }
	});
	const proxied =
		'1709650800.000 12 203.0.113.9 TCP_MISS/200 17 GET http://192.0.2.28/ - HIER_DIRECT/192.0.2.28 -\n';
	const squid = (host: string | null) => ({ ...apache(host), name: 'squid.log', text: proxied });
	const sensor = {
		name: 'http.log',
		text: `#separator \\x09\n#path\thttp\n#fields\tts\tuid\tid.orig_h\tid.orig_p\tid.resp_h\tid.resp_p\tmethod\turi\n1709650800.0\tC1\t203.0.113.9\t4242\t192.0.2.28\t80\tGET\t/\n`,
		settings: {}
	};
	const balanced = {
		name: 'elb.log',
		text: 'http 2024-03-05T15:00:00.000000Z app/lb/1 203.0.113.9:4242 192.0.2.28:80 0.0 0.0 0.0 200 200 1 2 "GET http://x/ HTTP/1.1" "-" - - a "R" "-" "-" 0 2024-03-05T15:00:00.000000Z "forward" "-" "-" "192.0.2.28:80" "200" "-" "-"\n',
		settings: {}
	};
	const iis = {
		name: 'u_ex.log',
		text: '#Fields: date time s-ip cs-method cs-uri-stem c-ip sc-status\n2024-03-05 15:00:00 192.0.2.28 GET / 203.0.113.9 200\n',
		settings: {}
	};

	async function missingBehind(
		{ name, text, settings }: ReturnType<typeof apache>,
		target: string
	) {
		await loadText(bench.connection, name, text, settings);
		const { rows } = await bench.connection.query('SELECT DISTINCT dst_ip FROM web');
		const said = await missing('web', '2024-03-05 15:00:00', {
			within: 'moment',
			target: `'${target}'`
		});
		return [rows[0]![0], said];
	}

	const none = 'no web records of 192.0.2.28 are loaded';

	it.each([
		['a proxy passed on to it', squid(null), none],
		['a proxy of a given address passed on to it', squid('192.0.2.3'), none],
		['a sensor saw on the way to it', sensor, none],
		['a load balancer passed on to it', balanced, none],
		['a server whose log says its own address answered', iis, null],
		['a server that was given its address answered', apache('192.0.2.28'), null]
	])('what %s', async (_, log, reason) => {
		expect(await missingBehind(log, '192.0.2.28')).toEqual(['192.0.2.28', reason]);
	});

	it('a server of which nobody said which it is speaks for none', async () => {
		expect(await missingBehind(apache(null), '192.0.2.28')).toEqual([null, none]);
	});

	it('a proxy’s log speaks for the proxy', async () => {
		expect(await missingBehind(squid('192.0.2.3'), '192.0.2.3')).toEqual(['192.0.2.28', null]);
	});
});

describe('a source that tells of times', () => {
	const at = (clock: string) => Date.parse(`2024-03-05T${clock}Z`) / 1000;
	const line = (from: string, to: string, rest: string, eni = 'eni-a') =>
		`2 123456789010 ${eni} ${rest.replace('@', `${at(from)} ${at(to)}`)}\n`;
	const flow = (from: string, to: string, eni?: string) =>
		line(from, to, '203.0.113.9 192.0.2.28 40001 443 6 20 4249 @ ACCEPT OK', eni);
	const told = (word: string, from: string, to: string, eni?: string) =>
		line(from, to, `- - - - - - - @ - ${word}`, eni);
	const minute = { window: '1 minute' };
	const read = (...lines: string[]) => loadText(bench.connection, 'flow.log', lines.join(''));

	it('does not cover one of which it says that records are missing, however short, and its receipt says so', async () => {
		const { notes, told_spans } = await read(
			flow('15:00:00', '15:00:59'),
			told('SKIPDATA', '15:01:00', '15:01:59'),
			flow('15:02:00', '15:02:59')
		);
		expect(notes).toContain('AWS left flows out (SKIPDATA): that time counts as not covered');
		expect(told_spans).toHaveLength(1);
		const said =
			'eni-a: of the firewall records some are missing from 15:01:00 UTC to 15:02:00 UTC, as their source says';
		expect(await missing('firewall', '2024-03-05 15:01:30', minute)).toBe(said);
		const moment = { within: 'moment' };
		expect(await missing('firewall', '2024-03-05 15:01:00', moment)).toBe(said);
		expect(await missing('firewall', '2024-03-05 15:02:00', moment)).toBeNull();
		expect(await missing('firewall', '2024-03-05 15:00:30', moment)).toBeNull();
		expect(await missing('firewall', '2024-03-05 15:00:30', minute)).toBe(said);
	});

	it('does not cover it either where another source of that speaker goes on, and that of others it does', async () => {
		const flows = (eni: string) =>
			['00', '01', '02', '03', '04'].map((m) => flow(`15:${m}:00`, `15:${m}:59`, eni));
		await read(...flows('eni-a'), ...flows('eni-b'));
		expect(await missing('firewall', '2024-03-05 15:02:00', minute)).toBeNull();
		await read(told('SKIPDATA', '15:02:00', '15:02:30', 'eni-a'));
		expect(await missing('firewall', '2024-03-05 15:02:00', minute)).toMatch(
			/^eni-a: of the firewall records some are missing from 15:02:00 UTC to 15:02:31 UTC, as their source says/
		);
	});

	it('leaves times that overlap, and those that nothing covers, with one reason each', async () => {
		await read(
			flow('15:00:00', '15:00:59'),
			told('SKIPDATA', '15:01:00', '15:01:59'),
			told('SKIPDATA', '15:01:20', '15:01:30'),
			told('SKIPDATA', '15:02:00', '15:09:59')
		);
		expect(await missing('firewall', '2024-03-05 15:01:40', { within: 'moment' })).toMatch(
			/some are missing from 15:01:00 UTC to 15:10:00 UTC, as their source says/
		);
		expect(await missing('firewall', '2024-03-05 15:20:00', minute)).toBe(
			'eni-a: the firewall records stop at 15:00:00 UTC'
		);
	});

	it('makes whom it names so alone a speaker that covers nothing', async () => {
		await read(flow('15:00:00', '15:00:59'), told('SKIPDATA', '15:00:00', '15:00:59', 'eni-b'));
		expect(await missing('firewall', '2024-03-05 15:00:10', { within: 'moment' })).toMatch(
			/^eni-b: of the firewall records some are missing/
		);
	});

	it('covers one of which it says that there was nothing, for that speaker alone', async () => {
		const { notes } = await read(
			flow('15:00:00', '15:00:59'),
			...['02', '03', '04', '05', '06', '07', '08', '09'].map((m) =>
				told('NODATA', `15:${m}:00`, `15:${m}:59`)
			)
		);
		expect(notes).toContain(
			'an interface saw nothing (NODATA): its time counts as covered (8 times)'
		);
		expect(await missing('firewall', '2024-03-05 15:08:00', minute)).toBeNull();
		expect(await missing('firewall', '2024-03-05 15:10:00', minute)).toBe(
			'eni-a: the firewall records stop at 15:10:00 UTC'
		);
	});
});

describe('what is read whenever the alert was', () => {
	/** Sessions of every minute from 00:00 to 02:00 and from 04:00 to 06:00, and an alert at that time. */
	async function missingOf(span: NeededSpan, at = '2024-01-01 05:00:00'): Promise<unknown> {
		await load(conn('a', '2024-01-01 00:00:00', 60, 121));
		await load(conn('a', '2024-01-01 04:00:00', 60, 121));
		const scope = `(SELECT 'a' AS alert_id, TIMESTAMP '${at}' AS ts, '192.0.2.28' AS dst_ip)`;
		const needs = [coverageNeed('sessions', MOMENT), coverageNeed('sessions', spanRange(span))];
		const { rows } = await bench.connection.query(missingQuery(needs, scope));
		expect(rows.every((row) => row[2] === needs[1]!.key)).toBe(true);
		return rows[0]?.[3] ?? null;
	}

	const at = (hour: string) => `TIMESTAMP '2024-01-01 ${hour}'`;
	const gap = 'the session records stop at 02:00:00 UTC and start again at 04:00:00 UTC';

	it.each([
		['a covered piece', { from: [at('00:30')], to: [at('01:30')] }, null],
		['the day of the alert', { from: [`date_trunc('day', alert.ts)`], to: ['alert.ts'] }, gap],
		['the earliest of several', { from: [at('05:00'), at('00:30')], to: [at('05:30')] }, gap],
		['all since a covered moment', { from: [at('04:30')], to: null }, null],
		['all before a covered moment', { from: null, to: [at('01:30')] }, null],
		[
			'all before the alert',
			{ from: null, to: ['alert.ts'] },
			`it reads all that is loaded before, and ${gap}`
		],
		['all', { from: null, to: null }, `it reads all that is loaded, and ${gap}`]
	])('must be covered: %s', async (_, span, expected) => {
		const said = await missingOf(span);
		if (expected === null) expect(said).toBeNull();
		else expect(String(said).startsWith(expected)).toBe(true);
	});

	it('is not covered by nothing at all', async () => {
		const before = { from: null, to: [`TIMESTAMP '2023-12-31'`] };
		expect(await missingOf(before)).toContain('it reads all that is loaded before, and');
	});

	it('of a table of which nothing is loaded is told so', async () => {
		const scope = `(SELECT 'a' AS alert_id, ${at('05:00')} AS ts, '192.0.2.28' AS dst_ip)`;
		const need = coverageNeed('dns', spanRange({ from: null, to: null }));
		const { rows } = await bench.connection.query(missingQuery([need], scope));
		expect(rows[0]![3]).toContain('no dns records are loaded');
	});
});

it('where it cannot be told what time is read, that is missing, but of what has no times', async () => {
	await load(conn('a', '2024-01-01 00:00:00', 60, 121));
	await load({ table: 'intel', source: 'i', at: 'NULL', count: 3 });
	const scope = `(SELECT 'a' AS alert_id, TIMESTAMP '2024-01-01 01:00:00' AS ts, '192.0.2.28' AS dst_ip)`;
	const needs = [coverageNeed('sessions', UNCLEAR), coverageNeed('intel', UNCLEAR)];
	const { rows } = await bench.connection.query(missingQuery(needs, scope));
	expect(rows.map((row) => [row[1], row[3]])).toEqual([
		['sessions', expect.stringMatching(/^what time it reads of the session records cannot be told/)]
	]);
});

it('a sensor whose statistics count more dropped packets than before covers none of the time between, in any table', async () => {
	const at = (minute: number, second = 0) =>
		new Date(Date.UTC(2024, 2, 5, 15, minute, second)).toISOString().replace('Z', '000+0000');
	const flow = (minute: number) => ({
		timestamp: at(minute),
		event_type: 'flow',
		...{
			src_ip: '203.0.113.9',
			dest_ip: '192.0.2.28',
			src_port: 4000,
			dest_port: 80,
			proto: 'TCP'
		},
		flow: { start: at(minute), end: at(minute, 1), pkts_toserver: 1, bytes_toserver: 60 }
	});
	const stats = (minute: number, kernel_drops: number) => ({
		timestamp: at(minute, 30),
		event_type: 'stats',
		stats: { uptime: 60 * minute, capture: { kernel_packets: 1000 * minute, kernel_drops } }
	});
	const drops = [0, 0, 5, 5, 5, 1, 1];
	const records = drops.flatMap((count, minute) => [flow(minute), stats(minute, count)]);
	const text = records.map((record) => JSON.stringify(record) + '\n').join('');
	const { notes, told_spans } = await loadText(bench.connection, 'eve.json', text);
	expect(notes).toContain(
		'its statistics say that the kernel dropped packets: that time counts as not covered (2 times)'
	);
	expect(told_spans.map(({ table, from_ts, lost }) => [table, from_ts, lost])).toEqual([
		[null, '2024-03-05T15:00:30.000000Z', true]
	]);
	const moment = { within: 'moment' };
	expect(await missing('sessions', '2024-03-05 15:02:00', moment)).toMatch(
		/^of the session records some are missing from 15:00:30 UTC to 15:05:30 UTC, as their source says/
	);
	expect(await missing('sessions', '2024-03-05 15:06:00', moment)).toBeNull();
});

it('what one sensor did not see is missing of it alone, and of what does not name its sensor', async () => {
	const at = (minute: number) => `2024-03-05T15:${String(minute).padStart(2, '0')}:00.000000+0000`;
	const flow = (minute: number, host: string) => ({
		...{ timestamp: at(minute), event_type: 'flow', host, src_ip: '203.0.113.9', src_port: minute },
		...{ dest_ip: '192.0.2.28', dest_port: 80, proto: 'TCP', app_proto: 'http' },
		flow: { start: at(minute), end: at(minute), pkts_toserver: 1, bytes_toserver: 60 }
	});
	const stats = (minute: number, host: string, kernel_drops: number) => ({
		...{ timestamp: at(minute), event_type: 'stats', host },
		stats: { uptime: 60, capture: { kernel_packets: 1000, kernel_drops } }
	});
	const minutes = Array.from({ length: 11 }, (_, i) => i);
	const records = minutes.flatMap((minute) => [
		...[flow(minute, 'a'), flow(minute, 'b'), stats(minute, 'a', minute > 4 ? 9 : 0)],
		stats(minute, 'b', 0)
	]);
	const text = records.map((record) => JSON.stringify(record) + '\n').join('');
	await loadText(bench.connection, 'eve.json', text);
	const asked = { window: '2 minutes' };
	expect(await missing('sessions', '2024-03-05 15:05:00', asked)).toBe(
		'a: of the session records some are missing from 15:04:00 UTC to 15:05:00 UTC, as their source says'
	);
	const ends: AlertEnd[] = ['src_ip', 'dst_ip'];
	expect(await missing('sessions', '2024-03-05 15:05:00', { ...asked, by: ends })).toBeNull();
});

it('what Zeek says in a log of its own that it lost is missing of its other logs, in each of its ways of writing', async () => {
	const at = (minute: number) => Date.parse('2024-03-05T15:00:00Z') / 1000 + 60 * minute;
	const minutes = Array.from({ length: 31 }, (_, i) => i);
	const conn = minutes.map((minute) =>
		[at(minute), `C${minute}`, '203.0.113.9', minute, '192.0.2.28', 80, 'tcp'].join('\t')
	);
	const head = (path: string, fields: string) =>
		`#separator \\x09\n#path\t${path}\n#fields\t${fields.replaceAll(' ', '\t')}\n`;
	const ends = 'ts uid id.orig_h id.orig_p id.resp_h id.resp_p proto';
	await loadText(bench.connection, 'conn.log', `${head('conn', ends)}${conn.join('\n')}\n`);
	const asked = { within: 'moment', by: ['src_ip', 'dst_ip'] as AlertEnd[] };
	const [quiet, lossy] = ['2024-03-05 15:05:00', '2024-03-05 15:15:00'];
	expect(await missing('sessions', lossy, asked)).toBeNull();
	const row = (minute: number, gaps: number, percent: number) => ({
		...{ ts: at(minute), ts_delta: 600, peer: 'zeek', gaps, acks: 900, percent_lost: percent }
	});
	const rows = [row(10, 0, 0), row(20, 18, 2), row(30, 0, 0)];
	const json = (each: readonly object[]) => each.map((one) => `${JSON.stringify(one)}\n`).join('');
	const texts = {
		'capture_loss.log': `${head('capture_loss', 'ts ts_delta peer gaps acks percent_lost')}${rows.map((each) => Object.values(each).join('\t')).join('\n')}\n`,
		'capture_loss.json': json(rows),
		'capture_loss-millis.json': json(rows.map((each) => ({ ...each, ts: each.ts * 1000 })))
	};
	for (const [name, text] of Object.entries(texts)) {
		const { source_id, ...receipt } = await loadText(bench.connection, name, text, { as: 'zeek' });
		expect(await missing('sessions', lossy, asked)).toBe(
			'of the session records some are missing from 15:10:00 UTC to 15:20:00 UTC, as their source says'
		);
		expect(await missing('sessions', quiet, asked)).toBeNull();
		await removeSource(bench.connection, source_id, null);
		await refreshCoverage(bench.connection, eventTablesOf([{ source_id, ...receipt }]));
		expect(await missing('sessions', lossy, asked)).toBeNull();
	}
});
