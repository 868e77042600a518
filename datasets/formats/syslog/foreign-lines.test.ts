import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bytesOf } from '#lib/bytes.ts';
import { readBytes } from '#test/support/read-bytes.ts';

const packet =
	'Jan 15 03:17:36 gw kernel: IN=eth0 OUT= SRC=203.0.113.7 DST=192.0.2.1 LEN=48 PROTO=TCP SPT=1 DPT=2 SYN';
const torn = packet.slice(0, packet.indexOf(' SRC='));
const packets = Array.from({ length: 70 }, () => packet);
const logon =
	'Jan 15 03:17:37 gw sshd[22]: Accepted publickey for root from 198.51.100.9 port 22 ssh2';
const link = 'Jan 15 03:17:38 gw kernel: eth0: link up';
const session = 'Jan 15 03:17:39 gw systemd[1]: Started Session 8 of User root.';

async function read(...lines: string[]) {
	const { receipt, rows } = await readBytes(bytesOf(lines.join('\n')));
	return { ...receipt, read: rows, reasons: receipt.rejects.map(({ reason }) => reason) };
}

describe('a line of another program behind 64 of one format', () => {
	it('is read by the format that it fits, or as what its machine logged, and is no reject', async () => {
		const log = await read(...packets, logon, link, session, packet);
		expect(log.format).toBe('iptables');
		expect(log.rows).toEqual({ firewall: 71, host: 3 });
		expect(log.by_format).toEqual({ 'auth-log': 1, syslog: 2 });
		expect(log.reasons).toEqual([]);
		expect(log.read[70]).toMatchObject({ src_ip: '198.51.100.9', user: 'root' });
		expect(log.read[71]).toMatchObject({ product: 'kernel', message: 'eth0: link up' });
	});

	it('is the same row as where the lines are mixed from the start', async () => {
		const rowsOf = async (...lines: string[]) =>
			(await read(...lines)).read.map((row) =>
				JSON.stringify({ ...row, record: 0, byte_offset: 0, source_id: 0 })
			);
		const first = await rowsOf(logon, link, session, ...packets);
		const last = await rowsOf(...packets, logon, link, session);
		expect(last.toSorted()).toEqual(first.toSorted());
	});

	it('leaves nothing in its row of what the first reader had begun to read', async () => {
		const [row] = (await read(...packets, link)).read.slice(-1);
		expect(row).toMatchObject({
			ts: expect.stringMatching('03:17:38'),
			src_ip: null,
			action: null
		});
		const [next] = (await read(...packets, link, packet)).read.slice(-1);
		expect(next).toMatchObject({ ts: expect.stringMatching('03:17:36'), dst_port: 2 });
	});

	it('is host text behind lines of sshd as well', async () => {
		const log = await read(...Array.from({ length: 64 }, () => logon), link, packet);
		expect(log.format).toBe('auth-log');
		expect(log.rows).toEqual({ host: 65, firewall: 1 });
	});

	it.each(['-- MARK --', 'last message repeated 3 times', 'message repeated 2 times: [ x]'])(
		'is no reject where the daemon itself wrote it: %s',
		async (text) => {
			const log = await read(...packets, `Jan 15 03:17:40 gw ${text}`, text);
			expect(log.rows).toEqual({ firewall: 70, host: 2 });
		}
	);
});

describe('a line that no reader makes anything of stays a reject of its own format', () => {
	it.each([
		['a port out of range', packet.replace('DPT=2', 'DPT=66000'), 'port out of range'],
		[
			'a packet cut in its fields',
			packet.slice(0, packet.indexOf(' DST=')),
			'the line is cut before'
		],
		['a packet cut before its addresses', torn, 'the line is cut before'],
		['no header of syslog', 'nothing that syslog wrote', 'not a packet that netfilter logged']
	])('%s', async (_, line, reason) => {
		const log = await read(...packets, line);
		expect(log.rows).toEqual({ firewall: 70 });
		expect(log.reasons).toEqual([expect.stringContaining(reason)]);
	});

	it('in a log whose own times look like a header', async () => {
		const own = '2026-01-15 03:17:36,100 fail2ban.actions [9]: NOTICE [sshd] Ban 203.0.113.7';
		const others = Array.from({ length: 64 }, () => own);
		const log = await read(...others, '2026-01-15 03:17:36,101 worker failed: no such jail');
		expect(log.format).toBe('fail2ban');
		expect(log.rows).toEqual({ host: 64 });
		expect(log.reasons).toHaveLength(1);
	});
});

it.each([
	[
		'an alert',
		'snort: [1:2003:8] LOCAL cut within its te',
		'snort: [1:2003:8] LOCAL a [Classification: x] [Priority: 1]: <eth0> {TCP} 192.0.2.1:1 -> 192.0.2.2:2'
	],
	[
		'a request',
		'nginx: 203.0.113.5 - - [15/Foo/2007:03:17:40 +0000] "GET',
		'nginx: 203.0.113.5 - - [15/Jan/2007:03:17:40 +0000] "GET / HTTP/1.1" 200 5'
	],
	[
		'a message of an ASA',
		': %ASA-4-1060: Deny tcp src',
		': %ASA-4-106023: Deny tcp src a:192.0.2.1/1 dst b:192.0.2.2/2 by access-group "x" [0x0, 0x0]'
	]
])(
	'%s that is broken hides in no host text, and a logon beside it is read',
	async (_, broken, whole) => {
		const line = (text: string) => `Jan 15 03:17:41 gw ${text}`;
		const log = await read(...packets.map(() => line(whole)), line(broken), logon, session);
		expect(log.rejects).toHaveLength(1);
		expect(log.rows.host).toBe(2);
	}
);

it('records are rows and rejects, wherever lines of other programs stand', async () => {
	const some = fc.constantFrom(logon, link, session, torn, 'x', '-- MARK --');
	await fc.assert(
		fc.asyncProperty(fc.array(some, { maxLength: 12 }), async (lines) => {
			const { records, rows, rejects } = await read(...packets, ...lines);
			const kept = Object.values(rows).reduce((sum, count) => sum + count, 0);
			expect(records).toBe(packets.length + lines.length);
			expect(kept + rejects.length).toBe(records);
			expect(rejects).toHaveLength(lines.filter((line) => [torn, 'x'].includes(line)).length);
		}),
		{ numRuns: 25 }
	);
});
