import fc from 'fast-check';
import { beforeAll, expect, it } from 'vitest';
import type { Value } from '#tables/value.ts';
import type { EventTableName } from '#tables/event-tables.ts';
import { incidentBench, type Bench } from '#test/support/evidence.ts';
import { manifestOf } from '#test/support/incident-files.ts';
import { readyQuestions } from '#datasets/questions/index.ts';
import { linkedColumns } from '../sql/narrowed.ts';
import type { RowChoices } from '../sql/condition.ts';
import { narrowedSql } from '../sql/narrowed.ts';
import { summedStatement } from './summed.ts';
import { sumsSql } from './sums-sql.ts';
import { PART } from './summed-select.ts';
import { timeBrushed, type Brushed, type TimeSteps } from './time-parts.ts';

const minutes = (hour: number, minute: number) =>
	BigInt(Date.UTC(2007, 0, 15, hour, minute)) * 1000n;
const origin = minutes(0, 0);

let bench: Pick<Bench, 'connection'>;
beforeAll(async () => (bench = await incidentBench(manifestOf('block-listed-source'))), 60_000);

const isBrushed = (table: EventTableName) => linkedColumns(table).includes('ts');

/** By rows, as what is not in an order stands in any. */
async function rowsOf(sql: string): Promise<string[]> {
	const { rows } = await bench.connection.query(sql);
	return rows.map((row) => row.map(told).join('\t')).toSorted();
}

/** Fractions that were added up in another order may differ in their last digits. */
function told(value: Value): string {
	return typeof value === 'number' ? value.toPrecision(11) : String(value);
}

/** A statement over tables of its sums, made for all brushes; null where it has none. */
async function summed(sql: string, { axis }: Brushed, others: readonly RowChoices[] = []) {
	const found = summedStatement(sql, isBrushed);
	if (found === null) return null;
	const names: string[] = [];
	for (const sums of found.sums) {
		const name = `temp."sums ${++made}"`;
		await bench.connection.query(`CREATE TEMP TABLE ${name} AS ${sumsSql(sums, axis, others)}`);
		names.push(name);
	}
	return ({ from, to }: Brushed) =>
		narrowedSql(found.over(names, `${PART} BETWEEN ${from} AND ${to}`), others);
}
let made = 0;

const ready = ['sessions-per-minute', 'top-talkers', 'answered-ports', 'status-by-path'].map(
	(name) => readyQuestions.find((question) => question.name === name)!.sql
);

const statements = [
	...ready.slice(0, 1),
	'SELECT count(*) FROM sessions',
	"SELECT count(*) AS n FROM sessions WHERE proto = 'tcp'",
	'SELECT dst_port, count(*) AS n FROM sessions GROUP BY dst_port ORDER BY n DESC, 1 LIMIT 3',
	'SELECT dst_port, count(*) FROM sessions GROUP BY 1 ORDER BY count(*) DESC, dst_port LIMIT 3',
	'FROM sessions SELECT dst_port AS port, count(*) AS n GROUP BY ALL',
	"SELECT time_bucket(INTERVAL '10 minutes', ts) AS part, count(*) AS n FROM sessions s GROUP BY part HAVING n > 1",
	'SELECT src_ip, sum(dst_bytes) AS bytes, min(ts) AS first, max(ts), avg(duration), bool_or(answered) FROM sessions GROUP BY ALL',
	'SELECT src_ip, round(sum(dst_bytes) / count(*), 1) AS each, count(*) FILTER (WHERE answered) AS answered FROM sessions GROUP BY src_ip',
	'SELECT s.dst_port, count(s.service) AS n FROM sessions AS s GROUP BY s.dst_port HAVING count(*) >= 2',
	"SELECT proto || ' ' || service AS told, count(*) AS n FROM sessions GROUP BY proto || ' ' || service",
	'WITH few AS (SELECT src_ip, dst_port AS port FROM sessions WHERE dst_port < 1024) SELECT port, count(*) AS n FROM few GROUP BY port',
	'WITH few AS (SELECT * FROM web), named AS (SELECT host, status FROM few f WHERE status > 100) SELECT host, status, count(*) n FROM named GROUP BY 1, 2',
	'SELECT host, n, sum(n) OVER () AS all_rows FROM (SELECT host, count(*) AS n FROM web GROUP BY host)',
	"SELECT 'web' AS name, count(*) AS n FROM web UNION ALL SELECT 'firewall', count(*) FROM firewall ORDER BY 1",
	'SELECT t.dst_ip, t.n, a.role FROM (SELECT dst_ip, count(*) AS n FROM sessions GROUP BY dst_ip) t LEFT JOIN assets a ON a.ip = t.dst_ip',
	'WITH s AS (SELECT src_ip, count(*) AS n FROM sessions GROUP BY 1), f AS (SELECT src_ip, count(*) AS m FROM firewall GROUP BY 1) SELECT * FROM s FULL JOIN f USING (src_ip)',
	'SELECT dst_port IS NULL AS none, count(*) AS n FROM sessions GROUP BY ALL ORDER BY ALL',
	'SELECT proto FROM firewall GROUP BY proto -- nothing is counted\n',
	'SELECT count(*) FILTER (WHERE answered) AS n, sum(src_packets)::DOUBLE / 2 FROM sessions',
	'SELECT count(DISTINCT src_ip) FROM sessions',
	'SELECT dst_port, count(*) AS n, count(DISTINCT src_ip) AS sources, count(DISTINCT src_ip) FILTER (answered) AS answered, count(DISTINCT dst_ip) FILTER (WHERE answered IS NULL) AS other, sum(src_bytes) AS bytes FROM sessions GROUP BY dst_port',
	'SELECT dst_port % 10 AS last, max(dst_port) - min(dst_port) AS wide FROM sessions GROUP BY ALL ORDER BY wide DESC, last'
];

const steps: readonly TimeSteps[] = [
	{ origin, step: 1_000_000n },
	{ origin, step: 60_000_000n },
	{ origin, step: 600_000_000n }
];

it.each(statements)('of any brush the sums give the rows that the rows give: %s', async (sql) => {
	const port: RowChoices = [
		[{ of: { sql: 'proto', columns: ['proto'] }, isMoment: false, wanted: { is: 'tcp' } }]
	];
	for (const others of [[], [port]])
		for (const each of steps) {
			const whole = timeBrushed(each, { from: origin, to: minutes(6, 0) })!;
			const over = await summed(sql, whole, others);
			expect(over).not.toBeNull();
			const ends = fc
				.tuple(fc.nat(360), fc.nat(360))
				.map(([a, b]) => [Math.min(a, b), Math.max(a, b)]);
			await fc.assert(
				fc.asyncProperty(ends, async ([a, b]) => {
					const at = (minute: number) =>
						origin + ((BigInt(minute) * 60_000_000n) / each.step) * each.step;
					const brushed = timeBrushed(each, { from: at(a!), to: at(b!) })!;
					expect(await rowsOf(over!(brushed))).toEqual(
						await rowsOf(narrowedSql(sql, [brushed.choices, ...others]))
					);
				}),
				{ numRuns: 6 }
			);
		}
});

it.each([
	'SELECT * FROM sessions',
	'SELECT sum(DISTINCT dst_bytes) FROM sessions',
	'SELECT DISTINCT ON (src_ip) src_ip, dst_port FROM sessions',
	'SELECT median(dst_bytes) FROM sessions',
	'SELECT src_ip, string_agg(proto) FROM sessions GROUP BY 1',
	'SELECT DISTINCT dst_port FROM sessions',
	'SELECT dst_port, count(*) OVER () FROM sessions',
	'SELECT dst_port, row_number() OVER (ORDER BY count(*)) FROM sessions GROUP BY 1',
	'SELECT count(*) FROM (SELECT * FROM sessions LIMIT 10)',
	'SELECT count(*) FROM sessions JOIN web USING (src_ip)',
	'SELECT count(*) FROM web WHERE src_ip IN (SELECT src_ip FROM sessions)',
	'SELECT src_ip AS dst_ip, count(*) AS n FROM sessions GROUP BY dst_ip',
	'SELECT src_ip AS dst_ip, dst_ip AS src_ip, count(*) FROM sessions GROUP BY ALL ORDER BY dst_ip',
	'SELECT dst_port, count(*) FROM sessions GROUP BY ROLLUP (dst_port)',
	'SELECT max(n) FROM (SELECT src_ip, count(*) AS n FROM sessions GROUP BY 1 UNION ALL SELECT src_ip, 1 FROM web)',
	'SELECT arg_max(src_ip, dst_bytes) FROM sessions',
	'SELECT count(*) FROM assets',
	'PIVOT web ON host USING count(*)',
	'SUMMARIZE sessions'
])('what does not follow from sums is not taken for it: %s', (sql) => {
	expect(summedStatement(sql, isBrushed)).toBeNull();
});

it('a time between the steps of the axis is no brush of it', () => {
	const [, minute] = steps;
	const at = minutes(3, 0);
	expect(timeBrushed(minute!, { from: at, to: at + 1n })).toBeNull();
	expect(timeBrushed(minute!, { from: origin - 60_000_000n, to: at })).toBeNull();
	expect(timeBrushed(minute!, { from: at, to: at })).toMatchObject({ from: 360n, to: 360n });
});
