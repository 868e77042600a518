import { answersTo, covers, meet, type Box } from './box.ts';
import type { WayBudget } from './budget.ts';
import { heldBy, type HeldPackets, type PacketPlace } from './conditions.ts';
import type { Action } from './rows.ts';
import type { Base, Chain, Item, Rule, Translation, Verdict } from './ruleset.ts';

/** What is decided about some packets, of all entries that hold them by the first. */
export interface FlatEntry {
	box: Box;
	action: Action;
	/** What the target becomes, where the packet is translated. */
	to: Translation | null;
	/** False where the rule may decide about the packets, and may not. */
	isCertain: boolean;
	item: Item | null;
	comment: string | null;
}

/** Where a packet goes on that returns from a chain; null behind a base chain, which has a policy. */
interface Way {
	chain: Chain;
	/** The rule that comes next. */
	at: number;
	/** False where the packet may not be in this chain at all. */
	isCertain: boolean;
	up: Way | null;
}

/** Whether the next rule of the chain is met, and if not, whether all was decided. */
type End = 'on' | 'decided' | 'left';

/** Jumps within jumps; the kernel allows 16. */
const MOST_DEPTH = 32;

/**
 * Follows the rules of a base chain in the order in which a packet meets them, and says the same by entries of which
 * the first decides. The rules of a chain stand in the place of the jump to it, narrowed to what it is about; where
 * some packets return from it, what is behind the jump stands there for them a second time.
 */
export function flatten(base: Base, box: Box, place: PacketPlace, budget: WayBudget): FlatEntry[] {
	const walk = new Flattening(base, place, budget);
	walk.follow({ chain: base.chain, at: 0, isCertain: true, up: null }, box);
	walk.addPolicy(box, base.policyItem, true);
	return place.isAnswer ? walk.entries.map(asAnswer) : walk.entries;
}

/** An answer that is refused does not come back; it is told by the packet that it answers. */
function asAnswer(entry: FlatEntry): FlatEntry {
	const action = entry.action === 'reject' ? 'drop' : entry.action;
	return { ...entry, box: answersTo(entry.box), action };
}

class Flattening {
	readonly entries: FlatEntry[] = [];
	readonly #base: Base;
	readonly #place: PacketPlace;
	readonly #budget: WayBudget;

	constructor(base: Base, place: PacketPlace, budget: WayBudget) {
		this.#base = base;
		this.#place = place;
		this.#budget = budget;
	}

	/** Follows a chain to its end. True where every packet of the box was decided about. */
	follow(way: Way, box: Box): boolean {
		const { rules } = way.chain;
		way.chain.isMet = true;
		for (let at = way.at; at < rules.length; at++) {
			if (this.#isTooFar(way, box)) return true;
			const end = this.#meetRule(rules[at]!, { ...way, at: at + 1 }, box);
			if (end !== 'on') return end === 'decided';
		}
		return false;
	}

	/** What is not followed any more is not known. */
	#isTooFar(way: Way, box: Box): boolean {
		if (this.#budget.step() && depthOf(way) <= MOST_DEPTH) return false;
		this.#add(box, 'unknown', true, null, null);
		return true;
	}

	/** The policy of the base chain, where all rules were met. */
	addPolicy(box: Box, item: Item | null, isCertain: boolean): void {
		this.#add(box, this.#base.policy, isCertain, item, null);
	}

	#meetRule(rule: Rule, next: Way, box: Box): End {
		for (const { boxes, conditions, verdict } of rule.branches) {
			for (const one of boxes) {
				const common = meet(one, box);
				if (common === null) continue;
				for (const held of heldBy(common, conditions, this.#place)) {
					const isAll = covers(held.box, box);
					const end = this.#apply(rule, verdict, next, held, isAll);
					if (isAll && end !== 'on') return end;
				}
			}
		}
		return 'on';
	}

	/** What becomes of the packets of `held`. */
	#apply(rule: Rule, verdict: Verdict, next: Way, held: HeldPackets, isAll: boolean): End {
		const isCertain = held.isCertain && next.isCertain;
		if (verdict.kind === 'action' || verdict.kind === 'translate') {
			this.#decide(rule, verdict, held.box, isCertain);
			return isCertain ? 'decided' : 'on';
		}
		rule.item.followed = true;
		if (verdict.kind === 'return') return this.#leave(next, held, isAll);
		const chain = this.#base.chains.get(verdict.chain);
		if (chain === undefined || isWithin(chain, next)) {
			this.#add(held.box, 'unknown', true, rule.item, rule.comment);
			return 'decided';
		}
		const up = verdict.kind === 'jump' ? next : behindGoto(next, held.isCertain);
		if (this.follow({ chain, at: 0, isCertain, up }, held.box)) return 'decided';
		return verdict.kind === 'jump' ? 'on' : this.#leave(next, held, isAll);
	}

	#decide(
		{ item, comment }: Rule,
		verdict: Extract<Verdict, { kind: 'action' | 'translate' }>,
		box: Box,
		isCertain: boolean
	): void {
		if (verdict.kind === 'action') this.#add(box, verdict.action, isCertain, item, comment);
		else {
			item.followed = true;
			this.entries.push({ box, action: 'allow', to: verdict.to, isCertain, item, comment });
		}
	}

	/**
	 * Packets go on behind the jump that led here. Where it is not certain that they do, the rest of the chain may decide
	 * about them before.
	 */
	#leave(next: Way, { box, isCertain }: HeldPackets, isAll: boolean): End {
		if (isCertain && isAll) return 'left';
		if (!isCertain) this.follow({ ...next, isCertain: false }, box);
		this.#goOn(next.up, box);
		return 'decided';
	}

	#goOn(way: Way | null, box: Box): void {
		for (let at = way; at !== null; at = at.up) if (this.follow(at, box)) return;
		this.addPolicy(box, this.#base.policyItem, true);
	}

	#add(box: Box, action: Action, isCertain: boolean, item: Item | null, comment: string | null) {
		this.#budget.step();
		this.entries.push({ box, action, to: null, isCertain, item, comment });
	}
}

/** Packets that may have gone to another chain come back to what is behind this one, or were never away. */
function behindGoto(next: Way, isCertain: boolean): Way | null {
	return isCertain ? next.up : { ...next, isCertain: false };
}

function depthOf(way: Way): number {
	let depth = 0;
	for (let at: Way | null = way; at !== null; at = at.up) depth++;
	return depth;
}

function isWithin(chain: Chain, way: Way): boolean {
	for (let at: Way | null = way; at !== null; at = at.up) if (at.chain === chain) return true;
	return false;
}
