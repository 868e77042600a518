import {
	own,
	plain,
	type DrawnAddresses,
	type DrawnFlow,
	type DrawnRule,
	type DrawnRuleset
} from './model.ts';

/** Draws the same from the same seed. */
export class Draw {
	#state: number;

	constructor(seed: number) {
		this.#state = seed;
	}

	number(below: number): number {
		this.#state = (this.#state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
	}

	of<T>(values: readonly T[]): T {
		return values[this.number(values.length)]!;
	}

	/** True once in so many times. */
	once(times: number): boolean {
		return this.number(times) === 0;
	}
}

const networks = {
	ip: ['10.9.0.0/24', '10.9.0.2/32', '192.0.2.0/24', '10.9.1.5/32', '10.9.1.0/24', '10.9.0.1/32',
		'10.9.0.2-10.9.0.77', '192.0.2.16-192.0.2.47'],
	ip6: ['fd00:9::/64', 'fd00:9::2/128', '2001:db8::/32', 'fd00:a::5/128', 'fd00:a::/64', 'fd00:9::1/128',
		'fd00:9::1-fd00:9::9', '2001:db8::7-2001:db8::9']
}; // prettier-ignore

const hosts = {
	ip: ['10.9.0.2', '10.9.0.77', '192.0.2.20', '198.51.100.7', '10.9.0.1', '10.9.1.5', '10.9.1.9'],
	ip6: ['fd00:9::2', 'fd00:9::77', '2001:db8::7', '2001:db9::7', 'fd00:9::1', 'fd00:a::5', 'fd00:a::9']
}; // prettier-ignore

const ports = [22, 25, 53, 80, 443, 8000, 8080, 9999];

export function drawFlow(draw: Draw, family: 'ip' | 'ip6'): DrawnFlow {
	const src = draw.of(hosts[family].filter((host) => host !== own[family] || draw.once(4)));
	const dst = draw.once(2) ? own[family] : draw.of(hosts[family]);
	return src === dst
		? drawFlow(draw, family)
		: { src, dst, proto: draw.of(['tcp', 'tcp', 'udp', 'icmp', 'gre']), port: draw.of(ports) };
}

/**
 * A ruleset that the kernel would take: chains lead to later ones alone. One in two asks for nothing but what a flow
 * tells, so that every answer must be known. Small ones have fewer rules a chain, of every kind that large ones have.
 */
export function drawRuleset(draw: Draw, isSmall: boolean): DrawnRuleset {
	const family = draw.once(4) ? 'ip6' : 'ip';
	const isOpen = draw.once(2);
	const rules = (most: number, targets: readonly string[]) =>
		Array.from({ length: draw.number((isSmall ? Math.ceil(most / 2) : most) + 1) }, () =>
			drawRule(draw, family, isOpen, targets)
		);
	const ends = ['ACCEPT', 'ACCEPT', 'DROP', 'DROP', 'REJECT', 'LOG'];
	const base = [...ends, 'RETURN', 'jump one', 'jump two', 'goto one', 'goto two'];
	const policy = () => draw.of(['ACCEPT', 'DROP'] as const);
	return {
		isOpen,
		family,
		filter: {
			INPUT: [...established(draw), ...rules(5, base)],
			FORWARD: [...established(draw), ...rules(4, base)],
			OUTPUT: draw.once(3) ? [...established(draw), ...rules(2, base).map(leaving)] : [],
			one: rules(4, [...ends, 'RETURN', 'jump two', 'goto two', 'jump three']),
			two: rules(4, [...ends, 'RETURN', 'jump three', 'goto three']),
			three: rules(3, [...ends, 'RETURN'])
		},
		policies: {
			INPUT: policy(),
			FORWARD: policy(),
			OUTPUT: draw.once(4) ? policy() : 'ACCEPT'
		},
		early: draw.once(3) ? rules(2, ['ACCEPT', 'DROP', 'LOG']) : [],
		late: draw.once(4) ? rules(2, ['ACCEPT', 'DROP', 'REJECT', 'RETURN']) : [],
		nat: draw.once(3) ? natRules(draw, family, isOpen) : []
	};
}

/** Packets of the device itself come by no interface: rules about them ask by which they go. */
function leaving(rule: DrawnRule): DrawnRule {
	return { ...rule, interface: rule.interface && { ...rule.interface, side: 'out' } };
}

function established(draw: Draw): DrawnRule[] {
	return draw.once(3) ? [] : [{ ...plain, states: ['ESTABLISHED', 'RELATED'] }];
}

function natRules(draw: Draw, family: 'ip' | 'ip6', isOpen: boolean): DrawnRule[] {
	const targets =
		family === 'ip'
			? ['to 10.9.1.5:443', 'to 10.9.1.5:80', 'to 10.9.1.9', 'to 8080', 'to 22', 'RETURN', 'ACCEPT']
			: ['to [fd00:a::5]:443', 'to fd00:a::9', 'to 8080', 'to 22', 'RETURN', 'ACCEPT'];
	return Array.from({ length: 1 + draw.number(3) }, () => {
		const rule = drawRule(draw, family, isOpen, targets);
		const isTurning = rule.target.startsWith('to ');
		const proto = isTurning ? { name: draw.of(['tcp', 'udp']), isNot: false } : rule.proto;
		const asked =
			isTurning && (proto?.name !== rule.proto?.name || rule.proto?.isNot) ? null : rule.ports;
		return { ...rule, proto, ports: asked, states: null, syn: null, sport: null };
	});
}

function drawRule(
	draw: Draw,
	family: 'ip' | 'ip6',
	isOpen: boolean,
	targets: readonly string[]
): DrawnRule {
	const name = draw.of(['tcp', 'udp', 'tcp', 'icmp']);
	const [src, dst] = drawAddresses(draw, family);
	// Every protocol but one is 250 rows for each network: enough for one rule, too much for thousands.
	const isWide = src !== null || dst !== null;
	const proto = draw.once(3) ? null : { name, isNot: !isWide && draw.once(12) };
	const hasPorts = proto !== null && !proto.isNot && name !== 'icmp';
	return {
		src,
		dst,
		proto,
		ports: hasPorts && !draw.once(4) ? drawPorts(draw) : null,
		sport: isOpen && hasPorts && draw.once(8) ? 53 : null,
		states: draw.once(6)
			? draw.of([['NEW'], ['NEW', 'ESTABLISHED'], ['INVALID'], ['ESTABLISHED']])
			: null,
		syn: proto?.name === 'tcp' && !proto.isNot && draw.once(8) ? draw.once(2) : null,
		local: draw.once(10) ? draw.of(['local', 'not local'] as const) : null,
		interface: drawInterface(draw, isOpen),
		limited: isOpen && draw.once(10),
		target: draw.of(targets)
	};
}

function drawAddresses(
	draw: Draw,
	family: 'ip' | 'ip6'
): [src: DrawnAddresses | null, dst: DrawnAddresses | null] {
	const one = () => ({ text: draw.of(networks[family]), isNot: draw.once(8) });
	const src = draw.once(2) ? null : one();
	const dst = draw.once(3) ? one() : null;
	return [src, dst && { ...dst, isNot: dst.isNot && !src?.isNot }];
}

function drawInterface(draw: Draw, isOpen: boolean): DrawnRule['interface'] {
	if (draw.once(12)) return { side: 'in', name: 'lo', isNot: draw.once(2) };
	if (!isOpen || !draw.once(8)) return null;
	return { side: 'in', name: draw.of(['eth0', 'eth1']), isNot: draw.once(3) };
}

function drawPorts(draw: Draw): DrawnRule['ports'] {
	const isNot = draw.once(5);
	const range = () => {
		const from = draw.of(ports);
		return { from, to: draw.once(3) ? Math.min(65_535, from + draw.number(9000)) : from, isNot };
	};
	const only = range();
	if (draw.once(3)) return [{ ...only, to: 65_535 }];
	const others = draw.once(2)
		? []
		: ports.filter((port) => port > only.to).slice(0, 1 + draw.number(2));
	return [only, ...others.map((port) => ({ from: port, to: port, isNot }))];
}
