import { isV6, readNetwork, type Network } from '#lib/cidr.ts';
import type { Sink } from '../../format.ts';
import { everything } from '../../policy/match.ts';
import { incompleteNote, policyRows, type Action } from '../../policy/rows.ts';
import { Walk, type Chain, type Item } from '../../policy/walk.ts';
import type { Rule } from './rule.ts';

/** A line of the table, and the rule that it is. */
export interface RuleItem extends Item {
	rule: Rule | null;
}

export interface Dumped {
	auditedAt: number | bigint | null;
	/** True where the dump is that of `ip6tables-save`. */
	isV6: boolean;
}

/** The chains that packets from elsewhere meet: those to the device, and those through it. */
const met = ['INPUT', 'FORWARD'] as const;

/**
 * The chains of a table filter, and the rows of `policy` that they become. INPUT and FORWARD share one order
 * only where the address of the device is given: INPUT comes first, about packets to that address, and FORWARD
 * behind it is about all others.
 */
export class PolicyTable {
	readonly #sink: Sink;
	readonly #chains = new Map<string, Chain>();
	readonly #row: ReturnType<typeof policyRows>;

	constructor(sink: Sink) {
		this.#sink = sink;
		this.#row = policyRows(sink);
	}

	/** The chain of that name, which is made where it is new. */
	declare(name: string): Chain {
		const known = this.#chains.get(name);
		if (known !== undefined) return known;
		const chain: Chain = { items: [], policy: null };
		this.#chains.set(name, chain);
		return chain;
	}

	setPolicy(name: string, action: Action, item: Item): void {
		const chain = this.declare(name);
		if (chain.policy !== null) item.reason = `a second policy of chain ${name}`;
		else chain.policy = { action, item };
	}

	add(name: string, item: Item): void {
		this.declare(name).items.push(item);
	}

	/** Finds out what becomes of every line; `ofV6` where the rules are about IPv6. */
	resolve(ofV6: boolean): void {
		const walk = new Walk(this.#chains);
		const { host } = this.#sink.settings;
		const address = host === null ? null : readNetwork(host);
		if (address?.isHost && isV6(address) === ofV6) this.#together(walk, address);
		else this.#apart(walk, host);
		this.#explain();
		if (walk.incomplete) this.#sink.note(incompleteNote);
	}

	#together(walk: Walk, address: Network): void {
		const [input, forward] = met.map((name) => this.#chains.get(name));
		const device = this.#sink.settings.host;
		if (input !== undefined) walk.chain(input, device, { ...everything, dst: address });
		if (forward !== undefined) walk.chain(forward, device);
	}

	/** Without an address, a chain stands for the device if the other has no rules, else for itself alone. */
	#apart(walk: Walk, host: string | null): void {
		const withRules = met.filter((name) => (this.#chains.get(name)?.items.length ?? 0) > 0);
		const [only] = withRules;
		if (withRules.length === 1) return walk.chain(this.#chains.get(only!)!, host);
		for (const name of met) {
			const chain = this.#chains.get(name);
			walk.position = 0;
			if (chain !== undefined) walk.chain(chain, host === null ? name : `${host} ${name}`);
		}
		this.#sink.note(
			'INPUT and FORWARD are devices of their own here: give the address of the device to have one order'
		);
	}

	#explain(): void {
		for (const [name, { items, policy }] of this.#chains) {
			for (const item of items) item.reason ??= unmet(name);
			if (policy !== null) policy.item.reason ??= unmet(name);
		}
	}

	/** Makes the line a record with its rows or with the reason why it has none. */
	emit(item: RuleItem, dumped: Dumped): void {
		if (item.rows.length === 0 && item.step?.loopback)
			return this.#sink.note('rules about the loopback interface were left out');
		if (item.rows.length === 0 && item.followed)
			return this.#sink.note(
				'jumps were followed: the rules of the chain stand where packets meet them'
			);
		if (item.rule?.opening && item.rows.length > 0)
			this.#sink.note('a rule for new connections stands for the packet that opens one');
		this.#sink.begin(item.offset, item.length);
		const facts = { auditedAt: dumped.auditedAt, any: dumped.isV6 ? '::/0' : 'any' };
		for (const row of item.rows) this.#row(row, facts);
		if (item.rows.length === 0) this.#sink.reject(item.reason ?? 'a line without meaning');
		this.#sink.settle();
	}
}

function unmet(chain: string): string {
	if (chain === 'OUTPUT') return 'OUTPUT is about packets of the device itself';
	if (chain === 'INPUT' || chain === 'FORWARD')
		return `without the address of the device, ${chain} has no place beside the chain that has rules`;
	return `no rule that is understood leads to chain ${chain.slice(0, 80)}`;
}
