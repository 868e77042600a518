import { expect, it } from 'vitest';
import { eventTableNames } from '#tables/event-tables.ts';
import type { Connection } from '#engine/duckdb/engine.ts';
import { emptyBench, incidentBench } from '#test/support/evidence.ts';
import { manifestOf } from '#test/support/incident-files.ts';
import { columnQuestion, rowsQuestion, sourceQuestion } from './first-questions.ts';
import { factsIn, fillSql, typesIn, typesSql } from './table-facts.ts';

async function factsOf(connection: Connection, relation: string) {
	const types = typesIn((await connection.query(typesSql(relation))).rows);
	const fill = fillSql(
		relation,
		types.map(([name]) => name)
	);
	return factsIn(relation, types, (await connection.query(fill)).rows[0]!);
}

it('of a table it is told how many rows there are, and of each column type, meaning, a value, and whether any row has one', async () => {
	const { connection } = await incidentBench(manifestOf('block-listed-source'));
	const { rows, columns } = await factsOf(connection, 'sessions');
	expect(rows).toBe(774);
	const named = (name: string) => columns.find((column) => column.name === name);
	expect(named('dst_port')).toEqual({
		name: 'dst_port',
		type: 'INTEGER',
		meaning: 'its port, or ICMP code',
		filled: 774,
		sample: '53'
	});
	expect(named('tcp_flags')).toMatchObject({ filled: 0, sample: null });
	expect(columns.map(({ name }) => name).slice(-5)).toEqual([
		'community_id',
		'source_id',
		'record',
		'byte_offset',
		'byte_length'
	]);
});

it('every table can be asked what it holds, also while it is empty', async () => {
	const { connection, engine } = await emptyBench();
	for (const table of eventTableNames) {
		const { rows, columns } = await factsOf(connection, table);
		expect([rows, columns.filter(({ filled }) => filled > 0)]).toEqual([0, []]);
	}
	await engine.close();
});

it('what follows from a table, a column or a source is a question that can be asked', async () => {
	const { connection } = await incidentBench(manifestOf('block-listed-source'));
	const [source] = (await connection.query('SELECT source_id FROM web LIMIT 1')).rows[0]!;
	const asked = [
		rowsQuestion('web'),
		rowsQuestion('assets'),
		columnQuestion('web', 'user'),
		sourceQuestion({ source: 'access.log', source_id: String(source) }, 'web')
	];
	for (const { sql } of asked)
		expect((await connection.query(sql)).columns.length, sql).toBeGreaterThan(1);
	expect(rowsQuestion('Odd "name"').sql).toBe('SELECT *\nFROM "Odd ""name"""');
});

it('a column that is called as a word of SQL is one that can be asked for', async () => {
	const { connection, engine } = await emptyBench();
	const words = `SELECT keyword_name FROM duckdb_keywords() WHERE keyword_category = 'reserved'`;
	for (const [word] of (await connection.query(words)).rows) {
		const { sql } = columnQuestion('odd', String(word));
		const asked = `WITH odd AS (SELECT 7 AS "${String(word)}") ${sql}`;
		expect((await connection.query(asked)).rows, sql).toEqual([[7, 1n]]);
	}
	await engine.close();
});
