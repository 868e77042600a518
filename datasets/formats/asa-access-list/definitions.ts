import { unreadable } from '#lib/unreadable.ts';
import { readNetwork, type Network } from '#lib/cidr.ts';
import { Failure } from '#lib/failure.ts';
import {
	everyService,
	protocolOf,
	takeNetwork,
	takePorts,
	takeRange,
	type Service
} from './matches.ts';
import { InterfaceNets } from './interface-nets.ts';
import { OwnAddresses } from './own-addresses.ts';
import { AsaWords } from './words.ts';

/** What an object or a group is made of; a `Failure` in place of a line that is not understood. */
type Part<Value> = { values: Value[] } | { of: 'object' | 'group'; name: string } | Failure;

type Kind = 'network' | 'service' | 'protocol' | 'icmp-type' | 'other';

interface Definition {
	name: string;
	kind: Kind;
	/** True for an object, which has one value: the last that it was given. */
	isOne: boolean;
	/** The protocols of a group of ports; null for a group of whole services. */
	protocols: readonly string[] | null;
	networks: Part<Network>[];
	services: Part<Service>[];
	/** Its values, once they were asked for. */
	resolved?: readonly unknown[];
}

/** Values that a group may have. */
const MOST_VALUES = 20_000;
/** Groups within groups. */
const MOST_DEPTH = 32;

const memberLine =
	/^(?:host|subnet|range|fqdn|service|network-object|port-object|service-object|group-object|protocol-object|icmp-object|nameif|ip address|ipv6 address)\s/;

/** Names, objects, groups and interfaces that a configuration defines, in any order. */
export class AsaDefinitions {
	/** Addresses by their names. */
	readonly names = new Map<string, string>();
	/** Addresses of interfaces by the name of the interface. */
	readonly #interfaces = new Map<string, Network>();
	readonly own = new OwnAddresses();
	readonly nets = new InterfaceNets();
	readonly #objects = new Map<string, Definition>();
	readonly #groups = new Map<string, Definition>();
	#current: Definition | null = null;
	/** The name of the interface that is being described; null outside of one. */
	#interface: string | null = null;

	/** Takes a line of the configuration that is no rule; false where it defines nothing that is known. */
	take(line: string): boolean {
		const words = new AsaWords(line);
		if (this.#member(words)) return true;
		const isWithin = this.#current !== null || this.#interface !== null;
		if (isWithin && /^\s/.test(line)) return true;
		this.#current = null;
		this.#interface = null;
		if (words.next === 'route') words.takes('ipv6');
		const word = words.take();
		if (words.isEnd) return false;
		if (word === 'route') this.nets.route(words, this.names);
		else if (word === 'name') this.#name(words);
		else if (word === 'interface') this.#interface = '';
		else if (word === 'object') this.#current = this.#begin(words, this.#objects);
		else if (word === 'object-group') this.#current = this.#begin(words, this.#groups);
		else return false;
		return true;
	}

	#name(words: AsaWords): void {
		const address = words.take();
		this.names.set(words.word, address);
	}

	#begin(words: AsaWords, into: Map<string, Definition>): Definition {
		const word = words.take();
		const kind = kinds.has(word) ? (word as Kind) : 'other';
		const name = words.word;
		const before = into.get(name);
		if (before?.kind === kind) return before;
		const protocols = words.next;
		const definition: Definition = {
			name,
			kind,
			isOne: into === this.#objects,
			protocols: protocols === '' ? null : protocols.split('-'),
			networks: [],
			services: []
		};
		into.set(name, definition);
		return definition;
	}

	/** The network object that is being described; null outside of one. */
	get described(): string | null {
		const { kind, isOne, name } = this.#current ?? {};
		return kind === 'network' && isOne ? (name ?? null) : null;
	}

	#member(words: AsaWords): boolean {
		if (!memberLine.test(`${words.line} `)) return false;
		if (this.#interface !== null) this.#describe(words);
		else if (this.#current !== null) this.#add(this.#current, words);
		else return false;
		return true;
	}

	#describe(words: AsaWords): void {
		if (words.takes('nameif')) {
			this.#interface = words.take();
			this.own.describe(this.#interface);
			return;
		}
		const isV4 = words.takes('ip');
		if ((!isV4 && !words.takes('ipv6')) || !words.takes('address')) return;
		if (isV4 && /^[\d.]{7,15}$/.test(words.word)) this.#address(words.word);
		this.nets.address(this.#interface!, words, this.names);
		this.own.take(words, this.names);
	}

	#address(text: string): void {
		const found = readNetwork(text);
		if (found !== null) this.#interfaces.set(this.#interface!, found);
	}

	#add(definition: Definition, words: AsaWords): void {
		const { kind, isOne, networks, services } = definition;
		if (isOne) networks.length = services.length = 0;
		try {
			if (kind === 'network') networks.push(this.#networkPart(words));
			else if (kind !== 'other') services.push(this.#servicePart(definition, words));
		} catch (error) {
			if (!(error instanceof Failure)) throw error;
			(kind === 'network' ? networks : services).push(error);
		}
	}

	#networkPart(words: AsaWords): Part<Network> {
		const word = words.word;
		if (word !== 'host') words.take();
		if (word === 'group-object') return { of: 'group', name: words.take() };
		if (word === 'range') return { values: takeRange(words) };
		if (word === 'network-object' && words.takes('object'))
			return { of: 'object', name: words.take() };
		if (word === 'network-object' || word === 'subnet' || word === 'host')
			return { values: [takeNetwork(words, this.names)] };
		throw unreadable('not an address', words.line);
	}

	#servicePart({ kind, protocols }: Definition, words: AsaWords): Part<Service> {
		const word = words.take();
		if (word === 'group-object') return { of: 'group', name: words.take() };
		if (word === 'protocol-object')
			return { values: [{ ...everyService, proto: protocolOf(words.take()) }] };
		if (kind === 'icmp-type') throw unreadable('a type of ICMP', words.line);
		if (word === 'port-object') {
			const ports = takePorts(words)?.() ?? null;
			if (ports === null || protocols === null) throw unreadable('not a port', words.line);
			return { values: protocols.map((proto) => ({ ...everyService, proto, ports })) };
		}
		if (words.takes('object')) return { of: 'object', name: words.take() };
		return { values: takeServices(words) };
	}

	/** The networks of an object or group. Throws `record not readable` where not all of them are known. */
	networks(of: 'object' | 'group', name: string): Network[] {
		return this.#values(of, name, ({ networks }) => networks, 0);
	}

	/** The services of an object or group; throws as `networks` does. */
	services(of: 'object' | 'group', name: string): Service[] {
		return this.#values(of, name, ({ services }) => services, 0);
	}

	/** What an object or group is made of; null where it is not defined. */
	kindOf(of: 'object' | 'group', name: string): Kind | null {
		return this.#map(of).get(name)?.kind ?? null;
	}

	/** Whether a group is of ports whose protocol stands in the rule. */
	isOfPorts(name: string): boolean {
		const group = this.#groups.get(name);
		return group?.kind === 'service' && group.protocols !== null;
	}

	/** The address of an interface itself. */
	address(name: string): Network {
		const found = this.#interfaces.get(name);
		if (found === undefined) throw unreadable('the address of the interface is not known', name);
		return found;
	}

	#map(of: 'object' | 'group'): Map<string, Definition> {
		return of === 'object' ? this.#objects : this.#groups;
	}

	#values<Value>(
		of: 'object' | 'group',
		name: string,
		parts: (definition: Definition) => Part<Value>[],
		depth: number
	): Value[] {
		const definition = this.#map(of).get(name);
		if (definition === undefined) throw unreadable(`${of} not defined here`, name);
		if (depth > MOST_DEPTH) throw unreadable('groups within groups, too deep', name);
		const known = definition.resolved as Value[] | undefined;
		if (known !== undefined) return known;
		const found: Value[] = [];
		for (const part of parts(definition)) {
			if (part instanceof Failure)
				throw unreadable(`${of} ${name.slice(0, 40)} not understood`, part.message);
			const values =
				'values' in part ? part.values : this.#values(part.of, part.name, parts, depth + 1);
			if (found.length + values.length > MOST_VALUES)
				throw unreadable(`more than ${MOST_VALUES} values in ${of}`, name);
			for (const value of values) found.push(value);
		}
		if (found.length === 0) throw unreadable(`${of} without a value`, name);
		definition.resolved = found;
		return found;
	}
}

const kinds = new Set<string>(['network', 'service', 'protocol', 'icmp-type']);

/** `tcp destination eq 443`, and `tcp eq 443` as older versions write it. */
function takeServices(words: AsaWords): Service[] {
	const word = words.take();
	const protocols = word === 'tcp-udp' ? ['tcp', 'udp'] : [protocolOf(word)];
	let problem: string | null = null;
	let sources: Service['sources'] = null;
	if (words.takes('source')) {
		sources = takePorts(words)?.() ?? null;
		problem = sources === null ? 'source ports not understood' : 'asks for source ports';
	}
	words.takes('destination');
	const ports = takePorts(words)?.() ?? null;
	if (!words.isEnd) problem ??= `not understood: ${words.rest.slice(0, 80)}`;
	return protocols.map((proto) => ({ proto, ports, sources, problem }));
}
