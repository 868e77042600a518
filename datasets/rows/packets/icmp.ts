import { Address } from '#lib/address.ts';
import { uint16 } from '#lib/binary.ts';
import { protocolName } from '#lib/protocols.ts';
import { readNetwork, type IpHeader } from './network.ts';
import type { Segment } from './segment.ts';

const ICMP6 = 58;
const UNREACHABLE = 'destination unreachable';

/** Names of RFC 792, RFC 1256 and RFC 950. */
const types: Readonly<Record<number, string>> = {
	0: 'echo reply',
	3: UNREACHABLE,
	4: 'source quench',
	5: 'redirect',
	8: 'echo request',
	9: 'router advertisement',
	10: 'router solicitation',
	11: 'time exceeded',
	12: 'parameter problem',
	13: 'timestamp request',
	14: 'timestamp reply',
	17: 'address mask request',
	18: 'address mask reply'
};

const types6: Readonly<Record<number, string>> = {
	1: UNREACHABLE,
	2: 'packet too big',
	3: 'time exceeded',
	4: 'parameter problem',
	128: 'echo request',
	129: 'echo reply',
	130: 'multicast listener query',
	131: 'multicast listener report',
	132: 'multicast listener done',
	133: 'router solicitation',
	134: 'router advertisement',
	135: 'neighbour solicitation',
	136: 'neighbour advertisement',
	137: 'redirect',
	143: 'multicast listener report, version 2'
};

/** Why a destination was unreachable, by code. */
const unreachable: Readonly<Record<number, string>> = {
	0: 'network',
	1: 'host',
	2: 'protocol',
	3: 'port',
	4: 'fragmentation needed',
	9: 'network prohibited',
	10: 'host prohibited',
	13: 'prohibited by a filter'
};

const unreachable6: Readonly<Record<number, string>> = {
	0: 'no route',
	1: 'prohibited by a filter',
	3: 'address',
	4: 'port',
	5: 'source refused by policy',
	6: 'route rejected'
};

/** Types that carry the beginning of the packet which they are about. */
const errors = new Set([3, 4, 5, 11, 12]);
const errors6 = new Set([1, 2, 3, 4]);
const echoes = new Set([0, 8]);
const echoes6 = new Set([128, 129]);

/** One line about an ICMP message whose type and code are there. */
export function describeIcmp(segment: Segment): string {
	const { packet, at, end, protocol } = segment;
	const six = protocol === ICMP6;
	const type = packet.bytes[at]!;
	const code = packet.bytes[at + 1]!;
	const name = nameOf(type, code, six);
	const whole = at + 8 <= end;
	if (whole && (six ? echoes6 : echoes).has(type))
		return `${name} id=${uint16(packet.bytes, at + 4)} seq=${uint16(packet.bytes, at + 6)}`;
	if (whole && (six ? errors6 : errors).has(type)) return `${name}${subject(segment)}`;
	return name;
}

function nameOf(type: number, code: number, six: boolean): string {
	const name = (six ? types6 : types)[type];
	if (name === undefined) return `${six ? 'ICMPv6' : 'ICMP'} type ${type} code ${code}`;
	if (name === UNREACHABLE) {
		const why = (six ? unreachable6 : unreachable)[code] ?? `code ${code}`;
		return `${name}: ${why}`;
	}
	return code === 0 ? name : `${name}, code ${code}`;
}

/** `, about tcp 192.0.2.1:1025 to 198.51.100.2:80`: the packet whose beginning an error quotes. */
function subject({ packet, at, end, protocol }: Segment): string {
	const quoted = { ...packet, end, start: at + 8, wireLength: 0xffff };
	const network = readNetwork(quoted, protocol === ICMP6 ? 6 : 4, at + 8);
	const { source, destination } = network;
	if (source === null || destination === null) return '';
	const ports = hasPorts(network) && network.transport! + 4 <= end ? network.transport : null;
	const from = endpoint(packet.bytes, source, network, ports);
	const to = endpoint(packet.bytes, destination, network, ports === null ? null : ports + 2);
	return `, about ${protocolName(network.protocol!)} ${from} to ${to}`;
}

function hasPorts({ protocol, transport }: IpHeader): boolean {
	return transport !== null && (protocol === 6 || protocol === 17 || protocol === 132);
}

const address = new Address();

function endpoint(bytes: Uint8Array, at: number, network: IpHeader, port: number | null): string {
	const { size } = network;
	address.take(bytes, at, size);
	if (port === null) return address.text;
	return `${size === 16 ? `[${address.text}]` : address.text}:${uint16(bytes, port)}`;
}
