import { everything, intersection, isEverything, type Match } from '../../policy/match.ts';
import type { Action, PolicyRow } from '../../policy/rows.ts';
import type { Rule } from './rule.ts';

/** What a line of the table says, and what becomes of it. */
export interface Item {
	offset: number;
	length: number;
	/** Null for a line that is no rule. */
	rule: Rule | null;
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

const actions: Readonly<Record<string, Action>> = {
	ACCEPT: 'allow',
	DROP: 'drop',
	REJECT: 'reject'
};

/** The action of a chain policy or target; null where the word is none that decides. */
export function actionOf(word: string): Action | null {
	return Object.hasOwn(actions, word) ? actions[word]! : null;
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
	#position = 0;
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
		item.rows.push({ device, position: ++this.#position, action, match: scope, comment: null });
	}

	/** Positions begin anew: another device. */
	restart(): void {
		this.#position = 0;
	}

	#follow(chain: Chain, way: Way): void {
		for (const item of chain.items) {
			this.#position++;
			this.#visits++;
			const { rule } = item;
			if (rule === null || rule.loopback) continue;
			if (way.within.length > 0 && isReturn(rule)) return returnFrom(chain, item);
			const reason = this.#meet(item, rule, way);
			if (reason === null) continue;
			item.reason = reason;
			this.incomplete ||= mayDecide(rule);
		}
	}

	/** Gives the rule its rows; answers why it can have none. */
	#meet(item: Item, { problem, match, target, comment }: Rule, way: Way): string | null {
		if (problem !== null) return problem;
		if (target === null) return 'a rule without a target decides nothing';
		const action = actionOf(target) ?? (target === 'RETURN' ? returned(way) : null);
		if (action === null) return this.#jump(item, target, way);
		const both = intersection(way.scope, match);
		if (both === null) {
			item.reason ??= outOf(way);
			return null;
		}
		this.#visits += both.ports?.length ?? 1;
		if (this.#visits > MOST_VISITS && way.within.length > 0) return TOO_MANY;
		const { device } = way;
		item.rows.push({ device, position: this.#position, action, match: both, comment });
		return null;
	}

	#jump(item: Item, target: string, way: Way): string | null {
		if (target === 'RETURN') return 'target not understood: RETURN for some packets only';
		const chain = this.#chains.get(target);
		if (chain === undefined)
			return silent.has(target) ? `${target} decides nothing` : `target not understood: ${target}`;
		if (way.within.includes(chain) || way.within.length >= MOST_DEPTH)
			return `chain ${target} leads back to itself, or too deep`;
		if (this.#visits + chain.items.length > MOST_VISITS) return TOO_MANY;
		item.followed = true;
		const scope = intersection(way.scope, item.rule!.match);
		if (scope !== null) this.#follow(chain, { ...way, scope, within: [...way.within, chain] });
		return null;
	}
}

function isReturn({ target, problem, match }: Rule): boolean {
	return target === 'RETURN' && problem === null && isEverything(match);
}

function returnFrom(chain: Chain, item: Item): void {
	item.followed = true;
	const behind = chain.items.slice(chain.items.indexOf(item) + 1);
	for (const later of behind) later.reason ??= 'never met: it stands behind a RETURN';
}

function mayDecide({ target, problem }: Rule): boolean {
	return target === null ? problem !== null : !silent.has(target);
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

/** Targets that do something and let the packet go on. */
const silent = new Set(['LOG', 'NFLOG', 'ULOG', 'AUDIT', 'TRACE']);

/** A packet that returns from a built-in chain is left to the policy of that chain. */
function returned({ within, chain }: Way): Action | null {
	return within.length === 0 ? (chain.policy?.action ?? null) : null;
}
