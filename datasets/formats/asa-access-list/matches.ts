import { networksOf, readRange } from '#lib/address-range.ts';
import { readNetwork, type Network } from '#lib/cidr.ts';
import { protocolName, protocolNumber } from '#lib/protocols.ts';
import { unreadable } from '../../framing/named-csv.ts';
import { MOST_PORT, otherPorts, type PortRange } from '../../policy/match.ts';
import { portNames } from './port-names.ts';
import type { Words } from './words.ts';

/** What a service is about: a protocol and its destination ports; null where all of them are meant. */
export interface Service {
	proto: string | null;
	ports: readonly PortRange[] | null;
	/** What the service asks for that a row cannot say; null where nothing is. */
	problem: string | null;
}

/** Takes `eq`, `neq`, `lt`, `gt` or `range` with its ports; null where none of them stands there. */
export function takePorts(words: Words): PortRange[] | null {
	const operator = words.word;
	if (!/^(?:eq|neq|lt|gt|range)$/.test(operator)) return null;
	words.take();
	const from = portOf(words.take());
	if (operator === 'range') {
		const to = portOf(words.take());
		if (to < from) throw unreadable('no such range of ports', `${from} ${to}`);
		return [{ from, to }];
	}
	const [below, at] = [[{ from: 0, to: from - 1 }], [{ from, to: from }]];
	if (operator === 'eq') return at;
	if (operator === 'neq') return otherPorts(at);
	const ranges = operator === 'lt' ? below : [{ from: from + 1, to: MOST_PORT }];
	if (ranges[0]!.from > ranges[0]!.to) throw unreadable('no port is', `${operator} ${from}`);
	return ranges;
}

function portOf(text: string): number {
	if (Object.hasOwn(portNames, text)) return portNames[text]!;
	if (!/^\d{1,5}$/.test(text) || Number(text) > MOST_PORT) throw unreadable('no such port', text);
	return Number(text);
}

/** A protocol by its name; null for `ip`, which is every one. */
export function protocolOf(word: string): string | null {
	const name = word.toLowerCase();
	if (name === 'ip') return null;
	const number = protocolNumber(name);
	if (number === null && !otherProtocols.has(name)) throw unreadable('no such protocol', word);
	if (number === 0 && name === '0') return null;
	return number === null ? name : protocolName(number);
}

/** Names that only the device has for a protocol. */
const otherProtocols = new Set(['ahp', 'ipinip', 'ipsec', 'nos', 'pcp', 'pptp', 'snp']);

/** `host A`, `A M`, or an address with the length of its prefix. */
export function takeNetwork(words: Words, names: ReadonlyMap<string, string>): Network {
	const isHost = words.takes('host');
	const written = words.take();
	const address = names.get(written) ?? written;
	if (isHost || address.includes('/')) return network(address);
	return network(`${address}/${words.take()}`);
}

/** `first last`, both included. */
export function takeRange(words: Words): Network[] {
	const text = `${words.take()}-${words.take()}`;
	const range = readRange(text);
	if (range === null) throw unreadable('no such range of addresses', text);
	return networksOf(range);
}

export function network(text: string): Network {
	const found = readNetwork(text);
	if (found === null) throw unreadable('not an address and mask', text);
	return found;
}
