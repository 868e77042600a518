import { rangeOf, readRange, type AddressRange } from '#lib/address-range.ts';
import { readNetwork } from '#lib/cidr.ts';
import type { PortRange } from './match.ts';
import type { Translation } from './ruleset.ts';

/** `address`, `address-address`, either with `:port` or `:port-port`; an IPv6 address with a port is in brackets. */
export function targetOf(text: string): Translation | null {
	const parts = /^(?:\[([^\]]+)\]|([^:]*)|([^[\]]*:[^[\]]*:[^[\]]*))(?::(\d+)(?:-(\d+))?)?$/.exec(
		text
	);
	if (parts === null) return null;
	const address = parts[1] ?? parts[2] ?? parts[3] ?? '';
	const dst = address === '' ? null : rangeIn(address);
	const ports = portsIn(parts[4], parts[5]);
	if ((address !== '' && dst === null) || ports === 'none') return null;
	if (dst === null && ports === null) return null;
	return { dst: dst === null ? null : [dst], ports, toDevice: false };
}

/** The ports of `port` or `port-port`; without one the port stays. */
export function deviceOf(text: string): Translation | null {
	const parts = /^(?:(\d+)(?:-(\d+))?)?$/.exec(text);
	const ports = parts === null ? 'none' : portsIn(parts[1], parts[2]);
	return ports === 'none' ? null : { dst: null, ports, toDevice: true };
}

function rangeIn(text: string): AddressRange | null {
	const network = readNetwork(text);
	return network?.isHost ? rangeOf(network) : readRange(text);
}

function portsIn(first: string | undefined, last: string | undefined): PortRange | null | 'none' {
	if (first === undefined) return null;
	const [from, to] = [Number(first), Number(last ?? first)];
	return from <= to && to <= 65_535 ? { from, to } : 'none';
}
