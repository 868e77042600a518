import { describe, expect, it } from 'vitest';
import { bytesOf } from '#lib/bytes.ts';
import { readBytes } from '#test/support/read-bytes.ts';

async function read(text: string, host: string | null = null) {
	return readBytes(bytesOf(text), { settings: { as: 'iptables-save', host } });
}

const heads = ':INPUT DROP [0:0]\n:FORWARD ACCEPT [0:0]\n:OUTPUT ACCEPT [0:0]\n';

async function inputOf(rules: string): Promise<unknown[]> {
	const { rows } = await read(`*filter\n${heads}${rules}COMMIT\n`, '192.0.2.1');
	return rows
		.filter(({ hook }) => hook === 'input')
		.sort((a, b) => Number(a.position) - Number(b.position))
		.map(({ action, src, proto, port_from }) => [action, src, proto, port_from]);
}

describe('a rule that may decide and was not wholly understood', () => {
	it('says unknown at its place, narrowed to what was understood', async () => {
		expect(
			await inputOf('-A INPUT -s 198.51.100.0/24 -p tcp -m set --match-set bad src -j ACCEPT\n')
		).toEqual([
			['unknown', '198.51.100.0/24', 'tcp', null],
			['drop', 'any', null, null]
		]);
	});
	it('says nothing where the rules behind it say the same', async () => {
		expect(await inputOf('-A INPUT -i eth0 -p tcp --dport 23 -j DROP\n')).toEqual([
			['drop', 'any', null, null]
		]);
	});
	it('leaves known what the rules behind it say as it would', async () => {
		expect(
			await inputOf('-A INPUT -i eth0 -j ACCEPT\n-A INPUT -p tcp --dport 22 -j ACCEPT\n')
		).toEqual([
			['allow', 'any', 'tcp', 22],
			['unknown', 'any', null, null],
			['allow', 'any', 'tcp', 22],
			['drop', 'any', null, null]
		]);
	});
	it.each([
		['LOG', '-A INPUT -i eth0 -j LOG --log-prefix "x"'],
		['MARK', '-A INPUT -m limit --limit 1/s -j MARK --set-xmark 0x1/0xffffffff'],
		['no target', '-A INPUT -m recent --set --name x --rsource'],
		['states without new', '-A INPUT -i eth0 -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT'],
		['loopback', '-A INPUT -i lo -m limit --limit 1/s -j ACCEPT']
	])('is none that cannot decide: %s', async (_, rule) => {
		expect(await inputOf(`${rule}\n`)).toEqual([['drop', 'any', null, null]]);
	});
	it('is told in the receipt by what it asks for', async () => {
		const { receipt } = await read(`*filter\n${heads}-A INPUT -i eth0 -j ACCEPT\nCOMMIT\n`);
		expect(receipt.notes.join('\n')).toContain('where it matters: from interface eth0');
		expect(receipt.notes.join('\n')).not.toContain('may decide');
	});
	it('is one that cannot be read at all', async () => {
		expect(await inputOf('-A INPUT -p tcp --dport 99999 -j ACCEPT\n')).toEqual([
			['unknown', 'any', 'tcp', null],
			['drop', 'any', null, null]
		]);
	});
});

describe('chains that are no firewall', () => {
	const unknown = async (text: string) =>
		(await read(text)).rows.some(({ action }) => action === 'unknown');
	it('that lead back to themselves say unknown', async () => {
		const rules = '-A INPUT -j a\n-A a -j b\n-A b -j a\n-A b -j b\n';
		expect(await inputOf(rules)).toContainEqual(['unknown', 'any', null, null]);
	});
	it('that multiply are followed until it costs too much, and what is left is unknown', async () => {
		const names = Array.from({ length: 30 }, (_, i) => `c${i}`);
		const jumps = names.flatMap((name, i) =>
			['', '-p tcp '].map((match) => `-A ${name} ${match}-j ${names[i + 1] ?? 'LOG'}`)
		);
		expect(await unknown(['*filter', '-A INPUT -j c0', ...jumps, 'COMMIT'].join('\n'))).toBe(true);
	});
	it('that are named as objects name their own things are chains as any', async () => {
		expect(
			await inputOf(':__proto__ - [0:0]\n-A INPUT -j __proto__\n-A __proto__ -j ACCEPT\n')
		).toEqual([
			['allow', 'any', null, null],
			['drop', 'any', null, null]
		]);
		expect(await inputOf('-A INPUT -j constructor\n')).toContainEqual([
			'unknown',
			'any',
			null,
			null
		]);
	});
	it('stand in a second table filter are rejected', async () => {
		const table = '*filter\n:INPUT DROP [0:0]\n-A INPUT -j ACCEPT\nCOMMIT\n';
		const { receipt } = await read(table + table);
		expect(receipt.rejects.map(({ reason }) => reason)).toEqual([
			'a second table filter in one file: only the first is read',
			'a second table filter in one file: only the first is read'
		]);
	});
	it('stand in no table are rejected', async () => {
		const { receipt } = await read('-A INPUT -j ACCEPT\n');
		expect(receipt.rejects.map(({ reason }) => reason)).toEqual(['a rule outside of a table']);
	});
	it('are cut off say unknown where they do not decide before', async () => {
		const { rows } = await read(`*filter\n${heads}-A INPUT -p tcp --dport 22 -j ACCEPT\n`);
		expect(rows.find(({ hook, proto }) => hook === 'input' && proto === null)).toMatchObject({
			action: 'unknown'
		});
	});
});

describe('rules', () => {
	it('account for each line once, however many rows it becomes', async () => {
		const rules =
			'-A INPUT -s 198.51.100.0/24 -j one\n-A INPUT -j one\n-A one -p tcp -m multiport --dports 22,80 -j ACCEPT\n';
		const { receipt } = await read(`*filter\n${heads}${rules}COMMIT\n`);
		expect(receipt).toMatchObject({ records: 4, rejects: [] });
	});
	it('of both families in one file are kept apart', async () => {
		const dump = (tool: string) =>
			`# Generated by ${tool} v1.8.9 on Sun Nov 29 17:28:43 2026\n*filter\n${heads}COMMIT\n`;
		const { rows } = await read(dump('iptables-save') + dump('ip6tables-save'));
		const families = new Set(
			rows.map(({ family, record }) => `${String(record)} ${String(family)}`)
		);
		expect([...families].sort()).toEqual(['1 ip', '2 ip', '3 ip', '4 ip6', '5 ip6', '6 ip6']);
	});
	it('of tables without the filter say nothing of what the filter does', async () => {
		const { rows } = await read(
			'*raw\n:PREROUTING ACCEPT [0:0]\n-A PREROUTING -s 192.0.2.9 -j DROP\nCOMMIT\n'
		);
		expect(rows.filter(({ hook }) => hook === 'input')).toMatchObject([{ action: 'unknown' }]);
	});
	it('name the device by what was said of it', async () => {
		const { rows } = await read(`*filter\n${heads}COMMIT\n`, 'fw-1, 2001:DB8::1');
		expect(new Set(rows.map(({ device }) => device))).toEqual(new Set(['fw-1']));
		expect(new Set(rows.map(({ own_ips: ips }) => ips))).toEqual(new Set(['2001:db8::1']));
	});
});

const listing = `Chain INPUT (policy DROP 0 packets, 0 bytes)
num   pkts bytes target     prot opt in     out     source               destination
1        0     0 ACCEPT     6    --  *      *      !198.51.100.0/24      0.0.0.0/0            tcp dpt:22 ctstate NEW /* ssh */
2        0     0 web        6    --  *      *       0.0.0.0/0            0.0.0.0/0           [goto] multiport dports 80,8000:8100
3        0     0 LOG        0    --  *      *       0.0.0.0/0            0.0.0.0/0            LOG flags 0 level 4 prefix "-j ACCEPT "
4        0     0 ACCEPT     17   --  eth0   *       0.0.0.0/0            0.0.0.0/0            udp dpt:53

Chain FORWARD (policy ACCEPT 0 packets, 0 bytes)
num   pkts bytes target     prot opt in     out     source               destination

Chain OUTPUT (policy ACCEPT 0 packets, 0 bytes)
num   pkts bytes target     prot opt in     out     source               destination

Chain web (1 references)
num   pkts bytes target     prot opt in     out     source               destination
1        0     0 DROP       0    --  *      *       192.0.2.9            0.0.0.0/0
2        0     0 ACCEPT     0    --  *      *       0.0.0.0/0            0.0.0.0/0
`;

const commands = `-P INPUT DROP
-P FORWARD ACCEPT
-P OUTPUT ACCEPT
-N web
-A INPUT ! -s 198.51.100.0/24 -p tcp -m tcp --dport 22 -m conntrack --ctstate NEW -m comment --comment ssh -j ACCEPT
-A INPUT -p tcp -m multiport --dports 80,8000:8100 -g web
-A INPUT -j LOG --log-prefix "-j ACCEPT "
-A INPUT -i eth0 -p udp -m udp --dport 53 -j ACCEPT
-A web -s 192.0.2.9/32 -j DROP
-A web -j ACCEPT
`;

describe('what iptables lists', () => {
	const said = async (text: string) => {
		const { rows } = await readBytes(bytesOf(text), { settings: { host: '192.0.2.1' } });
		const columns = [
			'hook',
			'stage',
			'position',
			'action',
			'src',
			'dst',
			'proto',
			'port_from',
			'port_to',
			'comment'
		];
		return rows.map((row) => columns.map((name) => String(row[name])).join(' ')).sort();
	};
	it('with -S or -L -v is what iptables-save writes', async () => {
		const saved = `*filter\n${heads}:web - [0:0]\n${commands.replace(/^-[PN].*\n/gm, '')}COMMIT\n`;
		expect(await said(commands)).toEqual(await said(saved));
		expect(await said(listing)).toEqual(await said(saved));
	});
	it('without -v hides interfaces, so that each rule may be about some packets only', async () => {
		const short = listing
			.replace(/^(num|\d+) +(pkts bytes|\d+ +\d+) /gm, '$1 ')
			.replace(/in {5}out {4}|\* {6}\* {5}|eth0 {3}\* {5}/g, '');
		expect(
			(await said(short)).filter((row) => row.startsWith('input') && row.includes('allow'))
		).toEqual([]);
	});
});

describe('a command that is none of appending', () => {
	it('puts a rule in front, or where its number says', async () => {
		const rules = ['22', '80', '443'].map((port) => `-A INPUT -p tcp --dport ${port} -j ACCEPT\n`);
		expect(
			await inputOf(`${rules.join('')}-I INPUT -s 192.0.2.9 -j DROP\n-I INPUT 3 -p udp -j ACCEPT\n`)
		).toEqual([
			['drop', '192.0.2.9/32', null, null],
			['allow', 'any', 'tcp', 22],
			['allow', 'any', 'udp', null],
			['allow', 'any', 'tcp', 80],
			['allow', 'any', 'tcp', 443],
			['drop', 'any', null, null]
		]);
	});
	it.each(['-D INPUT 1', '-R INPUT 1 -j ACCEPT', '-F INPUT', '-F'])(
		'and takes rules away leaves nothing known of the chain: %s',
		async (command) => {
			const [first] = await inputOf(`-A INPUT -p tcp --dport 22 -j ACCEPT\n${command}\n`);
			expect(first).toEqual(['unknown', 'any', null, null]);
		}
	);
});
