import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readyQuestion, readyQuestions } from '#datasets/questions/index.ts';
import { rowObjects } from '#engine/duckdb/engine.ts';
import { checkSelect } from '#engine/guard/sql-guard.ts';
import { emptyBench, incidentBench, loadText, type Bench } from './support/evidence.ts';
import { manifestOf } from './support/incident-files.ts';

let empty: Bench;
beforeAll(async () => (empty = await emptyBench()));
afterAll(() => empty.engine.close());

it('there are a dozen at least, each with a title of its own', () => {
	expect(readyQuestions.length).toBeGreaterThanOrEqual(12);
	expect(new Set(readyQuestions.map(({ title }) => title)).size).toBe(readyQuestions.length);
});

describe.each(readyQuestions.map((question) => [question.title, question] as const))(
	'the ready question %s',
	(_, { meaning, sql }) => {
		it('says in one clause what its rows say', () => {
			expect(meaning).toMatch(/^[a-z][^.]{20,}$/);
		});

		it('only reads, by functions that are allowed', () => {
			expect(() => checkSelect(sql)).not.toThrow();
		});

		it('can be asked where nothing is loaded, and finds nothing', async () => {
			expect((await empty.connection.query(sql)).rows).toEqual([]);
		});

		it('can be asked of a sample incident, and gives each column one name', async () => {
			const { connection } = await incidentBench(manifestOf('block-listed-source'));
			const names = (await connection.query(sql)).columns.map(({ name }) => name);
			expect(new Set(names).size).toBe(names.length);
		});
	}
);

function sqlOf(name: string): string {
	return readyQuestions.find((question) => question.name === name)!.sql;
}

it('of a sample incident most of them find something', async () => {
	const { connection } = await incidentBench(manifestOf('block-listed-source'));
	const silent: string[] = [];
	for (const { name, sql } of readyQuestions)
		if ((await connection.query(sql)).rows.length === 0) silent.push(name);
	// That incident has no log of the name system.
	expect(silent).toEqual(['new-dns-names']);
});

describe('what is not known', () => {
	const conn = `#separator \\x09
#set_separator	,
#empty_field	(empty)
#unset_field	-
#path	conn
#fields	ts	uid	id.orig_h	id.orig_p	id.resp_h	id.resp_p	proto	orig_bytes	resp_bytes	conn_state
#types	time	string	addr	port	addr	port	enum	count	count	string
1700000000.000000	C1	192.0.2.1	4001	198.51.100.7	443	tcp	100	900	SF
1700000061.000000	C2	192.0.2.1	4002	198.51.100.7	443	tcp	-	-	OTH
1700000300.000000	C3	192.0.2.2	4003	198.51.100.7	22	tcp	-	-	OTH
1700000301.000000	C4	192.0.2.3	4004	198.51.100.7	23	tcp	0	0	S0
`;
	let bench: Bench;
	beforeAll(async () => {
		bench = await emptyBench();
		await loadText(bench.connection, 'conn.log', conn);
	});
	afterAll(() => bench.engine.close());

	it('is not called not answered: answered ports count the sessions that do not say, and keep ports of which none says', async () => {
		const found = rowObjects(await bench.connection.query(sqlOf('answered-ports')));
		expect(
			found.map(({ dst_port, answered, not_answered, not_said }) =>
				[dst_port, answered, not_answered, not_said].map(Number)
			)
		).toEqual([
			[443, 1, 0, 1],
			[22, 0, 0, 1]
		]);
	});

	it('is no zero: talkers whose bytes nobody counted have none, and stand last', async () => {
		const found = rowObjects(await bench.connection.query(sqlOf('top-talkers')));
		expect(
			found.map(({ src_ip, bytes, bytes_not_known }) => [
				src_ip,
				bytes?.toString(),
				Number(bytes_not_known)
			])
		).toEqual([
			['192.0.2.1', '1000', 1],
			['192.0.2.3', '0', 0],
			['192.0.2.2', undefined, 1]
		]);
	});

	it('is told beside the minutes: those without a session are counted before the next', async () => {
		const found = rowObjects(await bench.connection.query(sqlOf('sessions-per-minute')));
		expect(
			found.map(({ sessions, minutes_without_before }) => [
				Number(sessions),
				minutes_without_before === null ? null : Number(minutes_without_before)
			])
		).toEqual([
			[1, null],
			[1, 0],
			[2, 3]
		]);
	});
});

it('a file that does not say what it is, or needs what there is not, is refused by name', () => {
	expect(() => readyQuestion('odd', 'SELECT 1')).toThrow('does not say its needs: odd');
	const head = '-- title: Odd\n-- meaning: what nobody asked for\n';
	expect(() => readyQuestion('odd', `${head}-- needs: web.colour\nSELECT 1`)).toThrow(
		'odd needs what no event table has: web.colour'
	);
});
