/** A ruleset as somebody would think of it, from which both formats are written. */
export interface DrawnRuleset {
	/** True where rules may ask for what no flow tells. */
	isOpen: boolean;
	family: 'ip' | 'ip6';
	/** By name; those of capital letters are met by themselves. */
	filter: Record<string, DrawnRule[]>;
	policies: Record<'INPUT' | 'FORWARD' | 'OUTPUT', 'ACCEPT' | 'DROP'>;
	/** Rules before the choice between input and forward. */
	early: DrawnRule[];
	/** Rules behind those of the filter. */
	late: DrawnRule[];
	/** Translations, in their order. */
	nat: DrawnRule[];
}

export interface DrawnRule {
	src: DrawnAddresses | null;
	dst: DrawnAddresses | null;
	proto: { name: string; isNot: boolean } | null;
	ports: { from: number; to: number; isNot: boolean }[] | null;
	sport: number | null;
	states: string[] | null;
	/** True for SYN alone of the flags, false for the contrary. */
	syn: boolean | null;
	local: 'local' | 'not local' | null;
	interface: { side: 'in' | 'out'; name: string; isNot: boolean } | null;
	limited: boolean;
	/** ACCEPT, DROP, REJECT, RETURN, LOG, `jump one`, `goto one`, `to address:port`, `to port`. */
	target: string;
}

export interface DrawnAddresses {
	/** A network, or the first and last of a range. */
	text: string;
	isNot: boolean;
}

export interface DrawnFlow {
	src: string;
	dst: string;
	proto: string;
	port: number;
}

/** The device that all of them run on. */
export const own = { ip: '10.9.0.1', ip6: 'fd00:9::1' };

export const plain: DrawnRule = {
	src: null,
	dst: null,
	proto: null,
	ports: null,
	sport: null,
	states: null,
	syn: null,
	local: null,
	interface: null,
	limited: false,
	target: 'ACCEPT'
};
