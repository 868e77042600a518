import type { EventWriter } from '#arrow/event-writer.ts';
import { indexOfByte, textOf, wholeNumber } from '#lib/bytes.ts';
import { Failure } from '#lib/failure.ts';

const COLON = 58;
const OPENING = 91;
const CLOSING = 93;

/** Protocols whose packets have ports, or a type and a code in their place. */
const withPorts = new Set(['tcp', 'udp', 'sctp', 'icmp', 'icmp6']);

/** How Snort or Suricata writes the endpoints of a packet. */
export interface Manner {
	/** Name of the protocol, canonical; null where the line has none. */
	proto: string | null;
	/** True where an IPv6 address without brackets is followed by a colon and a number. */
	portBehindV6: boolean;
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
	const bracketed = bytes[start] === OPENING;
	const colon = portMark(bytes, start, end, manner);
	const from = bracketed ? start + 1 : start;
	const to = bracketed ? indexOfByte(bytes, CLOSING, start, end) : colon;
	if (to < 0 || !address.read(bytes, from, to)) {
		throw unreadable(`${side} address not readable`, textOf(bytes, start, end));
	}
	if (colon === end || (manner.proto !== null && !withPorts.has(manner.proto))) return;
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
		if (bytes[i] === CLOSING) colons = 0;
		if (bytes[i] !== COLON) continue;
		last = i;
		colons++;
	}
	if (bytes[start] === OPENING) return colons === 1 ? last : end;
	return colons > 1 && !manner.portBehindV6 ? end : last;
}

export function unreadable(what: string, value: string): Failure {
	return new Failure('record not readable', `${what}: ${value}`);
}
