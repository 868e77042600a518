import { expect, it } from 'vitest';
import { bytesOf } from '#lib/bytes.ts';
import { headOf, recognise } from './recognise.ts';

const chosen = (text: string) => recognise(headOf(bytesOf(text), true), null);

const packet =
	'IN=eth0 OUT= SRC=203.0.113.9 DST=192.0.2.10 LEN=60 TOS=0x00 PREC=0x00 TTL=50 ID=1 PROTO=TCP SPT=4000 DPT=22 WINDOW=1 RES=0x00 SYN URGP=0';
const denial =
	'%ASA-4-106023: Deny tcp src outside:203.0.113.9/4000 dst inside:192.0.2.10/22 by access-group \\"out\\" [0x0, 0x0]';

it.each([
	['journald', 'syslog-json', `{"__REALTIME_TIMESTAMP":"1705288656000000","_HOSTNAME":"web-1","SYSLOG_IDENTIFIER":"kernel","MESSAGE":"${packet}"}`],
	['rsyslog', 'syslog-json', `{"timestamp":"2024-01-15T03:17:36Z","host":"fw-1","syslog-tag":"%ASA-4-106023:","message":"${denial}"}`],
	['sagan', 'ndjson', `{"timestamp":"2024-01-15T03:17:36.000+0000","src_ip":"203.0.113.9","syslog_host":"192.0.2.1","message":"${denial}"}`],
	['syslog-ng', 'syslog-json', `{"PROGRAM":"kernel","ISODATE":"2024-01-15T03:17:36+00:00","HOST":"fw-1","MESSAGE":"${packet}"}`]
])('JSON of %s whose text holds a message of a firewall is not read as the lines of that firewall', (_, name, line) => {
	const { format, runnerUp } = chosen(`${line}\n${line}\n`);
	expect(format.name).toBe(name);
	// Lines that are objects are messages of no firewall: none of its formats was even second.
	expect(['iptables', 'cisco-asa']).not.toContain(runnerUp?.format);
}); // prettier-ignore

it('statistics of nfdump are a table, and no log of a firewall that rejects them', () => {
	const row = (port: number) =>
		`2017-07-14 02:40:20,2017-07-14 02:40:40,20.049,ICMP6,${port},3,8.8,3,4.8,216,2.7,0,86,72`;
	const head = 'ts,te,td,pr,val,fl,flP,ipkt,ipktP,ibyt,ibytP,ipps,ibps,ibpp';
	expect(chosen([head, row(34_560), row(768), row(22), ''].join('\n')).format.name).toBe(
		'delimited'
	);
});

it('a format that rejects all keeps a source that no other one reads better', () => {
	const line = `Jan 15 03:17:36 fw kernel: ${packet.replace('203.0.113.9', 'nowhere')}`;
	expect(chosen(`${line}\n`).format.name).toBe('iptables');
});
