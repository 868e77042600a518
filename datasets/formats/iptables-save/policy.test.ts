import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RowObject } from '#arrow/row-objects.ts';
import { bytesOf } from '#lib/bytes.ts';
import { contains, readNetwork } from '#lib/cidr.ts';
import { readBytes } from '#test/support/read-bytes.ts';

interface Packet {
	src: string;
	proto: string;
	port: number;
}

interface TestRule {
	src: string | null;
	proto: string | null;
	ports: number[];
	target: string;
}

/** In front of the chain that a rule goes to without a way back. */
const GOTO = 'goto ';

type Chains = Record<string, TestRule[]>;

const packets: Packet[] = ['192.0.2.1', '192.0.2.130', '198.51.100.1'].flatMap((src) =>
	['tcp', 'udp'].flatMap((proto) => [22, 80, 443].map((port) => ({ src, proto, port })))
);

function lineOf(chain: string, { src, proto, ports, target }: TestRule): string {
	const words = ['-A', chain];
	if (src !== null) words.push('-s', src);
	if (proto !== null) words.push('-p', proto);
	if (proto !== null && ports.length > 0) words.push('-m multiport --dports', ports.join(','));
	const option = target.startsWith(GOTO) ? '-g' : '-j';
	return [...words, option, target.replace(GOTO, '')].join(' ');
}

function dumpOf(chains: Chains): string {
	const own = Object.keys(chains).filter((name) => name !== 'INPUT');
	const rules = Object.entries(chains).flatMap(([name, of]) =>
		of.map((rule) => lineOf(name, rule))
	);
	const heads = [':INPUT DROP [0:0]', ...own.map((name) => `:${name} - [0:0]`)];
	return ['*filter', ...heads, ...rules, 'COMMIT', ''].join('\n');
}

async function read(text: string, host: string | null = null) {
	const settings = { as: 'iptables-save', host };
	return readBytes(bytesOf(text), { settings });
}

/** What the kernel does with a packet: chains are stacks of rules, a RETURN goes back to the one before. */
function kernel(chains: Chains, name: string, packet: Packet): string | null {
	for (const rule of chains[name] ?? []) {
		if (!isMet(rule, packet)) continue;
		if (rule.target === 'RETURN') return name === 'INPUT' ? 'drop' : null;
		if (rule.target === 'ACCEPT') return 'allow';
		if (rule.target === 'DROP') return 'drop';
		const decided = kernel(chains, rule.target.replace(GOTO, ''), packet);
		if (decided !== null) return decided;
		if (rule.target.startsWith(GOTO)) return name === 'INPUT' ? 'drop' : null;
	}
	return name === 'INPUT' ? 'drop' : null;
}

function isMet({ src, proto, ports }: TestRule, packet: Packet): boolean {
	if (src !== null && !contains(readNetwork(src)!, readNetwork(packet.src)!)) return false;
	if (proto === null) return true;
	return proto === packet.proto && (ports.length === 0 || ports.includes(packet.port));
}

/** What the rows say of a packet: the first that fits, by position. */
function policy(rows: RowObject[], { src, proto, port }: Packet): unknown {
	const fits = (row: RowObject) =>
		(row.src === 'any' || contains(readNetwork(row.src as string)!, readNetwork(src)!)) &&
		(row.proto === null || row.proto === proto) &&
		(row.port_from === null || (Number(row.port_from) <= port && port <= Number(row.port_to)));
	return rows.filter(fits).sort((a, b) => Number(a.position) - Number(b.position))[0]?.action;
}

function rules(...targets: string[]): fc.Arbitrary<TestRule[]> {
	const rule = fc.record({
		src: fc.constantFrom(null, '192.0.2.0/24', '192.0.2.128/25', '198.51.100.1'),
		proto: fc.constantFrom(null, 'tcp', 'udp'),
		ports: fc.subarray([22, 80, 443]),
		target: fc.constantFrom('ACCEPT', 'DROP', ...targets)
	});
	return fc.array(rule, { maxLength: 4 });
}

const returning: TestRule = { src: null, proto: null, ports: [], target: 'RETURN' };

/** Chains that lead only to later ones, as the kernel demands; some end early by a RETURN. */
const someChains: fc.Arbitrary<Chains> = fc
	.tuple(rules('one', 'two', 'RETURN', 'goto two'), rules('two'), rules(), rules(), fc.boolean())
	.map(([INPUT, one, two, behind, returns]) => ({
		INPUT,
		one,
		two: returns ? [...two, returning, ...behind] : two
	}));

describe('rows of policy', () => {
	it('decide about every packet as the kernel does, through chains and returns', async () => {
		await fc.assert(
			fc.asyncProperty(someChains, async (chains) => {
				const { rows } = await read(dumpOf(chains));
				const asked = packets.map((packet) => policy(rows, packet));
				expect(asked).toEqual(packets.map((packet) => kernel(chains, 'INPUT', packet)));
			}),
			{ numRuns: 300 }
		);
	});

	it('account for each rule once, however many rows it becomes', async () => {
		const { receipt } = await read(
			dumpOf({
				INPUT: [
					{ src: null, proto: 'tcp', ports: [22, 80], target: 'one' },
					{ src: null, proto: 'udp', ports: [], target: 'one' }
				],
				one: [{ src: '192.0.2.1', proto: null, ports: [], target: 'ACCEPT' }]
			})
		);
		expect(receipt).toMatchObject({ records: 2, rows: { policy: 4 }, extra_rows: 2, rejects: [] });
	});
});

describe('chains that are no firewall', () => {
	const reasons = async (text: string) =>
		(await read(text)).receipt.rejects.map(({ reason }) => reason);

	it('that lead back to themselves are not followed for ever', async () => {
		const text =
			'*filter\n:INPUT DROP [0:0]\n-A INPUT -j a\n-A a -j b\n-A b -j a\n-A b -j b\nCOMMIT\n';
		expect(await reasons(text)).toEqual([
			'chain a leads back to itself, or too deep',
			'chain b leads back to itself, or too deep'
		]);
	});

	it('that multiply are not followed to the end of the world', async () => {
		const names = Array.from({ length: 60 }, (_, i) => `c${i}`);
		const jumps = names.flatMap((name, i) =>
			['', '-p tcp '].map((match) => `-A ${name} ${match}-j ${names[i + 1] ?? 'ACCEPT'}`)
		);
		const text = ['*filter', '-A INPUT -j c0', ...jumps, 'COMMIT'].join('\n');
		const begun = performance.now();
		const { receipt } = await read(text);
		expect(performance.now() - begun).toBeLessThan(5000);
		expect(receipt.notes.join()).toContain('a rule that was rejected may decide');
	});

	it('that are named as objects name their own things are chains as any', async () => {
		const text =
			'*filter\n:__proto__ - [0:0]\n-A INPUT -j __proto__\n-A __proto__ -j ACCEPT\nCOMMIT\n';
		expect(await reasons(text)).toEqual([]);
		expect(await reasons('*filter\n-A INPUT -j constructor\nCOMMIT\n')).toEqual([
			'target not understood: constructor'
		]);
	});

	it('stand in a second table filter are rejected', async () => {
		const table = '*filter\n:INPUT DROP [0:0]\n-A INPUT -j ACCEPT\nCOMMIT\n';
		expect(await reasons(table + table)).toEqual([
			'a second table filter in one file: only the first is read',
			'a second table filter in one file: only the first is read'
		]);
	});

	it('stand in no table are rejected', async () => {
		expect(await reasons('-A INPUT -j ACCEPT\n')).toEqual(['a rule outside of a table']);
	});
});

describe('the device', () => {
	const both = '*filter\n:INPUT DROP [0:0]\n:FORWARD ACCEPT [0:0]\n-A INPUT -j ACCEPT\n';
	const devices = async (text: string, host: string | null) =>
		(await read(text, host)).rows.map(({ device, dst }) => [device, dst]);

	it('is the host that was given, or none', async () => {
		expect(await devices('*filter\n:INPUT DROP [0:0]\n-A INPUT -j DROP\n', 'fw-1')).toEqual([
			['fw-1', 'any'],
			['fw-1', 'any']
		]);
		expect(await devices(both, null)).toEqual([
			[null, 'any'],
			[null, 'any']
		]);
	});

	it('has one order for both chains where its address is known', async () => {
		expect(await devices(both, '192.0.2.1')).toEqual([
			['192.0.2.1', '192.0.2.1/32'],
			['192.0.2.1', 'any'],
			['192.0.2.1', '192.0.2.1/32']
		]);
	});

	it('is each chain for itself where both have rules and its address is not known', async () => {
		expect(await devices(`${both}-A FORWARD -j DROP\n`, 'gw')).toEqual([
			['gw INPUT', 'any'],
			['gw FORWARD', 'any'],
			['gw INPUT', 'any'],
			['gw FORWARD', 'any']
		]);
	});
});
