import { describe, expect, it } from 'vitest';
import { readBytes } from '../../../test/support/read-bytes.ts';
import { bytesOf } from '#lib/bytes.ts';

const header = (text: string) => `Jan 15 03:17:36 gw ${text}`;

describe('the own log of a program is not syslog', () => {
	it.each([
		'2026-01-15 03:17:36,123 INFO  [main] com.example.App - started',
		'2026-01-15 03:17:36,123 worker app: started',
		'2026-01-15 03:17:36 ERROR: Could not connect',
		'2026-01-15T03:17:36.123Z INFO worker[3]: started',
		'2026-01-15T03:17:36.123Z error db: could not connect',
		'2026-01-15T03:17:36Z [WARN] db: retry',
		'2026-01-15T03:17:38Z Could not connect: timeout',
		'Jan 15 03:17:36 ERROR app: could not connect'
	])('%s', async (line) => {
		await expect(readBytes(bytesOf(`${line}\n${line}\n`))).rejects.toThrow('no format here fits');
	});

	it('and a level is no machine where such a line stands in one', async () => {
		const own = '2026-01-15T03:17:36.123Z ERROR db: could not connect';
		const { rows } = await readBytes(bytesOf(`${header('a[1]: b')}\n${header('c: d')}\n${own}\n`));
		expect(rows.map(({ host }) => host)).toEqual(['gw', 'gw', null]);
	});
});

describe('syslog of a device that writes no program and no priority is host rows', () => {
	it.each([
		[
			'Cisco IOS',
			'15: *Jan 15 03:17:36.123: %SYS-5-CONFIG_I: Configured from console by bob on vty0'
		],
		['Cisco IOS, without its own time', '%LINK-3-UPDOWN: Interface Gi0/1, changed state to up'],
		[
			'NetScaler',
			'01/15/2026:03:17:36 GMT ns1 0-PPE-0 : default SSLVPN LOGIN 1234 0 : Context bob@203.0.113.9'
		],
		['Meraki', '1768447056.123456789 MX84 flows src=192.0.2.9 dst=203.0.113.1 protocol=tcp']
	])('%s', async (_, text) => {
		const { receipt, rows } = await readBytes(bytesOf(`${header(text)}\n${header(text)}\n`));
		expect([receipt.format, receipt.rows, receipt.rejects]).toEqual(['syslog', { host: 2 }, []]);
		expect(rows[0]).toMatchObject({ host: 'gw', message: text });
		expect(String(rows[0]!.ts)).toContain('-01-15T03:17:36');
	});
});
