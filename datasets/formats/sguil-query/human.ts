import { unreadable } from '#lib/unreadable.ts';
import { bytesOf, startsWith } from '#lib/bytes.ts';
import { type SguilAlert } from './write.ts';

const FIRST = bytesOf('Status:');
/** Sguil writes a rule of 72 dashes in front of every event. */
const RULE = bytesOf('-'.repeat(30));
/** An event says all of it within far less than this. */
const LONGEST = 8192;

const opening =
	/^Status:(\S{0,9})\s{1,9}Count:(\d{1,15})\s{1,9}Sensor:(.{0,200}?)\s{1,9}Event#(\d{1,19}\.\d{1,19})\s{1,9}(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d)\s{0,9}$/;
const packet = /^(\S{0,9}) (\S{1,45}?):(\w{0,9}|\{\}) -> (\S{1,45}?):(\w{0,9}|\{\})$/;

export function humanKind(
	bytes: Uint8Array,
	start: number,
	end: number
): 'first' | 'further' | 'between' {
	if (startsWith(bytes, FIRST, start, end)) return 'first';
	return startsWith(bytes, RULE, start, end) ? 'between' : 'further';
}

/** Reads one event: its head, its message, and the packet, a line each. */
export function readHuman(alert: SguilAlert, text: string): void {
	const [head = '', message, last, ...more] = text.slice(0, LONGEST).split('\n');
	const parts = opening.exec(head);
	if (parts === null) throw unreadable('not an event that Sguil exported', head);
	if (message === undefined || last === undefined)
		throw unreadable('the event is cut behind', message ?? head);
	if (more.length > 0) throw unreadable('a line too many', more[0]!);
	const found = packet.exec(last.trim());
	if (found === null) throw unreadable('protocol and addresses not readable', last);
	const [, status, count, sensor, event, time] = parts as unknown as string[];
	const [, proto, srcIp, srcPort, dstIp, dstPort] = found as unknown as string[];
	alert.write({
		status: status!, count: count!, sensor: sensor!, event: event!, time: time!, proto: proto!,
		srcIp: srcIp!, srcPort: srcPort!, dstIp: dstIp!, dstPort: dstPort!, message: message.trim()
	}); // prettier-ignore
}
