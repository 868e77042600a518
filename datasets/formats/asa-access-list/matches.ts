import { unreadable } from '#lib/unreadable.ts';
import { networksOf, readRange } from '#lib/address-range.ts';
import { readNetwork, type Network } from '#lib/cidr.ts';
import { MOST_PORT, otherPorts, type PortRange } from '../../rows/policy/match.ts';
import { protocolIn } from '../../rows/policy/protocols.ts';
import { portNames } from './port-names.ts';
import type { AsaWords } from './words.ts';

/** What a service is about: a protocol and its ports; null where all of them are meant. */
export interface Service {
	proto: string | null;
	/** Destination ports. */
	ports: readonly PortRange[] | null;
	sources: readonly PortRange[] | null;
	/** What the service asks for that a row cannot say; null where nothing is. */
	problem: string | null;
}

export const everyService: Service = { proto: null, ports: null, sources: null, problem: null };

/**
 * Takes `eq`, `neq`, `lt`, `gt` or `range` with its ports; null where none of them stands there. Which ports they are is
 * found out when it is asked.
 */
export function takePorts(words: AsaWords): (() => PortRange[]) | null {
	const operator = words.word;
	if (!/^(?:eq|neq|lt|gt|range)$/.test(operator)) return null;
	// `range` stands in front of addresses too.
	if (operator === 'range' && /[.:]/.test(words.next)) return null;
	words.take();
	const first = words.take();
	const last = operator === 'range' ? words.take() : first;
	return () => rangesOf(operator, portOf(first), portOf(last));
}

function rangesOf(operator: string, from: number, to: number): PortRange[] {
	if (operator === 'neq') return otherPorts([{ from, to }]);
	const range =
		operator === 'lt'
			? { from: 0, to: from - 1 }
			: operator === 'gt'
				? { from: from + 1, to: MOST_PORT }
				: { from, to };
	if (range.from > range.to) throw unreadable('no port is', `${operator} ${from} ${to}`);
	return [range];
}

/** A port by its number or name. Throws `record not readable` for anything else. */
export function portOf(text: string): number {
	if (Object.hasOwn(portNames, text)) return portNames[text]!;
	if (!/^\d{1,5}$/.test(text) || Number(text) > MOST_PORT) throw unreadable('no such port', text);
	return Number(text);
}

/** A protocol by its name; null for `ip`, which is every one. */
export function protocolOf(word: string): string | null {
	const name = word.toLowerCase();
	if (name === 'ip' || name === '0') return null;
	const found = protocolIn(Object.hasOwn(ownNames, name) ? ownNames[name]! : name);
	if (found === null) throw unreadable('no such protocol', word);
	return found;
}

/** Names that only the device has for a protocol. */
const ownNames: Readonly<Record<string, string>> = {
	ahp: 'ah', ipinip: 'ipip', ipsec: 'esp', nos: '94', pcp: '108', pptp: 'gre', snp: '109'
}; // prettier-ignore

/** `host A`, `A M`, or an address with the length of its prefix. */
export function takeNetwork(words: AsaWords, names: ReadonlyMap<string, string>): Network {
	const isHost = words.takes('host');
	const written = words.take();
	const address = names.get(written) ?? written;
	if (isHost || address.includes('/')) return network(address);
	return network(`${address}/${words.take()}`);
}

/** `first last`, both included. */
export function takeRange(words: AsaWords): Network[] {
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
