import { describe, expect, it } from 'vitest';
import { bytesOf } from '#lib/bytes.ts';
import { readBytes } from '#test/support/read-bytes.ts';

const call = (serial: number) =>
	`type=SYSCALL msg=audit(1767493056.123:${serial}): arch=c000003e syscall=59 success=yes uid=0 exe="/bin/a"`;
const path = (serial: number) =>
	`type=PATH msg=audit(1767493056.123:${serial}): item=0 name="/tmp/x" nametype=NORMAL`;

async function read(lines: string[], native = false) {
	return readBytes(bytesOf(lines.join('\n')), { settings: { native } });
}

describe('records of an event of auditd', () => {
	it('that follow one another are one row', async () => {
		const { receipt, rows } = await read([call(1), path(1), call(2)]);
		expect(receipt.records).toBe(2);
		expect(rows.map(({ event_id, path }) => [event_id, path])).toEqual([
			['1', '/tmp/x'],
			['2', null]
		]);
	});

	it('that stand apart are rows of their own, and the receipt says so', async () => {
		const { receipt, rows } = await read([call(1), call(2), path(1), path(2)]);
		expect(rows.map(({ event_id }) => event_id)).toEqual(['1', '2', '1', '2']);
		expect(receipt.records).toBe(4);
		expect(receipt.notes).toEqual([
			'records of one event stand apart; each run of them is a row (2 times)'
		]);
	});

	it('of two machines with one serial are not joined', async () => {
		const { rows } = await read([`node=a ${call(1)}`, `node=b ${path(1)}`]);
		expect(rows.map(({ host }) => host)).toEqual(['a', 'b']);
	});

	it('are kept in native columns, decoded, where they are asked for', async () => {
		const title = 'type=PROCTITLE msg=audit(1767493056.123:1): proctitle=6964002D61';
		const { rows } = await read([call(1), path(1), title], true);
		expect(rows.find(({ table }) => table === 'native')).toMatchObject({
			types: 'SYSCALL PATH PROCTITLE',
			success: 'yes',
			proctitle: 'id -a',
			paths: '/tmp/x'
		});
	});

	it('take no more than a mebibyte into one row', async () => {
		const lines = Array.from({ length: 12_000 }, () => call(1));
		const { receipt } = await read(lines);
		expect(receipt.records).toBe(2);
		expect(receipt.rows).toEqual({ host: 2 });
	});

	it('among the lines of other programs are rows one by one', async () => {
		const { receipt } = await read([
			'Jan 15 03:17:38 gw backup[7]: finished',
			`Jan 15 03:17:38 gw audispd: ${call(1)}`,
			`Jan 15 03:17:38 gw audispd: ${path(1)}`
		]);
		expect(receipt.by_format).toEqual({ auditd: 2 });
	});
});
