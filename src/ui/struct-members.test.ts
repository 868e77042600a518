import { expect, it } from 'vitest';
import { emptyBench } from '#test/support/evidence.ts';
import { sqlCompletions } from './sql-completion.ts';
import type { SqlDesk } from './sql-desk.ts';
import { structMembers } from './struct-members.ts';

it('the parts of a struct are read from the database’s own words for its type', async () => {
	const { engine, connection } = await emptyBench();
	const { rows } = await connection.query(
		`SELECT typeof({ 'ip': '', 'a, "b"': { 'c)': [1], 'd': 1.5::DECIMAL(9, 2) }, 'e': MAP { 'x': 1 } })`
	);
	await engine.close();
	const members = structMembers(String(rows[0]![0]));
	expect(members.map(({ name }) => name)).toEqual(['ip', 'a, "b"', 'e']);
	expect(members[0]!.type).toBe('VARCHAR');
	expect(structMembers(members[1]!.type)).toEqual([
		{ name: 'c)', type: 'INTEGER[]' },
		{ name: 'd', type: 'DECIMAL(9,2)' }
	]);
	expect(structMembers('VARCHAR')).toEqual([]);
	expect(structMembers(members[2]!.type)).toEqual([]);
});

const desk = {
	relations: () => [],
	alertColumns: () => [{ name: 'src_ip', type: 'VARCHAR', meaning: '' }],
	columns: async () => [
		{
			name: 'flow',
			type: 'STRUCT(src STRUCT(ip VARCHAR, port INTEGER), bytes BIGINT)',
			meaning: ''
		}
	]
} as unknown as SqlDesk;

it.each([
	['SELECT e.flow. FROM eve AS e', ['src', 'bytes']],
	['SELECT e.flow.src. FROM eve AS e', ['ip', 'port']],
	['SELECT flow. FROM eve', ['src', 'bytes']],
	['SELECT flow.src. FROM eve', ['ip', 'port']],
	['SELECT e. FROM eve AS e', ['flow']],
	['SELECT e.flow.bytes. FROM eve AS e', []],
	['SELECT alert. FROM eve AS e', ['src_ip']]
])('members are offered behind each dot: %s', async (sql, expected) => {
	const found = await sqlCompletions(sql, sql.indexOf(' FROM'), desk);
	expect((found?.options ?? []).map(({ label }) => label)).toEqual(expected);
});
