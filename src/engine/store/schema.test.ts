import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventTables } from '#tables/event-tables.ts';
import type { Connection, Engine } from '../duckdb/engine.ts';
import { openNativeEngine } from '../duckdb/node.ts';
import { schemaStatements } from './schema.ts';

let engine: Engine;
let connection: Connection;

beforeAll(async () => {
	engine = await openNativeEngine();
	connection = await engine.connect();
	for (const statement of schemaStatements()) await connection.query(statement);
});
afterAll(() => engine.close());

async function value(sql: string): Promise<unknown> {
	return (await connection.query(`SELECT ${sql}`)).rows[0]![0];
}

describe('the event tables', () => {
	it.each(Object.values(eventTables))('$name has its columns in order', async (table) => {
		const { columns } = await connection.query(`SELECT * FROM ${table.name}`);
		expect(columns.map((column) => column.name)).toEqual(table.columns.map((c) => c.name));
	});
});

describe('the macros on addresses', () => {
	const numbers: [string, bigint | null][] = [
		['0.0.0.0', 0n],
		['203.113.188.203', 3413228747n],
		['::', 0n],
		['::1', 1n],
		['2001:db8::1', 0x20010db8000000000000000000000001n],
		['1:2:3:4:5:6:7:8', 0x00010002000300040005000600070008n],
		['1::', 1n << 112n],
		['2001:DB8::A', 0x20010db800000000000000000000000an],
		['ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff', 2n ** 128n - 1n],
		['255.255.255.255', 2n ** 32n - 1n],
		['not an address', null],
		['', null],
		['10.0.0', null],
		['10.0.0.0.1', null],
		['10.0.0.256', null],
		['10.0.0.', null],
		['12345::1', null],
		['1::2::3', null],
		['1:2:3:4:5:6:7:8:9', null],
		['::ffff:1.2.3.4', null],
		['g::1', null],
		[':', null],
		['00:11:22:33:44:55', null],
		['1:2:3:4:5:6:7', null]
	];
	it.each(numbers)('ip_num of %s', async (text, number) => {
		expect(await value(`ip_num('${text}')`)).toBe(number);
	});

	const inside: [string, string, boolean][] = [
		['203.113.188.203', '203.113.188.0/24', true],
		['203.113.189.203', '203.113.188.0/24', false],
		['203.113.188.203', '203.113.188.203', true],
		['203.113.188.203', 'any', true],
		['203.113.188.203', '0.0.0.0/0', true],
		['2001:db8::1', '0.0.0.0/0', false],
		['2001:db8::1', '2001:db8::/32', true],
		['2001:db9::1', '2001:db8::/32', false],
		['2001:db8::1', '::/0', true],
		['10.255.255.255', '10.0.0.0/7', true],
		['12.0.0.0', '10.0.0.0/7', false],
		['2001:db8::1', '2001:db8::1', true],
		['2001:db8::1', '2001:db8::2/127', false]
	];
	it.each(inside)('in_cidr of %s and %s', async (ip, cidr, expected) => {
		expect(await value(`in_cidr('${ip}', '${cidr}')`)).toBe(expected);
	});

	it.each(['10.0.0.0/33', '10.0.0.0/x', 'servers', '::1/129'])(
		'in_cidr of an address and %s, which is no range, is not known, and no error',
		async (cidr) => {
			const ip = cidr.startsWith(':') ? '::1' : '10.0.0.1';
			expect(await value(`in_cidr('${ip}', '${cidr}')`)).toBeNull();
		}
	);

	it('in_cidr of null is null, so that it never counts as inside', async () => {
		expect(await value(`in_cidr(NULL, '10.0.0.0/8')`)).toBe(null);
	});

	it.each(
		(
			'10.0.0.0 10.255.255.255 127.0.0.1 127.255.255.255 169.254.0.1 172.16.0.0 172.20.1.1 172.31.255.255 ' +
			'192.168.0.1 100.64.0.0 100.99.1.1 100.127.255.255 fc00:: fd00::1 fdff:ffff::1 FD00::1 fe80::1 febf::1 ::1'
		).split(' ')
	)('is_private of %s', async (ip) => expect(await value(`is_private('${ip}')`)).toBe(true));
	it.each(
		(
			'9.255.255.255 11.0.0.0 69.143.202.28 100.63.255.255 100.128.0.0 101.64.0.0 128.0.0.1 169.253.1.1 ' +
			'169.255.0.0 172.15.255.255 172.32.0.0 192.167.255.255 192.169.0.0 1.10.0.0 1::1 ::2 fbff::1 fe00::1 fec0::1'
		).split(' ')
	)('is_private of %s, which is public', async (ip) =>
		expect(await value(`is_private('${ip}')`)).toBe(false)
	);
	it.each(['NULL', `'10.0.0.256'`, `'host'`, `'fd00::x'`])(
		'is_private of %s, which is no address, is not known',
		async (text) => expect(await value(`is_private(${text})`)).toBeNull()
	);
});

it.each([
	[0, '0 alerts'],
	[1, '1 alert'],
	[2, '2 alerts'],
	[11916, '11,916 alerts'],
	[
		'170141183460469231731687303715884105727',
		'170,141,183,460,469,231,731,687,303,715,884,105,727 alerts'
	],
	['1234567.5::DOUBLE', '1,234,567.5 alerts'],
	['12345678901234567.89::DECIMAL(38, 2)', '12345678901234567.89 alerts'],
	['NULL::BIGINT', null]
])('counted %s', async (number, words) => {
	expect(await value(`counted(${number}, 'alert')`)).toBe(words);
});

describe('policy_action', () => {
	beforeAll(async () => {
		await connection.query(`INSERT INTO policy BY NAME
			SELECT * FROM (VALUES
				('fw', 1, 'allow', 'any', '192.0.2.8', 'tcp', 80, 80),
				('fw', 2, 'deny', '203.0.113.0/24', 'any', NULL, NULL, NULL),
				('fw', 3, 'allow', 'any', 'any', 'udp', 1024, 65535),
				('fw', 9, 'drop', 'any', 'any', NULL, NULL, NULL)
			) AS rule(device, position, action, src, dst, proto, port_from, port_to)`);
	});

	const asked: [string, string][] = [
		[`'203.0.113.1', '192.0.2.8', 'tcp', 80`, 'allow'],
		[`'203.0.113.1', '192.0.2.8', 'tcp', 81`, 'deny'],
		[`'198.51.100.1', '192.0.2.9', 'udp', 5000`, 'allow'],
		[`'198.51.100.1', '192.0.2.9', 'udp', 53`, 'drop']
	];
	it.each(asked)('the first rule that fits decides: %s', async (flow, action) => {
		expect(await value(`policy_action('fw', ${flow})`)).toBe(action);
	});
	it('a device without rules says nothing', async () => {
		expect(await value(`policy_action('other', '1.1.1.1', '2.2.2.2', 'tcp', 1)`)).toBe(null);
	});
});
