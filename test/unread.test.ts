import { afterEach, beforeEach, expect, it } from 'vitest';
import { coverageNeed, missingQuery, MOMENT, neededRange } from '#engine/store/missing.ts';
import { emptyBench, loadText, type Bench } from './support/evidence.ts';

let bench: Bench;
beforeEach(async () => void (bench = await emptyBench()));
afterEach(() => bench.engine.close());

/** A request to 192.0.2.28 of that minute and second after 03:00. */
const line = (time: string) =>
	`203.0.113.9 - - [15/Jan/2007:03:${time} +0000] "GET / HTTP/1.1" 200 12 "-" "curl/8"\n`;
const broken = '203.0.113.9 - - [15/Jan/2007:03:1 "GET /cmd.php\n';
const every = Array.from({ length: 30 }, (_, i) => line(`${String(i).padStart(2, '0')}:30`));

/** What is missing of the web log at a time of that hour, where lines were put in front of the record at `at`. */
async function missing(lines: readonly string[], time: string, around = MOMENT): Promise<unknown> {
	const settings = { host: '192.0.2.28' };
	const { rejects } = await loadText(bench.connection, 'web.log', lines.join(''), settings);
	expect(rejects).toHaveLength(lines.filter((each) => each === broken).length);
	const scope = `(SELECT 'a' AS alert_id, TIMESTAMP '2007-01-15 03:${time}' AS ts, '192.0.2.28' AS dst_ip)`;
	const { rows } = await bench.connection.query(missingQuery([coverageNeed('web', around)], scope));
	return rows[0]?.[3] ?? null;
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

it('a heading, and what was cut off at the end, are of no time that is covered', async () => {
	expect(await missing([broken, ...every, broken], '15:00')).toBeNull();
});
