import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { coverageNeed, missingQuery, MOMENT, neededRange } from '#engine/derived/missing.ts';
import type { EventTableName } from '#tables/event-tables.ts';
import { emptied, emptyBench, loadText, type Bench } from './support/evidence.ts';

let bench: Bench;
beforeAll(async () => void (bench = await emptyBench()));
afterEach(() => emptied(bench));
afterAll(() => bench.engine.close());

/** A request to 192.0.2.28 of that minute and second after 03:00. */
const line = (time: string) =>
	`203.0.113.9 - - [15/Jan/2007:03:${time} +0000] "GET / HTTP/1.1" 200 12 "-" "curl/8"\n`;
const broken = '203.0.113.9 - - [15/Jan/2007:03:1 "GET /cmd.php\n';
const every = Array.from({ length: 30 }, (_, i) => line(`${String(i).padStart(2, '0')}:30`));

/** Loads a web log of these lines. */
async function load(lines: readonly string[]): Promise<void> {
	const settings = { host: '192.0.2.28' };
	const { rejects } = await loadText(bench.connection, 'web.log', lines.join(''), settings);
	expect(rejects).toHaveLength(lines.filter((each) => each === broken).length);
}

/** What is missing of a table at a time of that hour. */
async function missingAt(
	time: string,
	around = MOMENT,
	table: EventTableName = 'web'
): Promise<unknown> {
	const scope = `(SELECT 'a' AS alert_id, TIMESTAMP '2007-01-15 03:${time}' AS ts, '192.0.2.28' AS dst_ip)`;
	const query = missingQuery([coverageNeed(table, around)], scope);
	const { rows } = await bench.connection.query(query);
	return rows[0]?.[3] ?? null;
}

async function missing(lines: readonly string[], time: string, around = MOMENT): Promise<unknown> {
	await load(lines);
	return missingAt(time, around);
}

const withBroken = [...every.slice(0, 15), broken, ...every.slice(15)];

it('a record that could not be read is missing from the time between its neighbours', async () => {
	expect(await missing(withBroken, '15:00')).toBe(
		'192.0.2.28: of the web records some could not be read, from 03:14:30 UTC to 03:15:30 UTC'
	);
});

it('of a time of which the source says that records are missing, and in which one could not be read, both are said', async () => {
	const at = (clock: string) => Date.parse(`2024-03-05T${clock}Z`) / 1000;
	const line = (from: string, what: string, end: string) =>
		`2 123456789010 eni-a ${what} ${at(from)} ${at(from) + 59} ${end}\n`;
	const flow = (from: string) =>
		line(from, '203.0.113.9 192.0.2.28 40001 443 6 20 4249', 'ACCEPT OK');
	const lines = [
		...[flow('15:00:00'), line('15:01:00', '- - - - - - -', '- SKIPDATA')],
		...[flow('15:02:00'), '2 123456789010 eni-a broken\n', flow('15:03:00')]
	];
	const { rejects } = await loadText(bench.connection, 'flow.log', lines.join(''));
	expect(rejects).toHaveLength(1);
	const scope = `(SELECT 'a' AS alert_id, TIMESTAMP '2024-03-05 15:01:30' AS ts, '192.0.2.28' AS dst_ip)`;
	const needs = [coverageNeed('firewall', MOMENT)];
	const { rows } = await bench.connection.query(missingQuery(needs, scope));
	expect(rows[0]![3]).toBe(
		'eni-a: of the firewall records some are missing, as their source says, and some could not be read, from 15:01:00 UTC to 15:03:00 UTC'
	);
});

it('so it is from every window that it may lie in', async () => {
	const around = neededRange([`INTERVAL 5 MINUTE`]);
	expect(await missing(withBroken, '10:00', around)).toContain('could not be read');
});

it('and from none that it cannot lie in', async () => {
	expect(await missing(withBroken, '10:00')).toBeNull();
});

it('between records of one moment it is missing from that moment', async () => {
	expect(await missing([...every, broken, every.at(-1)!], '29:30')).toContain('could not be read');
});

it('behind the last record it is missing from there to the end of what is believed of the source', async () => {
	const torn = [...every, broken];
	await load(torn);
	expect(await missingAt('29:00')).toBeNull();
	expect(await missingAt('30:00')).toBe(
		'192.0.2.28: of the web records some could not be read, from 03:29:30 UTC to 03:37:00 UTC'
	);
});

it('in front of the first one it is missing from the beginning of what is believed to that record', async () => {
	const headed = [broken, ...every];
	await load(headed);
	expect(await missingAt('01:00')).toBeNull();
	expect(await missingAt('00:00')).toBe(
		'192.0.2.28: of the web records some could not be read, from 02:53:00 UTC to 03:00:30 UTC'
	);
});

it('where the latest records stand first, what is behind the last one is of a time before it', async () => {
	await load([...every.toReversed(), broken]);
	expect(await missingAt('00:00')).toContain('could not be read');
	expect(await missingAt('29:40')).toBeNull();
});

it('where records stand in no order of their times, it is of any time before the next one', async () => {
	const late = [...withBroken.slice(0, 20), line('10:10'), ...withBroken.slice(20)];
	await load(late);
	expect(await missingAt('10:00')).toBe(
		'192.0.2.28: a record that could not be read may be of any time before 03:15:30 UTC'
	);
	expect(await missingAt('15:40')).toBeNull();
});

describe('of sessions, which are written when they have ended,', () => {
	const heading = [
		'#separator \\x09',
		'#path\tconn',
		'#open\t2007-01-15-03-00-00',
		'#fields\tts\tuid\tid.orig_h\tid.orig_p\tid.resp_h\tid.resp_p\tproto\tduration',
		'#types\ttime\tstring\taddr\tport\taddr\tport\tenum\tinterval'
	];
	const close = '#close\t2007-01-15-04-00-00';
	const three = Date.UTC(2007, 0, 15, 3) / 1000;
	const session = (minute: number, seconds = 1) =>
		`${three + minute * 60}.000000\tC${minute}\t203.0.113.9\t4000\t192.0.2.28\t80\ttcp\t${seconds}.0`;
	const sessions = Array.from({ length: 60 }, (_, minute) => session(minute));
	const torn = 'torn\tC\t203.0.113.9';

	const missingSession = (time: string) => missingAt(time, MOMENT, 'sessions');

	async function loadSessions(lines: readonly string[]): Promise<void> {
		const log = [...heading, ...lines, close, ''].join('\n');
		const { rejects, claimed_spans } = await loadText(bench.connection, 'conn.log', log);
		expect(rejects).toHaveLength(1);
		expect(claimed_spans).toHaveLength(1);
	}

	it('one that could not be read may have begun at any time before the end of the next', async () => {
		const lines = [...sessions.slice(0, 40), torn, session(38, 150), ...sessions.slice(40)];
		const said = 'a record that could not be read may be of any time before 03:40:30 UTC';
		await loadSessions(lines);
		expect(await missingSession('03:00')).toBe(said);
		expect(await missingSession('40:20')).toBe(said);
		expect(await missingSession('40:40')).toBeNull();
	});

	it('one behind the last may be of any time, to the end of the span that the log claims', async () => {
		const said = 'a record that could not be read may be of any time before 04:01:31 UTC';
		await loadSessions([...sessions, torn]);
		expect(await missingSession('03:00')).toBe(said);
		expect(await missingSession('59:59')).toBe(said);
	});

	it('one that begins with its time, as the others do, is missing from that moment alone', async () => {
		const begun = session(14).slice(0, 40);
		await loadSessions([...sessions.slice(0, 40), begun, ...sessions.slice(40)]);
		expect(await missingSession('14:00')).toContain('could not be read, from 03:14:00 UTC');
		expect(await missingSession('13:59')).toBeNull();
		expect(await missingSession('40:00')).toBeNull();
	});

	it('one of a source whose records begin with another time than theirs may be of any time', async () => {
		const iso = (minute: number) =>
			new Date((three + minute * 60) * 1000).toISOString().replace('Z', '000+0000');
		const flow = (minute: number) => {
			const ends = { src_ip: '203.0.113.9', dest_ip: '192.0.2.28', src_port: 4000, dest_port: 80 };
			const times = { start: iso(minute - 1), end: iso(minute), pkts_toserver: 1 };
			const flowed = { timestamp: iso(minute), event_type: 'flow', ...ends, proto: 'TCP' };
			return JSON.stringify({ ...flowed, flow: times });
		};
		const flows = Array.from({ length: 30 }, (_, minute) => flow(minute + 1));
		const torn = flow(20).slice(0, 90);
		const log = [...flows.slice(0, 20), torn, ...flows.slice(20), ''].join('\n');
		const { rejects } = await loadText(bench.connection, 'eve.json', log);
		expect(rejects).toHaveLength(1);
		expect(await missingSession('05:00')).toBe(
			'a record that could not be read may be of any time before 03:21:00 UTC'
		);
	});
});
