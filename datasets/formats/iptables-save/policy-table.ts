import { cidrOf, isV6, readNetwork, type Network } from '#lib/cidr.ts';
import type { Sink } from '../../format.ts';
import { everything } from './match.ts';
import { Walk, type Action, type Chain, type Item, type Row } from './walk.ts';

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
	readonly #row: (row: Row, dumped: Dumped) => void;

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
		if (walk.incomplete)
			this.#sink.note(
				'a rule that was rejected may decide about packets before the rows behind it do'
			);
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
			walk.restart();
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
	emit(item: Item, dumped: Dumped): void {
		if (item.rows.length === 0 && item.rule?.loopback)
			return this.#sink.note('rules about the loopback interface were left out');
		if (item.rows.length === 0 && item.followed)
			return this.#sink.note(
				'jumps were followed: the rules of the chain stand where packets meet them'
			);
		if (item.rule?.opening && item.rows.length > 0)
			this.#sink.note('a rule for new connections stands for the packet that opens one');
		this.#sink.begin(item.offset, item.length);
		for (const row of item.rows) this.#row(row, dumped);
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

/** Commits a row for each of the port ranges. */
function policyRows(sink: Sink): (row: Row, dumped: Dumped) => void {
	const policy = sink.table('policy');
	const device = policy.text('device');
	const position = policy.int32('position');
	const action = policy.text('action');
	const src = policy.text('src');
	const dst = policy.text('dst');
	const from = policy.int32('port_from');
	const to = policy.int32('port_to');
	const comment = policy.text('comment');
	const auditedAt = policy.timestamp('audited_at');
	return (row, dumped) => {
		const any = dumped.isV6 ? '::/0' : 'any';
		for (const range of row.match.ports ?? [null]) {
			if (row.device !== null) device.set(row.device);
			position.set(row.position);
			action.set(row.action);
			src.set(row.match.src === null ? any : cidrOf(row.match.src));
			dst.set(row.match.dst === null ? any : cidrOf(row.match.dst));
			if (row.match.proto !== null) policy.proto.set(row.match.proto);
			if (range !== null) from.set(range.from);
			if (range !== null) to.set(range.to);
			if (row.comment !== null) comment.set(row.comment);
			if (dumped.auditedAt !== null) auditedAt.set(dumped.auditedAt);
			policy.commitPart();
		}
	};
}
