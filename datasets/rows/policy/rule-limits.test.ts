import { describe, expect, it } from 'vitest';
import { bytesOf } from '#lib/bytes.ts';
import { readBytes } from '#test/support/read-bytes.ts';

const columns = { action: 'action', src: 'src', dst: 'dst' } as const;
const mapping = { table: 'policy', columns } as const;

/** Rules with one further column each, that no column of `policy` is. */
async function read(as: 'delimited' | 'ndjson', text: string) {
	const settings = { as, host: 'fw', mapping } as const;
	const { rows, receipt } = await readBytes(bytesOf(text), { settings });
	const rules = rows.filter(({ table }) => table === 'policy');
	return {
		rules: rules.map(({ position, action, dst }) => `${position} ${action} ${dst}`),
		notes: receipt.notes.join('\n'),
		rejects: receipt.rejects.map(({ reason }) => reason)
	};
}

function withColumn(name: string, value: string) {
	return read(
		'delimited',
		`action,src,dst,"${name}"\nallow,any,192.0.2.1,"${value.replaceAll('"', '""')}"\n`
	);
}

describe('a rule that is switched off', () => {
	it.each([
		['enabled', 'no'],
		['Enabled', 'FALSE'],
		['is_enabled', '0'],
		['ruleEnabled', 'off'],
		['active', 'n'],
		['disabled', 'true'],
		['Disabled', '1'],
		['is disabled', 'yes'],
		['inactive', 'yes'],
		['status', 'Disabled'],
		['state', 'inactive'],
		['Rule Status', 'off']
	])('decides nothing, and is a reject that says so: %s %s', async (name, value) => {
		const { rules, rejects } = await withColumn(name, value);
		expect(rules).toEqual([]);
		expect(rejects).toEqual([`the rule is switched off: ${name} ${value}`]);
	});

	it('is also one whose action says so', async () => {
		const { rules, rejects } = await read(
			'delimited',
			'action,src,dst\nallow (disabled),any,any\n'
		);
		expect(rules).toEqual([]);
		expect(rejects).toEqual(['the rule is switched off: allow (disabled)']);
	});

	it('leaves the others where they are', async () => {
		const { rules } = await read(
			'delimited',
			'action,src,dst,enabled\nallow,any,any,no\ndeny,any,192.0.2.1,yes\n'
		);
		expect(rules).toEqual(['2 deny 192.0.2.1/32']);
	});

	it('is told of by JSON too, as a word or within an object', async () => {
		const { rules, rejects } = await read(
			'ndjson',
			[
				'{"action":"allow","src":"any","dst":"any","enabled":false}',
				'{"action":"allow","src":"any","dst":"any","enabled":true,"meta":{"disabled":true}}',
				'{"action":"deny","src":"any","dst":"any","enabled":true,"meta":{"disabled":false}}'
			].join('\n')
		);
		expect(rules).toEqual(['3 deny any']);
		expect(rejects).toHaveLength(2);
	});
});

describe('a rule of which it is not told whether it is in force', () => {
	it.each([
		['enabled', 'perhaps'],
		['enabled', ''],
		['status', 'pending'],
		['disabled', 'perhaps']
	])('is unknown: %s %j', async (name, value) => {
		const { rules, notes } = await withColumn(name, value);
		expect(rules).toEqual(['1 unknown 192.0.2.1/32']);
		expect(notes).toContain(`whether the rule is in force is not told by ${name}`);
	});

	it('is unknown where it leaves out what the rules before it say, and those are named that come before', async () => {
		const { rules, notes } = await read(
			'ndjson',
			[
				'{"action":"allow","src":"any","dst":"192.0.2.1"}',
				'{"action":"allow","src":"any","dst":"192.0.2.2","enabled":true}',
				'{"action":"allow","src":"any","dst":"192.0.2.3"}'
			].join('\n')
		);
		expect(rules).toEqual([
			'1 allow 192.0.2.1/32',
			'2 allow 192.0.2.2/32',
			'3 unknown 192.0.2.3/32'
		]);
		expect(notes).toContain('enabled is not said of the first 1 rule, which were read as in force');
	});
});

it.each([
	['enabled', 'yes'],
	['active', '1'],
	['status', 'Enabled'],
	['disabled', 'no'],
	['disabled', ''],
	['user', 'any'],
	['user', ''],
	['Source Zone', 'Any'],
	['zones', '["any"]'],
	['schedule', 'always'],
	['application', 'any; all'],
	['source port', '1-65535'],
	['negate_source', 'false'],
	['negate', '0'],
	['expires', 'never'],
	['created by user', 'alice'],
	['rule id', '4711'],
	['hit count', '12'],
	['Log', 'yes']
])(
	'a rule that is in force for everybody is what it says, and nothing is told: %s %j',
	async (name, value) => {
		const { rules, notes } = await withColumn(name, value);
		expect(rules).toEqual(['1 allow 192.0.2.1/32']);
		expect(notes).not.toMatch(/unknown|not heeded/);
	}
);

it.each([
	['schedule', 'office hours'],
	['Time Range', '08:00-17:00'],
	['timerange', 'X'],
	['expires', '2026-12-31'],
	['valid_until', '2026-12-31'],
	['Source Zone', 'trust'],
	['srczone', 'trust'],
	['dstintf', 'wan1'],
	['interface', 'eth0'],
	['direction', 'in'],
	['user', 'alice'],
	['Source User', 'alice'],
	['userGroup', 'admins'],
	['application', 'ssl'],
	['app-id', 'ssl'],
	['source port', '1024'],
	['sport', '1024'],
	['Service', 'tcp-8443-object'],
	['port', '443'],
	['protocol', 'tcp'],
	['negate_source', 'true'],
	['src not', '1'],
	['url_category', 'news'],
	['Country', 'NL'],
	['ip version', '6'],
	['install on', 'gw-2'],
	['chain', 'INPUT'],
	['zones', '["dmz","any"]']
])(
	'a rule that a column narrows which policy has not is unknown of what was understood: %s %s',
	async (name, value) => {
		const { rules, notes, rejects } = await withColumn(name, value);
		expect(rules).toEqual(['1 unknown 192.0.2.1/32']);
		expect(rejects).toEqual([]);
		expect(notes).toContain(`narrowed by ${name}, which policy cannot say`);
	}
);

it('a column that nothing is known of is told as not heeded, once it says anything', async () => {
	const { rules, notes } = await withColumn('frob', 'x');
	expect(rules).toEqual(['1 allow 192.0.2.1/32']);
	expect(notes).toContain('the column frob was not heeded: it may narrow rules or switch them off');
	expect((await withColumn('frob', '')).notes).not.toContain('frob');
});

it('of two columns of one name, the second is one that nobody mapped', async () => {
	const { rules } = await read('delimited', 'action,src,dst,src\nallow,any,192.0.2.1,10.0.0.0/8\n');
	expect(rules).toEqual(['1 unknown 192.0.2.1/32']);
});

it('words beside an action that may change it make it unknown', async () => {
	const { rules } = await read(
		'delimited',
		'action,src,dst\nallow and log,any,192.0.2.1\nallow if authenticated,any,192.0.2.2\n'
	);
	expect(rules).toEqual(['1 allow 192.0.2.1/32', '2 unknown 192.0.2.2/32']);
});
