import { unreadable } from '#lib/unreadable.ts';
import { CLOSE_BRACKET, COLON, OPEN_BRACKET } from '#lib/ascii.ts';
import type { EventWriter } from '#tables/event-writer.ts';
import { indexOfByte, textOf, wholeNumber } from '#lib/bytes.ts';

/** How Snort or Suricata writes the endpoints of a packet. */
export interface Manner {
	/** False where the number behind an address is no port, because the protocol has none. */
	ports: boolean;
	/** True where an IPv6 address without brackets is followed by a colon and a number. */
	portBehindV6: boolean;
}

const ICMP6 = 58;
/** TCP, UDP and SCTP have ports, ICMP a type and a code in their place. */
const withPorts = new Set([6, 17, 132, 1, ICMP6]);

/** Whether packets of the protocol at hand have ports, or may have: where no protocol is given. */
export function hasPorts({ proto }: EventWriter): boolean {
	return !proto.isSet || withPorts.has(proto.number);
}

export function isIcmp6({ proto }: EventWriter): boolean {
	return proto.isSet && proto.number === ICMP6;
}

/**
 * Sets one endpoint: `192.0.2.1:80`, `[2001:db8::1]:80`, `2001:db8::1:80` (Suricata writes it bare), or an
 * address alone. Suricata writes `:0` for protocols without ports; that is no port.
 */
export function setEndpoint(
	alerts: EventWriter,
	side: 'src' | 'dst',
	range: { bytes: Uint8Array; start: number; end: number },
	manner: Manner
): void {
	const { bytes, start, end } = range;
	const address = side === 'src' ? alerts.srcIp : alerts.dstIp;
	const port = side === 'src' ? alerts.srcPort : alerts.dstPort;
	const bracketed = bytes[start] === OPEN_BRACKET;
	const colon = portMark(bytes, start, end, manner);
	const from = bracketed ? start + 1 : start;
	const to = bracketed ? indexOfByte(bytes, CLOSE_BRACKET, start, end) : colon;
	if (to < 0 || !address.read(bytes, from, to)) {
		throw unreadable(`${side} address not readable`, textOf(bytes, start, end));
	}
	if (colon === end || !manner.ports) return;
	const number = wholeNumber(bytes, colon + 1, end);
	if (number === null || !port.set(number)) {
		throw unreadable(`${side} port not readable`, textOf(bytes, start, end));
	}
}

/** Where the colon before the port stands; `end` where there is no port. */
function portMark(bytes: Uint8Array, start: number, end: number, manner: Manner): number {
	let last = end;
	let colons = 0;
	for (let i = start; i < end; i++) {
		if (bytes[i] === CLOSE_BRACKET) colons = 0;
		if (bytes[i] !== COLON) continue;
		last = i;
		colons++;
	}
	if (bytes[start] === OPEN_BRACKET) return colons === 1 ? last : end;
	return colons > 1 && !manner.portBehindV6 ? end : last;
}
