import { everything, intersection, isEverything, type Match } from './match.ts';
import type { Action, PolicyRow } from './rows.ts';

/** What is done with a packet that a rule is about. */
export type Verdict =
	| { kind: 'action'; action: Action }
	| { kind: 'return' }
	/** A goto does not come back to the rules behind it, a jump does. */
	| { kind: 'jump' | 'goto'; chain: string };

export interface Branch {
	match: Match;
	verdict: Verdict;
}

/** What a rule of a chain says. */
export interface Step {
	/** What is done with which packets; more than one where it says several things, or says them of several. */
	branches: readonly Branch[];
	comment: string | null;
	/** Why it cannot be said in rows; null where it can. */
	problem: string | null;
	/** False where the rule decides about no packet that opens a connection, understood or not. */
	mayDecide: boolean;
	/** True where it is about the loopback interface alone. */
	loopback: boolean;
}

/** What a line of the rules says, and what becomes of it. */
export interface Item {
	offset: number;
	length: number;
	/** Null for a line that is no rule. */
	step: Step | null;
	rows: PolicyRow[];
	/** Why there is no row; null while nobody has found out. */
	reason: string | null;
	/** True where the rule is only a way to others that was followed: it is not a record then. */
	followed: boolean;
}

/** A chain and, where packets meet it by itself, what is done with those that no rule decides about. */
export interface Chain {
	items: Item[];
	policy: { action: Action; item: Item } | null;
}

/** Rules that a packet may meet on all its ways; more are made only by chains that multiply. */
const MOST_VISITS = 200_000;
const TOO_MANY = 'there are too many ways through the chains to follow them all';
/** Jumps within jumps. */
const MOST_DEPTH = 64;

/**
 * Follows the chains of a table in the order in which a packet meets their rules, and gives each rule the rows
 * that say the same by the first match. A jump is followed exactly: the rules of its chain stand in its place,
 * each narrowed to what the jump is about.
 */
export class Walk {
	readonly #chains: ReadonlyMap<string, Chain>;
	/** True once a rule that may decide had to be left out of the rows. */
	incomplete = false;
	/** The position of the last rule that was met. */
	position = 0;
	/** Rules met and rows made so far. */
	#visits = 0;

	constructor(chains: ReadonlyMap<string, Chain>) {
		this.#chains = chains;
	}

	/** Rows of a built-in chain for one device; positions go on from the chain before. */
	chain(chain: Chain, device: string | null, scope: Match = everything): void {
		this.#follow(chain, { device, scope, chain, within: [] });
		if (chain.policy === null) return;
		const { action, item } = chain.policy;
		item.rows.push({ device, position: ++this.position, action, match: scope, comment: null });
	}

	#follow(chain: Chain, way: Way): void {
		for (const item of chain.items) {
			this.position++;
			this.#visits++;
			const { step } = item;
			if (step === null || step.loopback) continue;
			if (way.within.length > 0 && leavesBy('return', step)) return leave(chain, item);
			const reason = step.problem ?? this.#obstacle(step, way);
			if (reason !== null) {
				item.reason = reason;
				this.incomplete ||= step.mayDecide;
				continue;
			}
			for (const branch of step.branches) this.#meet(item, branch, way);
			if (leavesBy('goto', step)) return leave(chain, item);
		}
	}

	/** Why the rule can have no rows on this way; null where it can. */
	#obstacle({ branches }: Step, way: Way): string | null {
		for (const { match, verdict } of branches) {
			if (verdict.kind === 'action') continue;
			const isNested = way.within.length > 0;
			if (isNested && verdict.kind !== 'jump' && (branches.length > 1 || !isEverything(match)))
				return `a ${verdict.kind} for some packets only`;
			if (verdict.kind === 'return') continue;
			const chain = this.#chains.get(verdict.chain);
			const name = verdict.chain.slice(0, 80);
			if (chain === undefined) return `target not understood: ${name}`;
			if (way.within.includes(chain) || way.within.length >= MOST_DEPTH)
				return `chain ${name} leads back to itself, or too deep`;
			if (this.#visits + chain.items.length > MOST_VISITS) return TOO_MANY;
		}
		const rows = branches.reduce((sum, { match }) => sum + (match.ports?.length ?? 1), 0);
		return way.within.length > 0 && this.#visits + rows > MOST_VISITS ? TOO_MANY : null;
	}

	#meet(item: Item, { match, verdict }: Branch, way: Way): void {
		const scope = intersection(way.scope, match);
		if (verdict.kind === 'jump' || verdict.kind === 'goto') item.followed = true;
		if (scope === null) {
			item.reason ??= outOf(way);
			return;
		}
		if (verdict.kind === 'action') return this.#addRow(item, scope, verdict.action, way);
		if (verdict.kind !== 'return') {
			const chain = this.#chains.get(verdict.chain)!;
			this.#follow(chain, { ...way, scope, within: [...way.within, chain] });
			// What the chain does not decide is left to the policy behind all of its rules.
			if (verdict.kind === 'goto') this.position++;
		}
		if (verdict.kind !== 'jump') this.#leaveToPolicy(item, scope, way);
	}

	/** A packet that leaves a built-in chain is left to the policy of that chain. */
	#leaveToPolicy(item: Item, scope: Match, way: Way): void {
		const { policy } = way.chain;
		if (way.within.length === 0 && policy !== null) this.#addRow(item, scope, policy.action, way);
	}

	#addRow(item: Item, match: Match, action: Action, { device }: Way): void {
		const comment = item.step?.comment ?? null;
		this.#visits += match.ports?.length ?? 1;
		item.rows.push({ device, position: this.position, action, match, comment });
	}
}

/** Whether every packet leaves the chain here. */
function leavesBy(kind: 'return' | 'goto', { branches, problem }: Step): boolean {
	const [only] = branches;
	if (problem !== null || only === undefined || branches.length > 1) return false;
	return only.verdict.kind === kind && isEverything(only.match);
}

function leave(chain: Chain, item: Item): void {
	item.followed = true;
	const behind = chain.items.slice(chain.items.indexOf(item) + 1);
	for (const later of behind) later.reason ??= 'never met: every packet leaves the chain before it';
}

/** Why a rule is about none of the packets that are led to it. */
function outOf({ within, scope }: Way): string {
	if (within.length > 0 || scope.dst === null) return 'no packet that is led here can match';
	return `not about packets to ${scope.dst.address}, the address that was given for the device`;
}

interface Way {
	device: string | null;
	scope: Match;
	/** The built-in chain that the packet met first. */
	chain: Chain;
	/** Chains that it was led to from there and has not returned from. */
	within: readonly Chain[];
}
