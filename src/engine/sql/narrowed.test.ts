import fc from 'fast-check';
import { beforeAll, expect, it } from 'vitest';
import type { Value } from '#tables/value.ts';
import { eventTableNames, eventTables } from '#tables/event-tables.ts';
import { incidentBench, type Bench } from '#test/support/evidence.ts';
import { manifestOf } from '#test/support/incident-files.ts';
import { originOf } from './column-origin.ts';
import { conditionSql, timeCondition, type RowChoices } from './condition.ts';
import { linkedColumns, narrowedSql, narrowReach } from './narrowed.ts';
import { literal } from './sql.ts';

const minutes = (hour: number, minute: number) =>
	BigInt(Date.UTC(2007, 0, 15, hour, minute)) * 1000n;
const halfHour: RowChoices = [[timeCondition({ from: minutes(3, 0), to: minutes(3, 30) })]];

let bench: Pick<Bench, 'connection'>;
beforeAll(async () => (bench = await incidentBench(manifestOf('block-listed-source'))), 60_000);

async function rowsOf(sql: string): Promise<string[]> {
	const { rows } = await bench.connection.query(sql);
	return rows.map((row) => row.map(String).join('\t')).toSorted();
}

/** A column, what a value of it is in the page, and a plain condition on it, written by another hand. */
interface Drawn {
	table: 'sessions' | 'firewall' | 'web';
	columns: readonly { name: string; as: (value: Value) => string }[];
}

const text = (name: string) => ({
	name,
	as: (value: Value) =>
		value === null ? `${name} IS NULL` : `${name} IS NOT DISTINCT FROM ${literal(String(value))}`
});
const whole = (name: string) => ({
	name,
	as: (value: Value) => (value === null ? `${name} IS NULL` : `${name} = ${String(value)}`)
});
const drawn: readonly Drawn[] = [
	{
		table: 'sessions',
		columns: [text('src_ip'), text('proto'), whole('dst_port'), text('service')]
	},
	{ table: 'firewall', columns: [text('dst_ip'), text('action'), whole('src_port'), text('rule')] },
	{ table: 'web', columns: [text('host'), text('method'), whole('status'), whole('bytes')] }
];

it('of any selection the rows of a statement are those that a plain WHERE gives, also behind its own tables and cells', async () => {
	const values = new Map<string, Value[]>();
	for (const { table, columns } of drawn)
		for (const { name } of columns) {
			const sql = `SELECT DISTINCT ${name} FROM ${table} ORDER BY 1 LIMIT 8`;
			values.set(
				`${table} ${name}`,
				(await bench.connection.query(sql)).rows.map(([first]) => first!)
			);
		}
	const clause = (each: Drawn) =>
		fc.constantFrom(...each.columns).chain((column) => {
			const known = values.get(`${each.table} ${column.name}`)!;
			return fc
				.uniqueArray(fc.constantFrom(...known), { minLength: 1, maxLength: 3 })
				.map((chosen) => ({ column, chosen }));
		});
	const cases = fc.constantFrom(...drawn).chain((each) =>
		fc.record({
			each: fc.constant(each),
			clauses: fc.array(clause(each), { minLength: 1, maxLength: 3 }),
			timed: fc.boolean(),
			shape: fc.nat(3)
		})
	);
	await fc.assert(
		fc.asyncProperty(cases, async ({ each: { table, columns }, clauses, timed, shape }) => {
			const names = columns.map(({ name }) => name).join(', ');
			const asked = [
				`SELECT record, ${names} FROM ${table}`,
				`WITH a AS (SELECT * FROM ${table} WHERE record > 2) SELECT record, ${names} FROM a`,
				`SELECT t.* FROM ${table} t LEFT JOIN policy ON false`,
				`SELECT ${columns[0]!.name}, count(*) AS n FROM main.${table} RIGHT JOIN ${table} USING (source_id, record, ${names}) GROUP BY 1`
			][shape]!;
			const selection: RowChoices[] = clauses.map(({ column: { name }, chosen }) => {
				const of = originOf(`SELECT * FROM ${table}`, name)!;
				return chosen.map((is) => [{ of, isMoment: false, wanted: { is } }]);
			});
			if (timed) selection.push(halfHour);
			const where = clauses.map(
				({ column, chosen }) => `(${chosen.map((value) => column.as(value)).join(' OR ')})`
			);
			if (timed)
				where.push(
					"ts >= TIMESTAMP '2007-01-15 03:00:00' AND ts <= TIMESTAMP '2007-01-15 03:30:00'"
				);
			const filtered = `(SELECT * FROM ${table} WHERE ${where.join(' AND ')})`;
			const plain = [
				`SELECT record, ${names} FROM ${filtered}`,
				`SELECT record, ${names} FROM ${filtered} WHERE record > 2`,
				`SELECT * FROM ${filtered}`,
				`SELECT ${columns[0]!.name}, count(*) FROM ${filtered} GROUP BY 1`
			][shape]!;
			if (shape < 3)
				expect(await rowsOf(narrowedSql(asked, selection))).toEqual(await rowsOf(plain));
			else {
				// What is named with its schema is read whole, and says so.
				expect(narrowReach(asked, selection).whole).toEqual([table]);
			}
		}),
		{ numRuns: 60 }
	);
});

it('every event table is narrowed by what it has all columns for, and the others are named', async () => {
	for (const name of eventTableNames) {
		const count = `SELECT count(*) FROM ${name}`;
		const { narrowed, whole } = narrowReach(count, [halfHour]);
		expect(whole, name).toEqual(eventTables[name].standing ? [name] : []);
		const where = narrowed.map((each) => ` WHERE ${each.where}`).join('');
		expect(await rowsOf(narrowedSql(count, [halfHour])), name).toEqual(await rowsOf(count + where));
	}
	const status: RowChoices = [
		[{ of: originOf('FROM web', 'status')!, isMoment: false, wanted: { is: 404 } }]
	];
	const both = narrowReach('SELECT * FROM web JOIN dns ON true', [halfHour, status]);
	expect(both.narrowed).toEqual([
		{
			table: 'web',
			where:
				"ts BETWEEN TIMESTAMP '2007-01-15 03:00:00' AND TIMESTAMP '2007-01-15 03:30:00' AND status = 404",
			lacks: []
		},
		expect.objectContaining({ table: 'dns', lacks: [1] })
	]);
});

it('what nobody has given a time, what stands at all times and what another catalogue names is read whole and named', () => {
	const sql =
		'SELECT * FROM Sessions JOIN policy ON true JOIN conn_log ON true JOIN main.web ON true';
	const { narrowed, whole } = narrowReach(sql, [halfHour]);
	expect(narrowed.map(({ table }) => table)).toEqual(['sessions']);
	expect(whole).toEqual(['policy', 'conn_log', 'web']);
	expect(narrowedSql('SELECT * FROM policy', [halfHour])).toBe('SELECT * FROM policy');
	expect(narrowReach('SUMMARIZE sessions', [halfHour]).narrowed).toHaveLength(1);
});

it.each([
	'SUMMARIZE web',
	'DESCRIBE SELECT * FROM web',
	'FROM (SUMMARIZE SELECT host FROM web)',
	'PIVOT web ON host USING count(*)',
	'SELECT ts AS show, host summarize FROM web, main.range(3)'
])('what is read is named, and no other word beside it: %s', (sql) => {
	expect(narrowReach(sql, []).whole).toEqual(['web']);
	expect(narrowReach(sql, [halfHour])).toMatchObject({ narrowed: [{ table: 'web' }], whole: [] });
});

it('a chosen stretch of a worked-out column holds for the rows that it was worked out of', async () => {
	const sql =
		"SELECT time_bucket(INTERVAL '10 minutes', ts) AS part, count(*) AS n FROM sessions GROUP BY 1";
	const { columns, rows } = await bench.connection.query(sql);
	const of = originOf(sql, 'part')!;
	for (const [value, n] of rows) {
		const selection: RowChoices[] = [
			[[{ of, isMoment: columns[0]!.type === 'timestamp', wanted: { is: value! } }]]
		];
		expect(await rowsOf(narrowedSql('SELECT count(*) FROM sessions', selection))).toEqual([
			String(n)
		]);
	}
});

it('facts that stand are narrowed by their own columns alone, and by none that events have', () => {
	for (const name of eventTableNames)
		for (const column of ['ts', 'dst_port', 'proto'])
			expect(linkedColumns(name).includes(column), name).toBe(!eventTables[name].standing);
	expect(linkedColumns('assets')).toContain('role');
});

it('a condition is written as a person would', () => {
	const of = { sql: 'ts', columns: ['ts'] };
	const at = minutes(3, 0);
	expect(conditionSql({ of, isMoment: true, wanted: { from: at, to: at + 5n, open: true } })).toBe(
		"ts >= TIMESTAMP '2007-01-15 03:00:00' AND ts < TIMESTAMP '2007-01-15 03:00:00.000005'"
	);
	expect(conditionSql({ of, isMoment: true, wanted: { from: null, to: null, open: true } })).toBe(
		'ts IS NOT NULL'
	);
	expect(conditionSql({ of, isMoment: true, wanted: { is: null } })).toBe('ts IS NULL');
});
