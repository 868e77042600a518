import { own, type DrawnFlow, type DrawnRule, type DrawnRuleset } from './model.ts';

/** A packet on its way, and what no flow tells of it. */
interface Packet {
	src: bigint;
	dst: bigint;
	proto: string;
	sport: number;
	dport: number;
	state: string;
	isLocal: boolean;
	flags: 'syn' | 'syn,ack';
}

/** What of a packet is not known from a flow: all of it is tried. */
interface Chance {
	in: string;
	out: string;
	sport: number;
	/** Whether a limit lets the packet match. */
	limit: boolean;
}

type End = 'accept' | 'drop' | 'reject';

/** What becomes of a connection, whatever is not known of it: rule by rule, a packet after the other. */
export function kernelSays(ruleset: DrawnRuleset, flow: DrawnFlow): Set<string> {
	const says = new Set<string>();
	if (!ruleset.isOpen)
		return says.add(
			connect(ruleset, flow, { in: 'eth0', out: 'eth1', sport: 40_000, limit: true })
		);
	for (const iface of ['eth0', 'eth1'])
		for (const out of ['eth0', 'eth1'])
			for (const sport of [53, 40_000])
				for (const limit of [false, true])
					says.add(connect(ruleset, flow, { in: iface, out, sport, limit }));
	return says;
}

function connect(ruleset: DrawnRuleset, flow: DrawnFlow, chance: Chance): string {
	const device = numberOf(own[ruleset.family]);
	const packet: Packet = {
		src: numberOf(flow.src),
		dst: numberOf(flow.dst),
		proto: flow.proto,
		sport: chance.sport,
		dport: flow.port,
		state: 'NEW',
		isLocal: numberOf(flow.dst) === device,
		flags: 'syn'
	};
	const isOwn = packet.src === device;
	const there = isOwn
		? [chainOf(ruleset, 'OUTPUT')]
		: [chainOf(ruleset, 'early'), chainOf(ruleset, 'nat')];
	const turned = { ...packet };
	const first = pass(there, turned, ruleset, chance);
	if (first !== 'accept') return said(first);
	const way = isOwn ? 'OUTPUT' : turned.dst === device ? 'INPUT' : 'FORWARD';
	if (!isOwn) {
		turned.isLocal = turned.dst === device;
		const second = pass(
			[chainOf(ruleset, way), chainOf(ruleset, `late ${way}`)],
			turned,
			ruleset,
			chance
		);
		if (second !== 'accept') return said(second);
	}
	return answer(ruleset, turned, way, chance, device) === 'accept' ? 'allow' : 'drop';
}

function answer(
	ruleset: DrawnRuleset,
	packet: Packet,
	way: string,
	chance: Chance,
	device: bigint
): End {
	const back: Packet = {
		...packet,
		src: packet.dst,
		dst: packet.src,
		sport: packet.dport,
		dport: 40_000,
		state: 'ESTABLISHED',
		isLocal: packet.src === device,
		flags: 'syn,ack'
	};
	const ways: Record<string, string[]> = {
		INPUT: ['OUTPUT'],
		FORWARD: ['early', 'FORWARD', 'late FORWARD'],
		OUTPUT: ['early', 'INPUT', 'late INPUT']
	};
	const chains = ways[way]!.map((name) => chainOf(ruleset, name));
	const reversed = { ...chance, in: chance.out, out: chance.in };
	return pass(chains, back, ruleset, way === 'FORWARD' ? reversed : chance);
}

interface Walked {
	name: string;
	rules: DrawnRule[];
	policy: End;
}

function chainOf(ruleset: DrawnRuleset, name: string): Walked {
	const { filter, policies, early, late, nat } = ruleset;
	if (name === 'early') return { name, rules: early, policy: 'accept' };
	if (name === 'nat') return { name, rules: nat, policy: 'accept' };
	if (name.startsWith('late')) return { name, rules: late, policy: 'accept' };
	const policy = policies[name as 'INPUT'] === 'ACCEPT' ? 'accept' : 'drop';
	return { name, rules: filter[name]!, policy };
}

function pass(chains: Walked[], packet: Packet, ruleset: DrawnRuleset, chance: Chance): End {
	for (const chain of chains) {
		const end = traverse(chain.rules, packet, ruleset, chance, chain.name) ?? chain.policy;
		if (end !== 'accept') return end;
	}
	return 'accept';
}

/** Null where the packet comes out at the end of the chain. */
function traverse(
	rules: readonly DrawnRule[],
	packet: Packet,
	ruleset: DrawnRuleset,
	chance: Chance,
	base: string
): End | null {
	for (const rule of rules) {
		if (!matches(rule, packet, chance, base, ruleset)) continue;
		const [kind, to = ''] = rule.target.split(' ');
		if (kind === 'LOG') continue;
		if (kind === 'RETURN') return null;
		if (kind === 'to') return turn(packet, to, ruleset);
		if (kind !== 'jump' && kind !== 'goto') return kind!.toLowerCase() as End;
		const end = traverse(ruleset.filter[to]!, packet, ruleset, chance, base);
		if (end !== null || kind === 'goto') return end;
	}
	return null;
}

function turn(packet: Packet, to: string, { family }: DrawnRuleset): End {
	if (/^\d+$/.test(to)) {
		packet.dst = numberOf(own[family]);
		packet.dport = Number(to);
		return 'accept';
	}
	const bracket = /^\[(.*)\]:(\d+)$/.exec(to);
	const [address, port] = bracket?.slice(1) ?? (family === 'ip' ? to.split(':') : [to]);
	packet.dst = numberOf(address!);
	if (port !== undefined) packet.dport = Number(port);
	return 'accept';
}

function matches(
	rule: DrawnRule,
	packet: Packet,
	chance: Chance,
	base: string,
	{ family }: DrawnRuleset
): boolean {
	if (rule.src !== null && within(rule.src.text, packet.src, family) === rule.src.isNot)
		return false;
	if (rule.dst !== null && within(rule.dst.text, packet.dst, family) === rule.dst.isNot)
		return false;
	if (rule.proto !== null && (rule.proto.name === packet.proto) === rule.proto.isNot) return false;
	if (rule.ports !== null) {
		const isOne = rule.ports.some(({ from, to }) => from <= packet.dport && packet.dport <= to);
		if (isOne === rule.ports[0]!.isNot) return false;
	}
	if (rule.sport !== null && rule.sport !== packet.sport) return false;
	if (rule.states !== null && !rule.states.includes(packet.state)) return false;
	if (rule.syn !== null && (packet.flags === 'syn') !== rule.syn) return false;
	if (rule.local !== null && packet.isLocal !== (rule.local === 'local')) return false;
	if (rule.interface !== null) {
		const { side } = rule.interface;
		const of = side === 'out' ? chance.out : base === 'OUTPUT' ? '' : chance.in;
		if ((rule.interface.name === of) === rule.interface.isNot) return false;
	}
	return !rule.limited || chance.limit;
}

function within(text: string, address: bigint, family: 'ip' | 'ip6'): boolean {
	if (text.includes('-')) {
		const [first, last] = text.split('-').map(numberOf);
		return first! <= address && address <= last!;
	}
	const [network, bits] = text.split('/');
	const shift = BigInt((family === 'ip' ? 32 : 128) - Number(bits));
	return numberOf(network!) >> shift === address >> shift;
}

const numbers = new Map<string, bigint>();

/** The number of an address, read the plain way. */
function numberOf(text: string): bigint {
	const known = numbers.get(text);
	if (known !== undefined) return known;
	const number = text.includes(':')
		? groupsOf(text)
		: text.split('.').reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
	numbers.set(text, number);
	return number;
}

function groupsOf(text: string): bigint {
	const [head, tail] = text.split('::').map((half) => half.split(':').filter((one) => one !== ''));
	const fill = Array<string>(8 - head!.length - (tail?.length ?? 0)).fill('0');
	return [...head!, ...fill, ...(tail ?? [])].reduce(
		(sum, group) => (sum << 16n) | BigInt(`0x${group}`),
		0n
	);
}

function said(end: End): string {
	return end === 'accept' ? 'allow' : end;
}
