import { Failure, messageOf } from '#lib/failure.ts';
import type { Chain, Step } from '../../policy/walk.ts';
import { elementsOf, type NamedSet } from './elements.ts';
import { readRule } from './rule.ts';
import type { Base, Family } from './ruleset.ts';
import type { Token } from './tokens.ts';

const families = new Set<string>(['ip', 'ip6', 'inet']);

/** A rule that waits until the sets of its table are known. */
interface Waiting {
	tokens: readonly Token[];
	step: Step;
}

/** The tables of a ruleset, by family and name; a table may come in several blocks. */
export class Tables {
	readonly #tables = new Map<string, Table>();

	/** The table of `table [family] name`; the family is ip where none is given. */
	declare(words: readonly string[]): Table {
		const [, first = '', second] = words[0] === 'table' ? words : ['', '', ''];
		const family = second === undefined ? 'ip' : first;
		const key = `${family} ${second ?? first}`;
		const known = this.#tables.get(key);
		if (known !== undefined) return known;
		const table = new Table(family);
		this.#tables.set(key, table);
		return table;
	}

	/** Chains at a hook of packets that a host filters. Rules are read now, since all sets are known. */
	get bases(): Base[] {
		for (const table of this.#all()) table.readRules();
		return this.#all().flatMap((table) => table.bases);
	}

	/** Gives each rule that has no row its reason. */
	explain(): void {
		for (const table of this.#all()) table.explain();
	}

	/** Whether a chain that was not read may decide about packets. */
	get incomplete(): boolean {
		return this.#all().some((table) => table.incomplete);
	}

	get notes(): string[] {
		return [...new Set(this.#all().flatMap((table) => table.notes))];
	}

	#all(): Table[] {
		return [...this.#tables.values()];
	}
}

export class Table {
	readonly #family: string;
	readonly #chains = new Map<string, Chain>();
	readonly #sets = new Map<string, NamedSet>();
	/** Why the chains that are no base chains for rows are none. */
	readonly #reasons = new Map<Chain, string>();
	readonly #waiting: Waiting[] = [];
	readonly bases: Base[] = [];
	incomplete = false;
	readonly notes: string[] = [];

	constructor(family: string) {
		this.#family = family;
	}

	chain(name: string): Chain {
		const known = this.#chains.get(name);
		if (known !== undefined) return known;
		const chain: Chain = { items: [], policy: null };
		this.#chains.set(name, chain);
		return chain;
	}

	/** Says where packets meet a chain. */
	bind(chain: Chain, type: string, hook: string): void {
		const isMet = hook === 'input' || hook === 'forward';
		if (families.has(this.#family) && type === 'filter' && isMet)
			this.bases.push({ family: this.#family as Family, hook, chain, chains: this.#chains });
		else this.#reasons.set(chain, reasonOf(this.#family, type, hook));
	}

	declareSet(name: string): void {
		if (!this.#sets.has(name)) this.#sets.set(name, { elements: [], problem: null });
	}

	/** Takes a statement of a set or map. */
	addToSet(name: string, tokens: readonly Token[]): void {
		const set = this.#sets.get(name);
		const [first, second, third] = tokens.map(({ text }) => text);
		if (set === undefined) return;
		if (first === 'flags' && tokens.some(({ text }) => text === 'dynamic' || text === 'timeout'))
			this.notes.push('sets whose elements come and go have the elements that are listed');
		if (first !== 'elements' || second !== '=' || third !== '{') return;
		try {
			const isClosed = tokens.at(-1)!.text === '}';
			if (!isClosed) throw new Failure('record not readable', 'its elements are cut off');
			for (const element of elementsOf(tokens.slice(3, -1))) set.elements.push(element);
		} catch (error) {
			if (!(error instanceof Failure)) throw error;
			set.problem = messageOf(error);
		}
	}

	/** A rule, which is read once all sets are known. */
	rule(tokens: readonly Token[]): Step {
		const step: Step = {
			branches: [],
			comment: null,
			problem: null,
			mayDecide: true,
			loopback: false
		};
		this.#waiting.push({ tokens, step });
		return step;
	}

	readRules(): void {
		for (const { tokens, step } of this.#waiting) Object.assign(step, readRule(tokens, this.#sets));
		this.#waiting.length = 0;
	}

	explain(): void {
		for (const [name, chain] of this.#chains) {
			const reason =
				this.#reasons.get(chain) ??
				`no rule that is understood leads to chain ${name.slice(0, 80)}`;
			for (const item of chain.items) item.reason ??= reason;
			if (chain.policy !== null) chain.policy.item.reason ??= reason;
			if (this.#reasons.has(chain) && !reason.startsWith(OUTPUT) && mayDrop(chain))
				this.incomplete = true;
		}
	}
}

/** The hook of packets that the device itself sends. */
const OUTPUT = 'output';

function reasonOf(family: string, type: string, hook: string): string {
	if (hook === 'output') return `${OUTPUT} is about packets of the device itself`;
	if (type === 'nat')
		return `a chain of type nat at hook ${hook.slice(0, 40)} decides nothing about who may pass`;
	return `a chain of type ${type.slice(0, 40)} at hook ${hook.slice(0, 40)} of family ${family.slice(0, 40)} is not read`;
}

/** Whether a chain that is not read may keep packets from those that are. */
function mayDrop({ items, policy }: Chain): boolean {
	const drops = items.some(({ step }) =>
		step?.branches.some(({ verdict }) => verdict.kind !== 'action' || verdict.action !== 'allow')
	);
	return drops || policy?.action === 'drop';
}
