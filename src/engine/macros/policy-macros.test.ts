import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Connection, Engine } from '../duckdb/engine.ts';
import { openNativeEngine } from '../duckdb/node.ts';
import { schemaStatements } from '../store/schema.ts';

let engine: Engine;
let connection: Connection;

beforeAll(async () => {
	engine = await openNativeEngine();
	connection = await engine.connect();
	for (const statement of schemaStatements()) await connection.query(statement);
	await connection.query(`INSERT INTO policy BY NAME
		SELECT * FROM (VALUES
			('old', NULL, NULL, NULL, 1, 'unknown', '203.0.113.0/24', 'any', 'tcp', 22, 22),
			('old', NULL, NULL, NULL, 2, 'deny', 'any', 'any', 'tcp', 22, 22),
			('old', NULL, NULL, NULL, 3, 'allow', 'any', 'any', NULL, NULL, NULL),
			('edge', 'prerouting', 'ip', 1, 1, 'drop', '198.51.100.0/24', 'any', NULL, NULL, NULL),
			('edge', 'prerouting', 'ip', 1, 2, 'allow', 'any', 'any', NULL, NULL, NULL),
			('edge', 'input', 'ip', 2, 1, 'allow', 'any', 'any', 'tcp', 22, 22),
			('edge', 'input', 'ip', 2, 2, 'drop', 'any', 'any', NULL, NULL, NULL),
			('edge', 'forward', 'ip', 3, 1, 'allow', 'any', 'any', 'tcp', 80, 80),
			('edge', 'forward', 'ip', 3, 2, 'reject', 'any', 'any', NULL, NULL, NULL),
			('edge', 'forward', 'ip', 4, 1, 'drop', '203.0.113.0/24', 'any', NULL, NULL, NULL),
			('edge', 'forward', 'ip', 4, 2, 'allow', 'any', 'any', NULL, NULL, NULL),
			('edge', 'output', 'ip', 5, 1, 'allow', 'any', 'any', NULL, NULL, NULL),
			('gw', 'input', 'both', 1, 1, 'drop', 'any', 'any', NULL, NULL, NULL),
			('gw', 'forward', 'both', 1, 1, 'allow', 'any', 'any', 'tcp', 443, 443),
			('gw', 'forward', 'both', 1, 2, 'drop', 'any', 'any', NULL, NULL, NULL)
		) AS rule(device, hook, family, stage, position, action, src, dst, proto, port_from, port_to)`);
	await connection.query(`UPDATE policy SET own_ips = '192.0.2.1,192.0.2.2' WHERE device = 'edge'`);
	await connection.query(`INSERT INTO policy BY NAME
		SELECT * REPLACE ('known' AS device) FROM policy WHERE device = 'gw'`);
	await connection.query(
		`INSERT INTO assets BY NAME SELECT '192.0.2.9' AS ip, 'known' AS hostname`
	);
});
afterAll(() => engine.close());

async function action(flow: string): Promise<unknown> {
	return (await connection.query(`SELECT policy_action(${flow})`)).rows[0]![0];
}

describe('policy_action of rules that are one list', () => {
	it.each([
		[`'203.0.113.1', '192.0.2.8', 'tcp', 22`, 'unknown'],
		[`'198.51.100.1', '192.0.2.8', 'tcp', 22`, 'deny'],
		[`'203.0.113.1', '192.0.2.8', 'tcp', 23`, 'allow'],
		[`'2001:db8::1', '2001:db8::2', 'tcp', 22`, 'deny']
	])('a rule that may decide makes the answer unknown: %s', async (flow, says) => {
		expect(await action(`'old', ${flow}`)).toBe(says);
	});
	it.each([
		[`'198.51.100.1', '192.0.2.8', NULL, 22`, 'unknown'],
		[`'198.51.100.1', '192.0.2.8', 'tcp', NULL`, 'unknown'],
		[`'198.51.100.1', '192.0.2.8', 'udp', NULL`, 'allow']
	])('a rule that asks for what a flow does not tell makes it unknown: %s', async (flow, says) => {
		expect(await action(`'old', ${flow}`)).toBe(says);
	});
	it('a protocol is asked for in any case', async () => {
		expect(await action(`'old', '198.51.100.1', '192.0.2.8', 'TCP', 22`)).toBe('deny');
		expect(await action(`'old', '203.0.113.1', '192.0.2.8', 'Tcp', 22`)).toBe('unknown');
	});
	it('says nothing of packets to the device itself, or from it', async () => {
		await connection.query(
			`INSERT INTO assets BY NAME SELECT '192.0.2.7' AS ip, 'old' AS hostname`
		);
		expect(await action(`'old', '198.51.100.1', '192.0.2.7', 'tcp', 22`)).toBe('unknown');
		expect(await action(`'old', '192.0.2.7', '198.51.100.1', 'tcp', 22`)).toBe('unknown');
		expect(await action(`'old', '198.51.100.1', '192.0.2.8', 'tcp', 22`)).toBe('deny');
	});
	it('without a rule about the packet there is no answer', async () => {
		expect(await action(`'other', '198.51.100.1', '192.0.2.8', 'tcp', 22`)).toBe(null);
	});
});

describe('policy_action of two sources under one name, or none', () => {
	beforeAll(() =>
		connection.query(`INSERT INTO policy BY NAME
			SELECT device, '192.0.2.1,2001:db8::9' AS own_ips, 'any' AS src, 'any' AS dst, 'tcp' AS proto, rule.* FROM (VALUES
				('a', 'forward', 'ip', 1, 1, 'allow', 22, 22),
				('a', 'forward', 'ip', 1, 2, 'drop', NULL, NULL),
				('b', 'forward', 'ip', 1, 1, 'drop', NULL, NULL),
				('c', 'forward', 'ip6', 1, 1, 'allow', NULL, NULL)
			) AS rule(source_id, hook, family, stage, position, action, port_from, port_to),
				(VALUES ('twice'), (NULL)) AS name(device)`)
	);
	it.each([`'twice'`, 'NULL'])('is unknown where they say otherwise: %s', async (device) => {
		expect(await action(`${device}, '198.51.100.1', '192.0.2.8', 'tcp', 22`)).toBe('unknown');
	});
	it.each([
		[`'198.51.100.1', '192.0.2.8', 'tcp', 23`, 'drop'],
		[`'2001:db8::1', '2001:db8::2', 'tcp', 22`, 'allow']
	])(
		'is that of both where they agree, or one alone has rules about it: %s',
		async (flow, says) => {
			expect(await action(`'twice', ${flow}`)).toBe(says);
		}
	);
});

describe('policy_action of rules at hooks', () => {
	it.each([
		['to the device, input decides', `'203.0.113.1', '192.0.2.2', 'tcp', 22`, 'allow'],
		['to the device, forward is not asked', `'203.0.113.1', '192.0.2.1', 'tcp', 80`, 'drop'],
		['through it, forward decides', `'192.0.2.66', '192.0.2.8', 'tcp', 80`, 'allow'],
		['through it, input is not asked', `'192.0.2.66', '192.0.2.8', 'tcp', 22`, 'reject'],
		['each stage must allow', `'203.0.113.1', '192.0.2.8', 'tcp', 80`, 'drop'],
		['the first that does not allow says how', `'203.0.113.1', '192.0.2.8', 'tcp', 22`, 'reject'],
		['what comes before both decides for both', `'198.51.100.1', '192.0.2.2', 'tcp', 22`, 'drop'],
		['from the device, output decides', `'192.0.2.1', '192.0.2.8', 'tcp', 22`, 'allow'],
		['within the device, nothing is known', `'192.0.2.1', '192.0.2.2', 'tcp', 22`, 'unknown'],
		['to a group, ways that differ', `'192.0.2.66', '224.0.0.251', 'udp', 5353`, 'unknown'],
		['of a family without rules', `'2001:db8::1', '2001:db8::2', 'tcp', 22`, 'unknown'],
		['of no known source', `NULL, '192.0.2.8', 'tcp', 22`, 'unknown']
	])('%s: %s', async (_, flow, says) => {
		expect(await action(`'edge', ${flow}`)).toBe(says);
	});
	it.each([
		['that differ', `'203.0.113.1', '192.0.2.9', 'tcp', 443`, 'unknown'],
		['that agree', `'203.0.113.1', '192.0.2.9', 'tcp', 22`, 'drop']
	])('where its addresses are not known, both ways are asked, %s', async (_, flow, says) => {
		expect(await action(`'gw', ${flow}`)).toBe(says);
	});
	it('the inventory knows addresses of a device whose lists are named after its interfaces', async () => {
		await connection.query(`INSERT INTO policy BY NAME
			SELECT * REPLACE ('known outside in' AS device) FROM policy WHERE device = 'known'`);
		const asked = `'known outside in', '203.0.113.1'`;
		expect(await action(`${asked}, '192.0.2.9', 'tcp', 443`)).toBe('drop');
		expect(await action(`${asked}, '192.0.2.10', 'tcp', 443`)).toBe('allow');
	});
	it.each([
		[`'203.0.113.1', '192.0.2.9', 'tcp', 443`, 'drop'],
		[`'203.0.113.1', '192.0.2.10', 'tcp', 443`, 'allow'],
		[`'2001:db8::1', '2001:db8::9', 'tcp', 443`, 'unknown']
	])('the inventory knows addresses of a device by its name: %s', async (flow, says) => {
		expect(await action(`'known', ${flow}`)).toBe(says);
	});
});
