import { describe, expect, it } from 'vitest';
import { EventWriter } from '#tables/event-writer.ts';
import { putPorts, secondsOf } from './nfdump.ts';

it.each([
	['0.000', 0],
	['26.658', 26.658],
	['00:00:26.658', 26.658],
	['01:02:03.004', 3723.004],
	['2d 01:00:00.000', 176_400],
	['', null],
	['1:2', null],
	['soon', null]
])('a duration of %s is %s seconds', (text, seconds) => expect(secondsOf(text)).toBe(seconds));

describe('ports', () => {
	const place = {
		sourceId: '', before: 0, record: 1, offset: 0, length: 0, event: null, extraRows: 0, native: false
	}; // prettier-ignore

	it.each([
		['tcp', '49152', '80', [49_152, 80]],
		['icmp', '0', '2048', [8, 0]],
		['icmp', '0', '3.3', [3, 3]],
		['icmp6', '0', '128.0', [128, 0]],
		['icmp6', '0', '0', [null, null]],
		['icmp', '0', '0', [0, 0]],
		['gre', '0', '0', [null, null]],
		['udp', '0', '0', [0, 0]],
		['tcp', '1', '65536', null],
		['tcp', 'x', '1', null],
		['icmp', '0', '', null],
		['icmp', '0', '300.0', null]
	])('of %s, %s and %s, are %j', (proto, source, destination, ports) => {
		const sessions = new EventWriter('sessions', place);
		sessions.proto.set(proto);
		expect(putPorts(sessions, source, destination)).toBe(ports !== null);
		const [src, dst] = [sessions.srcPort, sessions.dstPort];
		if (ports !== null)
			expect([src, dst].map((port) => (port.isSet ? port.current : null))).toEqual(ports);
	});
});
