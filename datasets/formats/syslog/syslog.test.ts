import { describe, expect, it } from 'vitest';
import { bytesOf } from '#lib/bytes.ts';
import { readBytes } from '#test/support/read-bytes.ts';

const packet =
	'Jan 15 03:17:36 gw kernel: IN=eth0 OUT= SRC=203.0.113.7 DST=192.0.2.1 LEN=48 PROTO=TCP SPT=1 DPT=2 SYN';
const cutPacket = 'Jan 15 03:17:37 gw kernel: IN=eth0 OUT= SRC=203.0.113.7';
const text = 'Jan 15 03:17:38 gw backup[7]: finished';
const bare = 'a line without a header';

async function receiptOf(...lines: string[]) {
	const { receipt } = await readBytes(bytesOf(lines.join('\n')));
	return receipt;
}

describe('a log with syslog headers', () => {
	it('of one kind is read by the format of that kind', async () => {
		expect((await receiptOf(packet, packet)).format).toBe('iptables');
	});

	it('of one kind with a broken line is still read by that format', async () => {
		const receipt = await receiptOf(packet, packet, cutPacket);
		expect(receipt.format).toBe('iptables');
		expect(receipt.runner_up?.format).toBe('syslog');
	});

	it('of several kinds is syslog, and the receipt counts the lines that another format read', async () => {
		const receipt = await receiptOf(packet, text, packet, bare);
		expect(receipt.format).toBe('syslog');
		expect(receipt.by_format).toEqual({ iptables: 2 });
		expect(receipt.rows).toEqual({ firewall: 2, host: 2 });
		expect(receipt.notes).toContain('a line without a syslog header is a row without a time');
	});

	it('may carry flow records of Amazon VPC, with their own times', async () => {
		const flow = (end: string) =>
			`Jan 15 03:20:00 fw vpc: 2 123456789012 eni-0a1b2c3d 203.0.113.7 192.0.2.1 1272 22 6 3 180 1768447056 1768447116 REJECT ${end}`;
		const { receipt, rows } = await readBytes(bytesOf([flow('OK'), text, flow('O')].join('\n')));
		expect(receipt.by_format).toEqual({ 'aws-vpc-flow': 1 });
		expect(rows.map(({ table }) => table)).toEqual(['firewall', 'host', 'host']);
		expect(rows[0]).toMatchObject({
			ts: '2026-01-15T03:17:36.000000Z',
			device: 'eni-0a1b2c3d',
			src_ip: '203.0.113.7',
			action: 'deny'
		});
	});

	it('of host text alone is syslog', async () => {
		expect((await receiptOf(text, text)).format).toBe('syslog');
	});

	it('on fewer than half of its lines is not syslog', async () => {
		await expect(receiptOf(bare, bare, text)).rejects.toThrow('no format here fits its content');
	});

	it('whose program writes packets first and text afterwards is read line by line', async () => {
		const receipt = await receiptOf(
			text,
			packet,
			'Jan 15 03:17:39 gw kernel: eth0: link up',
			packet
		);
		expect(receipt.rows).toEqual({ firewall: 2, host: 2 });
		expect(receipt.rejects).toEqual([]);
	});

	it('counts a line that its reader refuses as a reject, and not as text', async () => {
		const bad = packet.replace('DPT=2', 'DPT=66000');
		const receipt = await receiptOf(text, bad);
		expect(receipt.rows).toEqual({ host: 1 });
		expect(receipt.rejects.map(({ reason }) => reason)).toEqual(['port out of range: 66000']);
	});

	it('keeps what a header says in native columns where they are asked for', async () => {
		const line = '<165>1 2026-01-04T03:17:36Z web1 shop 4711 ORDER [a@1 b="c"] taken';
		const { rows } = await readBytes(bytesOf(line), { settings: { native: true } });
		expect(rows.find(({ table }) => table === 'native')).toMatchObject({
			host: 'web1',
			program: 'shop',
			pid: '4711',
			message_id: 'ORDER',
			structured_data: '[a@1 b="c"]',
			message: 'taken'
		});
	});

	it('does not slow down or grow with ever new programs', async () => {
		const lines = Array.from({ length: 10_000 }, (_, i) => `Jan 15 03:17:38 gw p${i}: ${i}`);
		expect((await receiptOf(...lines)).rows).toEqual({ host: 10_000 });
	});
});
