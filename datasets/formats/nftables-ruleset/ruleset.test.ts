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
	src: string[];
	isNot: boolean;
	ports: number[];
	verdict: string;
}

type Chains = Record<string, TestRule[]>;

const packets: Packet[] = ['192.0.2.1', '192.0.2.130', '198.51.100.1', '2001:db8::1'].flatMap(
	(src) => ['tcp', 'udp'].flatMap((proto) => [22, 80, 443].map((port) => ({ src, proto, port })))
);

function lineOf({ src, isNot, ports, verdict }: TestRule): string {
	const words: string[] = [];
	if (src.length > 0) words.push(`ip saddr ${isNot ? '!= ' : ''}{ ${src.join(', ')} }`);
	if (ports.length > 0 && verdict === 'vmap')
		words.push(
			`tcp dport vmap { ${ports.map((port) => `${port} : ${port === 80 ? 'drop' : 'jump two'}`).join(', ')} }`
		);
	else {
		if (ports.length > 0) words.push(`tcp dport { ${ports.join(', ')} }`);
		words.push(verdict === 'vmap' ? 'accept' : verdict);
	}
	return words.join(' ');
}

function rulesetOf(chains: Chains): string {
	const blocks = Object.entries(chains).map(([name, rules]) => {
		const head = name === 'input' ? ['type filter hook input priority filter; policy drop;'] : [];
		return [
			`\tchain ${name} {`,
			...[...head, ...rules.map(lineOf)].map((line) => `\t\t${line}`),
			'\t}'
		].join('\n');
	});
	return ['table inet filter {', ...blocks, '}', ''].join('\n');
}

/** What the kernel does with a packet; null where the chain goes back to the one before. */
function kernel(chains: Chains, name: string, packet: Packet): string | null {
	const end = name === 'input' ? 'drop' : null;
	for (const rule of chains[name] ?? []) {
		if (!isMet(rule, packet)) continue;
		const verdict = verdictOf(rule, packet);
		if (verdict === 'return') return end;
		if (verdict === 'accept') return 'allow';
		if (verdict === 'drop') return 'drop';
		const [kind, chain] = verdict.split(' ');
		const decided = kernel(chains, chain!, packet);
		if (decided !== null) return decided;
		if (kind === 'goto') return end;
	}
	return end;
}

function verdictOf({ ports, verdict }: TestRule, { port }: Packet): string {
	if (verdict !== 'vmap') return verdict;
	if (ports.length === 0) return 'accept';
	return port === 80 ? 'drop' : 'jump two';
}

function isMet({ src, isNot, ports }: TestRule, packet: Packet): boolean {
	if (ports.length > 0 && (packet.proto !== 'tcp' || !ports.includes(packet.port))) return false;
	if (src.length === 0) return true;
	if (packet.src.includes(':')) return false;
	const isThere = src.some((one) => contains(readNetwork(one)!, readNetwork(packet.src)!));
	return isThere !== isNot;
}

/** What the rows say of a packet: the first that fits, by position. */
function policy(rows: RowObject[], { src, proto, port }: Packet): unknown {
	const fits = (row: RowObject) =>
		(row.src === 'any' || contains(readNetwork(row.src as string)!, readNetwork(src)!)) &&
		(row.proto === null || row.proto === proto) &&
		(row.port_from === null || (Number(row.port_from) <= port && port <= Number(row.port_to)));
	return rows.filter(fits).sort((a, b) => Number(a.position) - Number(b.position))[0]?.action;
}

function rules(...verdicts: string[]): fc.Arbitrary<TestRule[]> {
	const rule = fc.record({
		src: fc.subarray(['192.0.2.0/24', '192.0.2.128/25', '198.51.100.1']),
		isNot: fc.boolean(),
		ports: fc.subarray([22, 80, 443]),
		verdict: fc.constantFrom('accept', 'drop', ...verdicts)
	});
	return fc.array(rule, { maxLength: 4 });
}

describe('rows of policy', () => {
	it('decide about every packet as the kernel does, through sets, maps, jumps and gotos', async () => {
		const someChains = fc.record({
			input: rules('jump one', 'goto one', 'return', 'vmap'),
			one: rules('jump two', 'vmap'),
			two: rules()
		});
		await fc.assert(
			fc.asyncProperty(someChains, async (chains) => {
				const { rows } = await readBytes(bytesOf(rulesetOf(chains)), {
					settings: { as: 'nftables-ruleset' }
				});
				const asked = packets.map((packet) => policy(rows, packet));
				expect(asked).toEqual(packets.map((packet) => kernel(chains, 'input', packet)));
			}),
			{ numRuns: 300 }
		);
	});
});
