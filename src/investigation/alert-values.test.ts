import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventTables } from '#tables/event-tables.ts';
import { identifier, literal } from '#engine/sql/sql.ts';
import { filledIn } from '#notebook/filled-in.ts';
import { emptyBench, type Bench } from '#test/support/evidence.ts';
import { relationOf } from './alert-values.ts';
import { alertOf } from './alerts.ts';

/** What a log may hold, by the id of its alert, as SQL. */
const hostile: Record<string, string> = {
	quotes: literal(`'; DROP TABLE alerts; --`),
	dollars: literal(`$$ $1 \${x} :name ?`),
	backslashes: literal(`\\' OR 1=1 \\`),
	'line ends': literal('a\r\nb'),
	NUL: `'a' || chr(0) || ''';--' || chr(0)`,
	'other letters': literal('ſ 漢 🙂 \ufeff'),
	nothing: 'NULL'
};

let bench: Bench;
beforeAll(async () => {
	bench = await emptyBench();
	const rows = Object.entries(hostile).map(
		([id, text]) =>
			`(${literal(id)}, ${text}, TIMESTAMP '2007-01-15 03:17:36.000001', 65535, '192.0.2.1')`
	);
	await bench.connection.query(`INSERT INTO alerts BY NAME SELECT * FROM (VALUES ${rows.join(', ')})
		AS row(alert_id, signature, ts, dst_port, src_ip)`);
});
afterAll(async () => bench.engine.close());

const valuesOf = async (id: string) => (await alertOf(bench.connection, id)).values;

describe.each(Object.keys(hostile))('the values of an alert whose signature holds %s', (id) => {
	it('are those of its row, each of its type', async () => {
		const values = await valuesOf(id);
		const same = eventTables.alerts.columns.map(({ name }) => {
			const value = values.get(name)!;
			return `${identifier(name)} IS NOT DISTINCT FROM ${value} AND typeof(${identifier(name)}) = typeof(${value})`;
		});
		const { rows } = await bench.connection.query(
			`SELECT ${same.join(', ')} FROM alerts WHERE alert_id = ${literal(id)}`
		);
		expect(rows[0]!.every((value) => value === true)).toBe(true);
	});

	it('make the relation that its row is', async () => {
		const relation = relationOf(await valuesOf(id));
		const { rows } = await bench.connection.query(
			`(SELECT * FROM alerts WHERE alert_id = ${literal(id)}) EXCEPT SELECT * FROM ${relation}`
		);
		expect(rows).toEqual([]);
	});

	it('stand in a statement as values, and as nothing else', async () => {
		const values = await valuesOf(id);
		const sql = filledIn(
			'SELECT count(*) FROM alerts AS a WHERE a.signature IS NOT DISTINCT FROM alert.signature',
			values
		);
		const { rows } = await bench.connection.query(sql!);
		expect(Number(rows[0]![0])).toBe(1);
	});
});

it('a name that a column gives is not looked for in another relation', () => {
	// Filled in, the inner src_ip would be that of a: the statement is left as it is, and runs behind the row.
	const sql = `WITH x AS (SELECT alert.src_ip WHERE true) SELECT count(*) FROM alerts AS a
		WHERE EXISTS (SELECT 1 FROM x WHERE src_ip <> a.src_ip)`;
	expect(filledIn(sql, new Map([['src_ip', `'192.0.2.9'`]]))).toBeNull();
});

it('an alert that is not there has none', async () => {
	await expect(alertOf(bench.connection, 'none')).rejects.toThrow('no such alert: none');
});
