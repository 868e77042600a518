import { expect, it } from 'vitest';
import { readBytes } from '../../../test/support/read-bytes.ts';
import { bytesOf } from '#lib/bytes.ts';

async function formatOf(record: object): Promise<string> {
	const line = JSON.stringify({ timestamp: '2026-01-04T03:17:36.000001+0000', ...record });
	return (await readBytes(bytesOf(`${line}\n${line}\n`))).receipt.format;
}

const ends = { src_ip: '203.0.113.9', src_port: 1, dest_ip: '192.0.2.1', dest_port: 2 };

it.each([
	{ event_type: 'flow', flow_id: 17, ...ends, proto: 'TCP' },
	{ event_type: 'ssh', ...ends, proto: 'TCP' },
	{ event_type: 'stats', stats: { uptime: 5 } },
	{ event_type: 'arp', arp: { opcode: 'request' } },
	{ event_type: 'a-type-of-tomorrow', flow_id: 17 }
])('a record of Suricata is EVE: %j', async (record) => {
	expect(await formatOf(record)).toBe('suricata-eve');
});

it.each([
	{ event_type: 'user.login', user: 'anna', source_ip: '203.0.113.9' },
	{ event_type: 'alert', severity: 'high', title: 'Credential dumping', host: 'ws1' },
	{ event_type: 'login', src_ip: '203.0.113.9', actor: { name: 'anna' } },
	{ event_type: 'incident', incident_id: 'INC-7', details: { alert: 'x' } },
	{ event_type: 'http', method: 'GET', path: '/a', status: 200 }
])('an event of another product is none, though it has a time and a type: %j', async (record) => {
	expect(await formatOf(record)).not.toBe('suricata-eve');
});
