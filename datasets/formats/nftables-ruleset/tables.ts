import { unreadable } from '#lib/unreadable.ts';
import { Failure, messageOf } from '#lib/failure.ts';
import type { Family } from '../../rows/policy/box.ts';
import { unreadRule, type Base, type Chain, type Item } from '../../rows/policy/ruleset.ts';
import { explainChain } from '../../rows/policy/write.ts';
import { hookOf, type Point } from './bases.ts';
import { elementsOf, type NamedSet } from './elements.ts';
import { readRule } from './rule.ts';
import type { NftToken } from './tokens.ts';

/** A rule that waits until the sets of its table are known. */
interface Waiting {
	chain: Chain;
	tokens: readonly NftToken[];
	item: Item;
	/** Why it cannot be read; null where it may be. */
	problem: string | null;
}

/** The tables of a ruleset, by family and name; a table may come in several blocks. */
export class Tables {
	readonly #tables = new Map<string, NftTable>();

	/** The table of `table [family] name`; the family is ip where none is given. */
	declare(words: readonly string[]): NftTable {
		const [, first = '', second] = words[0] === 'table' ? words : ['', '', ''];
		const family = second === undefined ? 'ip' : first;
		const key = `${family} ${second ?? first}`;
		const known = this.#tables.get(key);
		if (known !== undefined) return known;
		const table = new NftTable(family);
		this.#tables.set(key, table);
		return table;
	}

	get all(): NftTable[] {
		return [...this.#tables.values()];
	}
}

export class NftTable {
	/** As it is written. */
	readonly family: string;
	readonly chains = new Map<string, Chain>();
	readonly bases: Base[] = [];
	readonly notes: string[] = [];
	readonly #sets = new Map<string, NamedSet>();
	readonly #waiting: Waiting[] = [];
	/** True where a rule takes connections out of tracking. */
	untracks = false;

	constructor(family: string) {
		this.family = family;
	}

	/** The families of addresses whose packets meet its chains; none where they are no IP packets. */
	get families(): readonly Family[] {
		if (this.family === 'ip' || this.family === 'ip6') return [this.family];
		return this.family === 'arp' ? [] : ['ip', 'ip6'];
	}

	chain(name: string): Chain {
		const known = this.chains.get(name);
		if (known !== undefined) return known;
		const chain: Chain = { rules: [], isMet: false };
		this.chains.set(name, chain);
		return chain;
	}

	/** Says where packets meet a chain; null where they do nowhere. */
	bind(chain: Chain, point: Point, item: Item): Base | null {
		const place = hookOf(this.family, point);
		if (place === null) {
			item.reason = `a chain of type ${point.type.slice(0, 40)} at hook ${point.hook.slice(0, 40)} of family ${this.family.slice(0, 40)} is met by no packet`;
			return null;
		}
		const [only, other] = this.families;
		const base: Base = {
			family: other === undefined ? only! : null,
			...place,
			chain,
			chains: this.chains,
			policy: 'allow',
			policyItem: item
		};
		this.bases.push(base);
		return base;
	}

	declareSet(name: string): void {
		if (!this.#sets.has(name)) this.#sets.set(name, { elements: [], problem: null });
	}

	/** Takes a statement of a set or map. */
	addToSet(name: string, tokens: readonly NftToken[]): void {
		const set = this.#sets.get(name);
		const [first, second, third] = tokens.map(({ text }) => text);
		if (set === undefined) return;
		if (first === 'flags' && tokens.some(({ text }) => text === 'dynamic' || text === 'timeout'))
			this.notes.push('sets whose elements come and go have the elements that are listed');
		if (first !== 'elements' || second !== '=' || third !== '{') return;
		try {
			const isClosed = tokens.at(-1)!.text === '}';
			if (!isClosed) throw unreadable('its elements are cut off');
			for (const element of elementsOf(tokens.slice(3, -1))) set.elements.push(element);
		} catch (error) {
			if (!(error instanceof Failure)) throw error;
			set.problem = messageOf(error);
		}
	}

	/** A rule, which is read once all sets are known. */
	rule(chain: Chain, tokens: readonly NftToken[], item: Item): void {
		this.#waiting.push({ chain, tokens, item, problem: null });
	}

	/** A rule that cannot be read. */
	unreadRule(chain: Chain, problem: string, item: Item): void {
		this.#waiting.push({ chain, tokens: [], item, problem });
	}

	readRules(): void {
		for (const { chain, tokens, item, problem } of this.#waiting) {
			if (problem !== null) {
				chain.rules.push(unreadRule(problem, item));
				continue;
			}
			const { branches, comment, reason, goesOn, loopback, untracks } = readRule(
				tokens,
				this.#sets
			);
			item.reason = reason;
			item.loopback = loopback;
			item.goesOn = goesOn;
			this.untracks ||= untracks;
			chain.rules.push({ branches, comment, item });
		}
		this.#waiting.length = 0;
	}

	/** What stood behind the end of the file may have decided about everything. */
	leaveOpen(item: Item): void {
		const rule = unreadRule('what the file was cut off before', item);
		for (const chain of this.chains.values()) chain.rules.push(rule);
	}

	/** A statement of a set that cannot be read: what rules ask of the set is not known. */
	doubtSet(name: string, problem: string): void {
		const set = this.#sets.get(name);
		if (set !== undefined) set.problem = problem;
	}

	/** Gives each rule that has no row its reason. */
	explain(): void {
		for (const [name, chain] of this.chains) {
			const base = this.bases.find((one) => one.chain === chain);
			explainChain(name, chain, base?.isNat ?? false);
			if (base?.isNat) base.policyItem!.isQuiet = true;
		}
	}
}
