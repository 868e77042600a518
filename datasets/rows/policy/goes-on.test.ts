import { expect, it } from 'vitest';
import { bytesOf } from '#lib/bytes.ts';
import { readBytes } from '#test/support/read-bytes.ts';

const iptables = (rule: string) =>
	`*filter\n:INPUT DROP [0:0]\n-A INPUT ${rule}\n-A INPUT -p tcp --dport 22 -j ACCEPT\n-A INPUT ${rule}\nCOMMIT\n`;
const nftables = (rule: string) =>
	`table inet filter {\n\tchain input {\n\t\ttype filter hook input priority 0; policy drop;\n\t\t${rule}\n\t\ttcp dport 22 accept\n\t\t${rule}\n\t}\n}\n`;

it.each([
	iptables('-j LOG --log-prefix "in: "'),
	iptables('-p tcp --dport 22 -m limit --limit 5/min -j LOG --log-level 4'),
	iptables('-p udp -j NFLOG --nflog-group 1'),
	iptables('-s 203.0.113.0/24'),
	nftables('log prefix "in: " level warn'),
	nftables('tcp dport 22 limit rate 5/minute log group 1'),
	nftables('ip saddr 203.0.113.0/24 counter packets 3 bytes 180'),
	nftables('meta mark set 0x1')
])('a rule that lets packets go on is no reject and hides no rule behind it: %s', async (text) => {
	const { receipt, rows } = await readBytes(bytesOf(text), {
		settings: { host: 'fw,192.0.2.1' }
	});
	expect(receipt.rejects).toEqual([]);
	expect(rows.map(({ action }) => action)).not.toContain('unknown');
	expect(rows.map(({ action }) => action)).toContain('allow');
	expect(receipt.notes).toContain(
		'rules behind which packets go on, as those that only log or count, decide nothing (2 times)'
	);
	expect(receipt.notes.join('\n')).not.toContain('not understood');
});
