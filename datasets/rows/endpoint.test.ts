import { expect, it } from 'vitest';
import { EventWriter, type RecordOrigin } from '#tables/event-writer.ts';
import { rowObjects } from '#tables/row-objects.ts';
import { bytesOf } from '#lib/bytes.ts';
import { putEndpoint } from './endpoint.ts';

const place: RecordOrigin = {
	sourceId: '', before: 0, record: 1, offset: 0, length: 1, event: null, extraRows: 0, native: false
}; // prettier-ignore

it.each([
	['192.0.2.1:80', '192.0.2.1', 80],
	['192.0.2.1', '192.0.2.1', null],
	['[2001:db8::1]:443', '2001:db8::1', 443],
	['[2001:db8::1]', '2001:db8::1', null],
	['2001:db8:0::1:443', '2001:db8::1', 443],
	['2001:db8:1:2:3:4:5:6', '2001:db8:1:2:3:4:5:6', null],
	['192.0.2.1:65536', '192.0.2.1', null],
	['192.0.2.1:', '192.0.2.1', null],
	['192.0.2.1:-1', '192.0.2.1', null],
	['www.example.org:80', null, null],
	['unix:1', null, null],
	['', null, null]
])('the endpoint %j has address %j and port %j', (text, ip, port) => {
	const writer = new EventWriter('web', { ...place });
	const bytes = bytesOf(text);
	const columns = { ip: writer.srcIp, port: writer.srcPort };
	expect(putEndpoint(columns, bytes, 0, bytes.length)).toBe(ip !== null);
	writer.commit();
	const [row] = rowObjects(writer.take()!);
	expect([row!.src_ip, row!.src_port]).toEqual([ip, port]);
});
