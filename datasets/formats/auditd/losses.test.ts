import { expect, it } from 'vitest';
import { bytesOf } from '#lib/bytes.ts';
import { readBytes } from '#test/support/read-bytes.ts';

/** An event of that serial, so many seconds after 02:00:00. */
const event = (serial: number, seconds: number, type = 'USER_LOGIN', more = 'res=success') =>
	`type=${type} msg=audit(${1767492000 + seconds}.000:${serial}): pid=1 ${more}`;

async function lost(...lines: string[]): Promise<string[]> {
	const settings = { as: 'auditd' };
	const { receipt } = await readBytes(bytesOf(`${lines.join('\n')}\n`), { settings });
	return receipt.told_spans.map(
		({ lost: is, from_ts, to_ts }) => `${is} ${from_ts.slice(11, 19)} ${to_ts.slice(11, 19)}`
	);
}

it('between events of which the kernel numbered others, some are missing', async () => {
	expect(await lost(event(7, 0), event(8, 60), event(11, 120), event(12, 180))).toEqual([
		'true 02:01:00 02:02:00'
	]);
});

it('nothing is audited from the end of the daemon to its next start, which counts its own events', async () => {
	const lines = [
		...[event(7, 0), event(4001, 60, 'DAEMON_END'), event(1234, 300, 'DAEMON_START')],
		event(8, 360)
	];
	expect(await lost(...lines)).toEqual(['true 02:01:00 02:05:00']);
});

it('nor while auditing is switched off, to the end of the log if need be', async () => {
	const off = event(8, 60, 'CONFIG_CHANGE', 'op=set audit_enabled=0 old=1 auid=0 res=1');
	const on = event(9, 600, 'CONFIG_CHANGE', 'op=set audit_enabled=1 old=0 auid=0 res=1');
	expect(await lost(event(7, 0), off, on, event(10, 660))).toEqual(['true 02:01:00 02:10:00']);
	expect(await lost(event(7, 0), off)).toEqual(['true 02:01:00 02:31:00']);
});
