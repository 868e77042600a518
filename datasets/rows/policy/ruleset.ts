import type { AddressRange } from '#lib/address-range.ts';
import type { PortRange } from './match.ts';
import { allPackets, type Box, type Family } from './box.ts';
import type { Action, PolicyRow } from './rows.ts';

/** What a translation makes of the target of a packet. */
export interface Translation {
	/** One of these addresses; null where the address stays, or is one of the device itself. */
	dst: readonly AddressRange[] | null;
	/** One of these ports; null where the port stays. */
	ports: PortRange | null;
	/** True where the packet is turned to the device itself. */
	toDevice: boolean;
}

/** What is done with a packet that a rule is about. */
export type Verdict =
	| { kind: 'action'; action: Action }
	| { kind: 'translate'; to: Translation }
	| { kind: 'return' }
	/** A goto does not come back to the rules behind it, a jump does. */
	| { kind: 'jump' | 'goto'; chain: string };

/** The kinds of address that the kernel tells apart by its routes. */
export type AddressKind = 'local' | 'multicast' | 'broadcast' | 'other';

/** What a rule asks for besides addresses, protocol and port; whether it holds depends on the hook. */
export type Condition =
	| { kind: 'interface'; side: 'in' | 'out'; name: string; isNot: boolean }
	| { kind: 'address'; side: 'src' | 'dst'; kinds: readonly AddressKind[]; isNot: boolean }
	/** Whether it holds for the packet that opens a connection, for its answer, and where it is not tracked. */
	| { kind: 'state'; opens: boolean; answers: boolean; untracked: boolean }
	| { kind: 'translated'; isNot: boolean }
	/** What neither fulfils. */
	| { kind: 'never' }
	/** What cannot be known of a flow; the words for the receipt. */
	| { kind: 'open'; what: string };

/** What is done with which packets: those of any of the boxes for which all conditions hold. */
export interface Branch {
	boxes: readonly Box[];
	conditions: readonly Condition[];
	verdict: Verdict;
}

/** A line of the rules, and what became of it. */
export interface Item {
	offset: number;
	length: number;
	rows: PolicyRow[];
	/** Why there is no row; null while nobody has found out. */
	reason: string | null;
	/** True where the rule only leads to others, which were followed: it is no record then. */
	followed: boolean;
	/** True where the packet goes on behind it, whatever it asks for. */
	goesOn: boolean;
	/** True where it is about the loopback interface alone. */
	loopback: boolean;
	/** True for a line that says nothing about who may pass, as the policy of a chain that translates. */
	isQuiet: boolean;
}

export interface Rule {
	/** None where the rule decides nothing. */
	branches: readonly Branch[];
	comment: string | null;
	item: Item;
}

export interface Chain {
	rules: Rule[];
	/** True once a packet was led to it. */
	isMet: boolean;
}

export type Hook = 'prerouting' | 'input' | 'forward' | 'output' | 'postrouting';

/** A chain that packets meet by themselves. */
export interface Base {
	family: Family | null;
	hook: Hook;
	/** The kernel asks the lower first. */
	priority: number;
	/** True for a chain that translates addresses. */
	isNat: boolean;
	/** True where only packets of some devices or bridges meet it. */
	isNarrow: boolean;
	chain: Chain;
	/** The chains of its table, which its rules may lead to. */
	chains: ReadonlyMap<string, Chain>;
	/** What is done with packets that no rule decides about. */
	policy: Action;
	/** The line that says so; null where it is not written. */
	policyItem: Item | null;
}

export interface Ruleset {
	bases: Base[];
	/** True where a rule takes connections out of tracking. */
	untracks: boolean;
}

/** The line at a place, of which nothing is known yet. */
export function itemAt({ offset, length }: { offset: number; length: number }): Item {
	return {
		offset,
		length,
		rows: [],
		reason: null,
		followed: false,
		goesOn: false,
		loopback: false,
		isQuiet: false
	};
}

/** A rule of which nothing is understood: it may decide about every packet that meets it. */
export function unreadRule(what: string, item: Item): Rule {
	const verdict = { kind: 'action', action: 'unknown' } as const;
	const conditions = [{ kind: 'open', what } as const];
	return { branches: [{ boxes: [allPackets], conditions, verdict }], comment: null, item };
}

/** A base chain without rules, which does what its policy says. */
export function emptyBase(
	family: Base['family'],
	hook: Hook,
	policy: Action,
	policyItem: Item
): Base {
	return {
		family,
		hook,
		priority: 0,
		isNat: false,
		isNarrow: false,
		chain: { rules: [], isMet: true },
		chains: new Map(),
		policy,
		policyItem
	};
}
