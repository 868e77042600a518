import { describe, expect, it } from 'vitest';
import { bytesOf } from '#lib/bytes.ts';
import { readBytes, type ReadResult } from './support/read-bytes.ts';

const read = (text: string): Promise<ReadResult> =>
	readBytes(bytesOf(`${text}\n`), { modified: '2024-06-01T00:00:00Z' });

const cef = (pairs: string) =>
	`CEF:0|Vendor|Firewall|5|deny|Denied|9|${pairs} src=192.0.2.1 dst=203.0.113.22 act=deny`;
const fortinet = (pairs: string) =>
	`${pairs} devid="FGT60F0000000001" logid="0000000013" type="traffic" subtype="forward" level="notice" vd="root" srcip=192.0.2.1 srcport=1 dstip=203.0.113.22 dstport=443 proto=6 action="accept"`;
const junos = (pairs: string) =>
	`<14>1 - srx-1 RT_FLOW - RT_FLOW_SESSION_DENY [junos@2636.1.1.1.2.129 ${pairs} source-address="192.0.2.1" source-port="1" destination-address="203.0.113.22" destination-port="2" protocol-id="6"] denied`;
const utm =
	'id="2001" severity="info" sys="SecureNet" sub="packetfilter" name="Packet dropped" action="drop" fwrule="60001" srcip="192.0.2.1" dstip="203.0.113.22" proto="6" srcport="1" dstport="2"';
const packet =
	'IN=eth0 OUT= MAC= SRC=192.0.2.1 DST=203.0.113.22 LEN=40 TOS=0x00 TTL=5 ID=1 PROTO=TCP SPT=1 DPT=80 WINDOW=1 SYN';
const windows = (pairs: string) =>
	`{"EventID":1,"SourceName":"Microsoft-Windows-Sysmon","Channel":"Sysmon",${pairs}"Image":"a.exe"}`;

describe('a record without a time', () => {
	it.each([
		['CEF', cef('')],
		['LEEF', 'LEEF:1.0|Vendor|Firewall|5|deny|src=192.0.2.1\tdst=203.0.113.22\taction=deny'],
		['FortiOS', fortinet('devname="fw"')],
		['Junos', junos('')],
		['UTM', utm],
		['SonicOS', `id=firewall sn=1 time="" fw=198.51.100.2 pri=5 c=64 m=97 src=192.0.2.1:1:X0`],
		['netfilter', packet],
		['the kernel’s own clock', `[  203.842973] [UFW BLOCK] ${packet}`],
		['HAProxy', 'Connect from 203.0.113.17:33312 to 192.0.2.31:8012 (www/HTTP)'],
		['Windows', windows('')]
	])('is a row without one, and the receipt says so (%s)', async (_, text) => {
		const { receipt, rows } = await read(text);
		expect(rows).toMatchObject([{ ts: null }]);
		expect(receipt.rejects).toEqual([]);
		expect(receipt.notes).toContain('a record without a time is a row without one');
	});
});

describe('a time that cannot be read', () => {
	it.each([
		['rt', cef('rt=Mar 01 2024 10:15:11 IST')],
		['date and time', fortinet('date=2024-13-01 time=10:15:15')],
		[
			'time',
			'id=firewall sn=1 time="yesterday" fw=198.51.100.2 pri=5 c=64 m=97 src=192.0.2.1:1:X0'
		],
		['epoch-time', junos('epoch-time="soon"')]
	])('leaves its row without one, and is named (%s)', async (name, text) => {
		const { receipt, rows } = await read(text);
		expect(rows).toMatchObject([{ ts: null }]);
		expect(receipt.notes).toContain(
			`the time in ${name} cannot be read, and the record has no other: a row without a time`
		);
	});

	it('is named too where another stands in its place', async () => {
		const header = await read(`<13>Mar  1 10:15:11 fw ${cef('rt=Mar 01 2024 10:15:11 IST')}`);
		expect(header.rows).toMatchObject([{ ts: '2024-03-01T10:15:11.000000Z' }]);
		expect(header.receipt.notes).toContain(
			'the time in rt cannot be read; that of the syslog header stands in its place'
		);
		const own = await read(cef('start=Mar 01 2024 10:15:11 IST rt=1709288111000'));
		expect(own.rows).toMatchObject([{ ts: '2024-03-01T10:15:11.000000Z' }]);
		expect(own.receipt.notes).toContain(
			'the time in start cannot be read; another of the record stands in its place'
		);
	});

	it.each([
		['sshd[11]: Failed password for root from 198.51.100.1 port 22 ssh2', 'a log of sshd'],
		['cron[1]: (root) CMD (true)', 'a log of anything'],
		[`kernel: ${packet}`, 'a log of packets']
	])('is the reason of the reject where it stands in front of %s', async (text) => {
		const good = `Jun 30 10:20:30 host1 ${text}\n`;
		for (const time of ['2025-06-31T10:20:30.000000+01:00', 'Jun 31 10:20:30', 'Jun  1 14:75:00']) {
			const { receipt, rows } = await read(
				`${good}<13>${time} host1 ${text}\n${time} host1 ${text}`
			);
			expect(rows).toHaveLength(1);
			expect(receipt.rejects.map(({ reason }) => reason)).toEqual([
				`no such time: ${time}`,
				`no such time: ${time}`
			]);
		}
	});
});

describe('the times of CEF', () => {
	it.each([
		['rt=1709288111000', '10:15:11.000000'],
		['rt=1709288111000 UTC', '10:15:11.000000'],
		['rt=1709288111', '10:15:11.000000'],
		['rt=Mar 01 10:15:11', '10:15:11.000000'],
		['rt=Mar 01 10:15:11.250', '10:15:11.250000'],
		['rt=Mar 01 10:15:11.250 GMT+00:00', '10:15:11.250000'],
		['rt=Mar 01 12:15:11 GMT+02:00', '10:15:11.000000'],
		['rt=Mar 01 2024 10:15:11', '10:15:11.000000'],
		['rt=Mar 01 2024 10:15:11.250', '10:15:11.250000'],
		['rt=Mar 01 2024 02:15:11.250 GMT-08:00', '10:15:11.250000'],
		['rt=Mar 01 2024 10:15:11 UTC', '10:15:11.000000'],
		['rt=2024-03-01T10:15:11.250Z', '10:15:11.250000'],
		['rt=2024-03-01T12:15:11+02:00', '10:15:11.000000'],
		['rt=Mar 01 2024 12:15:11 dtz=GMT+02:00', '10:15:11.000000'],
		['rt=Mar 01 2024 11:15:11 dtz=Europe/Berlin', '10:15:11.000000'],
		['rt=Mar 01 2024 10:15:11 UTC dtz=+05:00', '10:15:11.000000'],
		['rt=1709288111000 dtz=+05:00', '10:15:11.000000'],
		['deviceReceiptTime=1709288111000', '10:15:11.000000'],
		['startTime=1709288111000', '10:15:11.000000'],
		['endTime=1709288111000', '10:15:11.000000']
	])('are read before that of the syslog header, as %s', async (pairs, clock) => {
		const { receipt, rows } = await read(`<13>May  9 01:02:03 fw ${cef(pairs)}`);
		expect(rows).toMatchObject([{ ts: `2024-03-01T${clock}Z` }]);
		expect(receipt.notes.filter((note) => note.startsWith('the time in'))).toEqual([]);
	});

	it('name a zone that is not known: it is not used, and that is said', async () => {
		const { receipt, rows } = await read(cef('rt=Mar 01 2024 10:15:11 dtz=IST'));
		expect(rows).toMatchObject([{ ts: '2024-03-01T10:15:11.000000Z' }]);
		expect(receipt.notes).toContain('a dtz is no zone that is known; it was not used');
	});
});

describe('the keys of CEF', () => {
	it('are known by their full names too', async () => {
		const { rows } = await read(
			'CEF:0|Vendor|Firewall|5|deny|Denied|9|deviceReceiptTime=1709288111000 sourceAddress=192.0.2.1 sourcePort=5 destinationAddress=203.0.113.22 destinationPort=443 transportProtocol=TCP deviceAction=deny deviceHostName=fw-7 deviceCustomString1Label=Rule deviceCustomString1=r9 bytesIn=3 bytesOut=4'
		);
		expect(rows).toMatchObject([
			{
				table: 'firewall',
				src_ip: '192.0.2.1',
				src_port: 5,
				dst_ip: '203.0.113.22',
				dst_port: 443,
				proto: 'tcp',
				action: 'deny',
				device: 'fw-7',
				rule: 'r9',
				bytes: 7
			}
		]);
	});
});

describe('the time of an event of Windows', () => {
	it.each([
		['"EventTime":"2024-03-01 12:15:11","UtcTime":"2024-03-01 10:15:11.250",', '10:15:11.250000'],
		['"EventTime":"2024-03-01 12:15:11","TimeCreated":"2024-03-01T10:15:11Z",', '10:15:11.000000'],
		['"EventTime":"2024-03-01T12:15:11+02:00",', '10:15:11.000000'],
		[
			'"UtcTime":"2024-03-01 10:15:11.250","TimeCreated":"/Date(1709288111000)/",',
			'10:15:11.000000'
		]
	])('is the one whose zone is known, whichever stands first: %s', async (pairs, clock) => {
		const { rows } = await readBytes(bytesOf(windows(pairs)), { settings: { zone: '+07:00' } });
		expect(rows).toMatchObject([{ ts: `2024-03-01T${clock}Z` }]);
	});

	it('is told where one of them cannot be read', async () => {
		const { receipt, rows } = await read(
			windows('"TimeCreated":"2024-03-32T10:15:11Z","UtcTime":"2024-03-01 10:15:11",')
		);
		expect(rows).toMatchObject([{ ts: '2024-03-01T10:15:11.000000Z' }]);
		expect(receipt.notes).toContain(
			'a time of an event cannot be read; another of the event stands in its place'
		);
	});
});

describe('a record of FortiOS', () => {
	it.each([
		['tz="UTC+2:00"'],
		['tz="+0200"'],
		['timestamp=1709288111 tz="UTC+2:00"'],
		['timestamp=1709288111 tz="somewhere"'],
		['timestamp=1709288111'],
		['eventtime=1709288111000000000 tz="somewhere"']
	])('is of the moment that it names, however it names the zone: %s', async (pairs) => {
		const { rows } = await read(fortinet(`date=2024-03-01 time=12:15:11 ${pairs}`));
		expect(rows).toMatchObject([{ ts: '2024-03-01T10:15:11.000000Z' }]);
	});
});

describe('logs of PAN-OS of every type', () => {
	const behind = (count: number) => ','.repeat(count);
	it.each([
		[
			'SYSTEM',
			`general,0,2024/03/01 12:15:11,,general,,0,0,general,informational,text,1,0x0,0,0,0,0,,fw,0,0,`
		],
		[
			'CONFIG',
			`0,0,2024/03/01 12:15:11,192.0.2.9,,set,admin,Web,Succeeded,path,1,0x0,0,0,0,0,,fw,0,`
		],
		['GLOBALPROTECT', `0,2561,2024/03/01 12:15:11,vsys1,gateway-auth,login${behind(20)}`]
	])('are of the stamp with a zone that ends them (%s)', async (type, fields) => {
		const line = `1,2024/03/01 12:15:12,001801000001,${type},${fields}2024-03-01T12:15:11.250+02:00`;
		const { receipt } = await readBytes(bytesOf(`${line}\n`), { settings: { as: 'palo-alto' } });
		expect(receipt.notes).toEqual([]);
		expect(receipt.rows.native ?? 0).toBe(type === 'GLOBALPROTECT' ? 1 : 0);
		if (type !== 'GLOBALPROTECT') expect(receipt.first_ts).toBe('2024-03-01T10:15:11.000000Z');
	});
});
