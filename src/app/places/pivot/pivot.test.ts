import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventTableNames, eventTables, type EventTableName } from '#tables/event-tables.ts';
import { identifier, literal } from '#engine/sql/sql.ts';
import { emptyBench, type Bench } from '#test/support/evidence.ts';
import { meaningsOf } from '#investigation/column-meaning.ts';
import {
	pivotCounts,
	pivotCountsSql,
	pivotOf,
	pivotSql,
	pivotTables,
	titleOf,
	type Pivot
} from './pivot.ts';

const night = BigInt(Date.UTC(2007, 0, 15, 3)) * 1000n;
const reach = { from: night - 1_000_000n, to: night + 1_000_000n };

function pivot(column: string, text: string): Pivot {
	return { column, text, meanings: meaningsOf(column, [column]) };
}

describe('a value of a row', () => {
	const columns = [
		{ name: 'url', type: 'text' },
		{ name: 'path', type: 'text' },
		{ name: 'dst_port', type: 'number' },
		{ name: 'status', type: 'number' }
	] as const;

	it('is what its column says, in the light of the other columns', () => {
		const row = ['/a?b', '/a', 443, 200];
		expect(pivotOf(columns, row, 1)).toEqual({ column: 'path', text: '/a', meanings: ['url'] });
		expect(pivotOf(columns, row, 2)).toEqual({
			column: 'dst_port',
			text: '443',
			meanings: ['port']
		});
		expect(pivotOf(columns, row, 3)?.meanings).toEqual([]);
	});

	it('that is absent is looked for nowhere', () => {
		expect(pivotOf(columns, [null, null, null, null], 0)).toBeNull();
	});
});

it('only tables are asked that have a column for it', () => {
	expect(pivotTables(pivot('user', 'root'), eventTableNames)).toEqual(['web', 'host']);
	expect(pivotTables(pivot('user', 'root'), ['sessions', 'host'])).toEqual(['host']);
	expect(pivotTables(pivot('status', '200'), eventTableNames)).toEqual([]);
});

it('a title names the value, and of a long one the beginning', () => {
	expect(titleOf('web', pivot('url', '/a'))).toBe('web with /a');
	expect(titleOf('web', pivot('url', 'x'.repeat(1_000_000)))).toBe(`web with ${'x'.repeat(60)}…`);
});

it('the statement reads as an analyst would write it', () => {
	expect(pivotSql({ pivot: pivot('src_ip', '192.0.2.1'), table: 'sessions', reach })).toBe(
		`SELECT *
FROM sessions
WHERE ("src_ip" = '192.0.2.1' OR "dst_ip" = '192.0.2.1')
  AND ts BETWEEN TIMESTAMP '2007-01-15 02:59:59.000000' AND TIMESTAMP '2007-01-15 03:00:01.000000'
ORDER BY ts, source_id, record`
	);
});

describe('in a database', () => {
	let bench: Bench;
	beforeAll(async () => void (bench = await emptyBench()));
	afterAll(async () => bench.engine.close());

	async function insert(table: EventTableName, row: Record<string, string>): Promise<void> {
		const names = Object.keys(row).map(identifier).join(', ');
		const values = Object.values(row).map(literal).join(', ');
		await bench.connection.query(`INSERT INTO ${table} (${names}) VALUES (${values})`);
	}

	async function counted(given: Pivot, within: typeof reach | null = null) {
		const tables = pivotTables(given, eventTableNames);
		const found = pivotCounts(await bench.connection.query(pivotCountsSql(given, tables, within)));
		return Object.fromEntries([...found].filter(([, { all }]) => all > 0));
	}

	const hostile = [
		`'; DROP TABLE sessions; --`,
		`" OR 1=1 --`,
		`\\'; SELECT 1; --`,
		'<img src=x onerror=alert(1)>',
		'{{x}} ${y} $1 ? %s',
		'\u202Etxt.exe',
		'line\nbreak\ttab',
		'1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1',
		'ffff:'.repeat(40),
		'10.0.0.0/999999999999999999999999',
		'99999999999999999999',
		''
	];
	const columns = eventTableNames.flatMap((table) => eventTables[table].columns);
	/** A column of each meaning. */
	const names = new Map(columns.map(({ name }) => [meaningsOf(name, [name]).join(), name]));

	it.each(hostile)('%j is looked for as it stands, whatever column it came from', async (text) => {
		await insert('intel', { indicator: text });
		await insert('web', { user_agent: text });
		for (const name of names.values()) {
			const given = pivot(name, text);
			for (const table of pivotTables(given, eventTableNames)) {
				const sql = pivotSql({ pivot: given, table, reach });
				const { columns } = await bench.connection.query(`${sql} LIMIT 1 OFFSET 0`);
				expect(columns).toHaveLength(eventTables[table].columns.length);
			}
		}
		expect(await counted(pivot('indicator', text))).toEqual({ intel: { all: 1, near: null } });
		expect(await counted(pivot('user_agent', text))).toEqual({ web: { all: 1, near: null } });
		await bench.connection.query('DELETE FROM intel; DELETE FROM web');
	});

	it('rows are counted in all columns and tables at once, with those of a time apart', async () => {
		await insert('sessions', { ts: '2007-01-15 03:00:00', src_ip: '192.0.2.1', dst_port: '443' });
		await insert('sessions', { ts: '2007-01-15 05:00:00', dst_ip: '192.0.2.1', src_port: '443' });
		await insert('assets', { ip: '192.0.2.1', port: '443' });
		expect(await counted(pivot('dst_ip', '192.0.2.1'), reach)).toEqual({
			sessions: { all: 2, near: 1 },
			// What stands has no time.
			assets: { all: 1, near: 1 }
		});
		expect(await counted(pivot('dst_port', '443'))).toEqual({
			sessions: { all: 2, near: null },
			assets: { all: 1, near: null }
		});
	});

	it('an address is found in the networks of a list, and names in either case', async () => {
		await insert('intel', { indicator: '203.0.113.0/24' });
		await insert('intel', { indicator: 'Bad.Example.net' });
		await insert('dns', { query: 'BAD.example.net' });
		expect(await counted(pivot('src_ip', '203.0.113.9'))).toEqual({
			intel: { all: 1, near: null }
		});
		expect(await counted(pivot('server_name', 'bad.example.NET'))).toEqual({
			intel: { all: 1, near: null },
			dns: { all: 1, near: null }
		});
	});

	it('rows come oldest first', async () => {
		const sql = pivotSql({ pivot: pivot('ip', '192.0.2.1'), table: 'sessions', reach: null });
		const { rows } = await bench.connection.query(sql);
		const times = rows.map(([ts]) => ts as bigint);
		expect(times).toHaveLength(2);
		expect(times[1]! - times[0]!).toBe(7_200_000_000n);
	});
});
