import { describe, expect, it } from 'vitest';
import { bytesOf } from '#lib/bytes.ts';
import { readBytes } from '#test/support/read-bytes.ts';

async function read(text: string) {
	const names = text.slice(0, text.indexOf('\n')).split(',');
	const columns = Object.fromEntries(names.map((name) => [name, name]));
	const settings = { as: 'delimited', host: 'fw', mapping: { table: 'policy', columns } } as const;
	const { rows, receipt } = await readBytes(bytesOf(text), { settings });
	const rules = rows.filter(({ table }) => table === 'policy');
	return {
		rules: rules.map(({ device, position, action, dst }) => [device, position, action, dst]),
		notes: receipt.notes.join('\n'),
		rejects: receipt.rejects.map(({ reason }) => reason)
	};
}

describe('the place of a rule among those of a table', () => {
	it('is what its column says, or that in the table', async () => {
		const told = await read('position,action,src,dst\n20,deny,any,any\n10,allow,any,192.0.2.1\n');
		expect(told.rules).toEqual([
			['fw', 20, 'deny', 'any'],
			['fw', 10, 'allow', '192.0.2.1/32']
		]);
		const { rules } = await read('action,src,dst\ndeny,any,any\nallow,any,192.0.2.1\n');
		expect(rules.map(([, position]) => position)).toEqual([1, 2]);
	});
	it.each([
		['is no number', 'ten', 'not a position: ten'],
		['is empty where others have one', '', 'only some rules have a position'],
		['is that of another rule', '1', 'a second rule at one position: 1']
	])('is in front of all others where it %s, and the rule unknown', async (_, place, note) => {
		const { rules, notes } = await read(
			`position,action,src,dst\n1,deny,any,any\n${place},allow,any,192.0.2.1\n`
		);
		expect(rules[1]).toEqual(['fw', 0, 'unknown', '192.0.2.1/32']);
		expect(notes).toContain(note);
	});
});

describe('a record that cannot be read', () => {
	it('stands at its place with every device, also with one that comes behind it', async () => {
		const { rules, rejects } = await read(
			'device,action,src,dst\na,deny,any,any\ncut\nb,allow,any,any\ncut too\n'
		);
		expect(rules).toEqual([
			['a', 1, 'deny', 'any'],
			['a', 2, 'unknown', 'any'],
			['b', 2, 'unknown', 'any'],
			['b', 3, 'allow', 'any']
		]);
		expect(rejects).toHaveLength(1);
	});
	it('stands in front of all others where a column says the places', async () => {
		const { rules } = await read('position,action,src,dst\n10,deny,any,any\ncut\n');
		expect(rules).toEqual([
			['fw', 10, 'deny', 'any'],
			['fw', 0, 'unknown', 'any']
		]);
	});
});

describe('what decides nothing about packets', () => {
	it('leaves a rule what it is: the day of its audit', async () => {
		const { rules, notes } = await read('action,src,dst,audited_at\ndeny,any,any,some day\n');
		expect(rules).toEqual([['fw', 1, 'deny', 'any']]);
		expect(notes).toContain('the date of a rule is not readable: some day');
	});
});

it('a column that the source does not have makes every rule unknown that asks for it', async () => {
	const mapping = {
		table: 'policy',
		columns: { action: 'action', src: 'from', dst: 'to' }
	} as const;
	const { rows } = await readBytes(bytesOf('action,to\nallow,192.0.2.1\n'), {
		settings: { as: 'delimited', host: 'fw', mapping }
	});
	expect(rows[0]).toMatchObject({ action: 'unknown', src: 'any', dst: '192.0.2.1/32' });
});
