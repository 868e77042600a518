import { beforeAll, expect, it } from 'vitest';
import { BrushSums, SumsRoom } from '#engine/brush/brush-sums.ts';
import { timeAxisOf, timeBrushed } from '#engine/brush/time-parts.ts';
import type { Result } from '#engine/duckdb/engine.ts';
import { rowsOfPage, type PageBrush } from '#engine/paging/rows-of-page.ts';
import { narrowedSql } from '#engine/sql/narrowed.ts';
import { utc } from '#lib/zone.ts';
import { nothingWanted } from '#test/support/chart-wanted.ts';
import { incidentBench, type Bench } from '#test/support/evidence.ts';
import { manifestOf } from '#test/support/incident-files.ts';
import type { Wanted } from './chart-spec.ts';
import { drawn, redrawn } from './drawn.ts';

const steps = { origin: BigInt(Date.UTC(2007, 0, 15)) * 1000n, step: 600_000_000n };
const at = (hour: number) => steps.origin + BigInt(hour) * 3_600_000_000n;

let bench: Pick<Bench, 'connection'>;
beforeAll(async () => (bench = await incidentBench(manifestOf('block-listed-source'))), 60_000);

function asking(brush: PageBrush | null, around: (sql: string) => string = (sql) => sql) {
	return (sql: string, limit: number): Promise<Result> =>
		rowsOfPage(
			sql,
			(of, options) => bench.connection.query(of(sql), options),
			{ offset: 0, limit, around, ...(brush === null ? {} : { brush, around: (same) => same }) },
			{}
		);
}

it.each([
	['SELECT ts, dst_port FROM sessions', { mark: 'histogram', x: 'ts' }],
	['SELECT * FROM sessions', { mark: 'bar', x: 'service', aggregate: 'count' }],
	['SELECT * FROM firewall', { mark: 'heat-map', x: 'device', y: 'action' }],
	['SELECT * FROM sessions', { mark: 'bar', x: 'src_ip', y: 'dst_bytes', aggregate: 'sum' }],
	['SELECT * FROM sessions', { mark: 'line', x: 'ts', y: 'duration', aggregate: 'mean' }],
	['SELECT host, count(*) AS n FROM web GROUP BY host', { mark: 'bar', x: 'host', y: 'n' }],
	['SELECT * FROM web', { mark: 'histogram', x: 'bytes', colour: 'method', facet: 'host' }]
] as const)('a chart follows a brush by sums as by rows: %s %o', async (sql, given) => {
	const wanted: Wanted = { ...nothingWanted, ...given };
	const whole = await drawn(sql, wanted, { ask: asking(null), zone: utc });
	const sums = new BrushSums(timeAxisOf(steps), [], new SumsRoom());
	for (const [from, to] of [
		[0, 24],
		[3, 4],
		[2, 3],
		[20, 20]
	] as const) {
		const brushed = timeBrushed(steps, { from: at(from), to: at(to) })!;
		const narrowed = (of: string) => narrowedSql(of, [brushed.choices]);
		const byRows = await redrawn(sql, whole!, asking(null, narrowed));
		expect(await redrawn(sql, whole!, asking({ sums, brushed }))).toEqual(byRows);
	}
	sums.end();
});

it('what does not follow from sums is told, and nothing is left of sums that are not wanted any more', async () => {
	const room = new SumsRoom(10_000);
	const sums = new BrushSums(timeAxisOf(steps), [], room);
	const brushed = timeBrushed(steps, { from: at(0), to: at(24) })!;
	const rows = (sql: string) => asking({ sums, brushed })(sql, 10);
	await expect(rows('SELECT * FROM sessions')).rejects.toThrow('do not follow from sums');
	await rows('SELECT dst_port, count(*) AS n FROM sessions GROUP BY 1 ORDER BY n DESC');
	const kept = "SELECT count(*) FROM duckdb_tables() WHERE table_name LIKE 'brushed sums%'";
	const tables = async () => Number((await bench.connection.query(kept)).rows[0]![0]);
	expect(await tables()).toBeGreaterThan(0);
	sums.end();
	await expect.poll(tables).toBe(0);
	await expect(rows('SELECT count(*) FROM sessions')).rejects.toThrow('the brush is gone');
});

it('sums that find no room are not made', async () => {
	const sums = new BrushSums(timeAxisOf(steps), [], new SumsRoom(0));
	const brushed = timeBrushed(steps, { from: at(0), to: at(24) })!;
	await expect(asking({ sums, brushed })('SELECT count(*) FROM sessions', 1)).rejects.toThrow(
		'more sums than are kept'
	);
});
