import { describe, expect, it } from 'vitest';
import { readBytes } from '../../../test/support/read-bytes.ts';
import { bytesOf } from '#lib/bytes.ts';

const A = '203.0.113.9';
const B = '192.0.2.1';

/** A flow as `-o csv` and as `-o long` print it, and how many sessions each made of it. */
async function sessions(proto: string, from: string, to: string, flags = '........') {
	const ends = (text: string) => [text.slice(0, text.lastIndexOf('#')), text.split('#')[1]!];
	const [[sa, sp], [da, dp]] = [ends(from), ends(to)];
	const time = '2007-01-15 03:17:36';
	const csv = `ts,te,td,sa,da,sp,dp,pr,flg,ipkt,ibyt\n${time},${time},0.000,${sa},${da},${sp},${dp},${proto},${flags},3,132\n`;
	const join = (ip: string, port: string) => `${ip}${ip.includes(':') ? '.' : ':'}${port}`;
	const long = `Date first seen Duration Proto Src IP Addr:Port Dst IP Addr:Port Flags Tos Packets Bytes Flows\n${time}.100 00:00:00.000 ${proto} ${join(sa!, sp!)} -> ${join(da!, dp!)} ${flags} 0 3 132 1\n`;
	const found = [];
	for (const [text, as] of [
		[csv, 'nfdump-csv'],
		[long, 'nfdump-text']
	] as const) {
		const { receipt } = await readBytes(bytesOf(text), { settings: { as } });
		expect(receipt.rejects).toEqual([]);
		const isTold = receipt.notes.some((note) => note.includes('no sessions'));
		found.push([receipt.rows.sessions ?? 0, isTold]);
	}
	expect(found[0]).toEqual(found[1]);
	return found[0];
}

describe('what nfdump -A added up is no session, by whichever keys, and a note says so', () => {
	it.each([
		['srcip', '0', `${A}#0`, '0.0.0.0#0'],
		['dstip', '0', '0.0.0.0#0', `${A}#0`],
		['srcip, of IPv6', '0', '2001:db8::1#0', '::#0'],
		['dstport', '0', '0.0.0.0#0', '0.0.0.0#443'],
		['srcip,proto', 'TCP', `${A}#0`, '0.0.0.0#0'],
		['dstip,proto', 'UDP', '0.0.0.0#0', `${A}#0`],
		['srcip,dstip', '0', `${A}#0`, `${B}#0`],
		['srcip,dstip,proto', 'TCP', `${A}#0`, `${B}#0`],
		['srcip,dstip,proto', 'UDP', `${A}#0`, `${B}#0`],
		['srcip,dstip,dstport,proto', 'TCP', `${A}#0`, `${B}#443`],
		['srcip,dstip,srcport,proto', 'TCP', `${A}#443`, `${B}#0`],
		['srcip,dstport', '0', `${A}#0`, '0.0.0.0#443']
	])('-A %s (%s)', async (_, proto, from, to) => {
		expect(await sessions(proto, from, to)).toEqual([0, true]);
	});
});

describe('a flow is one, whatever its zeros', () => {
	it.each([
		[
			'DHCP from a machine without an address',
			'UDP',
			'0.0.0.0#68',
			'255.255.255.255#67',
			'........'
		],
		['the search for a neighbour', 'ICMP6', '::#0', 'ff02::1#34560', '........'],
		['a SYN to port 0', 'TCP', `${A}#40000`, `${B}#0`, '......S.'],
		['an echo that was answered', 'ICMP', `${A}#0`, `${B}#0`, '........'],
		['options of IPv6', '0', '2001:db8::1#0', '2001:db8::2#0', '........']
	])('%s', async (_, proto, from, to, flags) => {
		expect(await sessions(proto, from, to, flags)).toEqual([1, false]);
	});
});

it('a type of ICMP is none behind a row that adds up', async () => {
	const row = (proto: string, to: string) =>
		`2007-01-15 03:17:36,2007-01-15 03:17:36,0.000,${A},${to},0,0,${proto},........,3,132`;
	const text = `ts,te,td,sa,da,sp,dp,pr,flg,ipkt,ibyt\n${row('TCP', B)}\n${row('ICMP', B)}\n`;
	const { receipt } = await readBytes(bytesOf(text));
	expect(receipt.rows).toEqual({ native: 2 });
});
