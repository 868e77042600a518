import { describe, expect, it } from 'vitest';
import { bytesOf } from '#lib/bytes.ts';
import { readBytes } from '#test/support/read-bytes.ts';

async function inputOf(rules: string, before = ''): Promise<unknown[]> {
	const text = `table inet filter {\n${before}\tchain input {\n\t\ttype filter hook input priority filter; policy drop;\n${rules}\n\t}\n}\n`;
	const settings = { as: 'nftables-ruleset', host: '192.0.2.1' };
	const { rows } = await readBytes(bytesOf(text), { settings });
	return rows
		.filter(({ hook, stage }) => hook === 'input' && stage === 1)
		.sort((a, b) => Number(a.position) - Number(b.position))
		.map(({ action, family, src, proto, port_from, port_to }) =>
			[action, family, src, proto, port_from, port_to].filter((one) => one !== null).join(' ')
		);
}

const rest = 'drop both any';

describe('rules of nftables', () => {
	it.each([
		['tcp dport >= 8000 accept', ['allow both any tcp 8000 65535']],
		['udp dport < 100 accept', ['allow both any udp 0 99']],
		['tcp dport != 80-500 accept', ['allow both any tcp 0 79', 'allow both any tcp 501 65535']],
		['ip saddr != 128.0.0.0/1 accept', ['allow ip 0.0.0.0/1']],
		['ip saddr 192.0.2.2-192.0.2.3 accept', ['allow ip 192.0.2.2/31']],
		[
			'meta l4proto { tcp, udp } th dport 53 accept',
			['allow both any tcp 53 53', 'allow both any udp 53 53']
		],
		['ip saddr . tcp dport { 192.0.2.20 . 80 } accept', ['allow ip 192.0.2.20/32 tcp 80 80']],
		[
			'tcp dport vmap { 22 : accept, * : drop }',
			['allow both any tcp 22 22', 'drop both any tcp 0 21', 'drop both any tcp 23 65535']
		],
		['ct state vmap { established : accept, new : drop }', ['drop both any']],
		['tcp flags & (fin | syn | rst | ack) == syn accept', ['allow both any tcp']],
		['tcp flags fin,syn / fin,syn accept', []],
		['tcp flags != syn accept', []],
		['ct state established,related accept', []],
		['iifname != "lo" tcp dport 22 accept', ['allow both any tcp 22 22']],
		['iifname { "lo", "eth0" } tcp dport 22 accept', ['unknown both any tcp 22 22']],
		['tcp sport 53 accept', ['unknown both any tcp']],
		['icmp type echo-request accept', ['unknown ip any icmp']],
		['ip saddr . tcp dport != { 192.0.2.20 . 80 } accept', ['unknown ip any tcp']],
		['xt match recent counter packets 0 bytes 0 accept', ['unknown both any']],
		['tcp dport 22 xt target "TARPIT"', ['unknown both any tcp 22 22']],
		['tcp dport 22 limit rate 3/minute accept', ['unknown both any tcp 22 22']],
		['tcp dport 22 queue to 1', ['unknown both any tcp 22 22']],
		['tcp dport 22 something new', ['unknown both any tcp 22 22']],
		['something new tcp dport 22 accept', ['unknown both any tcp 22 22']],
		['meta mark set 0x1', []],
		['limit rate 3/minute counter packets 0 bytes 0 log prefix "drop "', []]
	])('%s', async (rule, rows) => {
		const said = await inputOf(`\t\t${rule}`);
		expect(said).toEqual([...rows, rest]);
	});
	it('ask sets with intervals, timeouts and counters for their elements', async () => {
		const sets =
			'\tset a {\n\t\ttype ipv4_addr\n\t\tflags interval,timeout\n\t\telements = { 192.0.2.0/25 timeout 1h expires 59m59s408ms, 198.51.100.7-198.51.100.8 comment "a; {b}" }\n\t}\n\tset c {\n\t\ttype ipv4_addr\n\t\tcounter\n\t\telements = { 203.0.113.3 counter packets 0 bytes 0 }\n\t}\n';
		expect(await inputOf('\t\tip saddr @a accept\n\t\tip saddr @c accept', sets)).toEqual([
			'allow ip 192.0.2.0/25',
			'allow ip 198.51.100.7/32',
			'allow ip 198.51.100.8/32',
			'allow ip 203.0.113.3/32',
			rest
		]);
	});
	it('that are cut off say unknown where they do not decide before', async () => {
		const text =
			'table ip t {\n\tchain input {\n\t\ttype filter hook input priority 0; policy accept;\n\t\ttcp dport 22 drop\n';
		const { rows } = await readBytes(bytesOf(text), { settings: { as: 'nftables-ruleset' } });
		expect(rows.map(({ hook, action, proto }) => [hook, action, proto])).toContainEqual([
			'input',
			'unknown',
			null
		]);
		expect(rows.map(({ hook, action }) => [hook, action])).toContainEqual(['forward', 'unknown']);
	});
});
