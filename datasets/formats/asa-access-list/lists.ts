import { unreadable } from '#lib/unreadable.ts';
import { Failure, messageOf } from '#lib/failure.ts';
import { RowBudget } from '../../rows/policy/budget.ts';
import type { PolicyRow } from '../../rows/policy/rows.ts';
import { Bindings } from './bindings.ts';
import type { AsaDefinitions } from './definitions.ts';
import { ListEntries } from './list-entries.ts';
import type { EntryOutcome, ListOwner } from './list-entry.ts';
import { ListUses } from './list-uses.ts';
import type { NatLine } from './nat-line.ts';
import { NatTable } from './nat-table.ts';
import {
	elsewhereRows,
	MOST_TURNED,
	ruleRows,
	turnedDoubt,
	turnedRows,
	turningRows,
	type PlacedRule,
	type Use
} from './placed-rows.ts';
import { unknownRule, type AccessRule } from './rule.ts';
import { inDoubt, ruleOfEntry } from './rule-of-entry.ts';

const ofPlane =
	'about packets to the device itself, of which its management commands decide before the list';

/** Whoever may pass an interface without a list may do so by its security level. */
const notAsked =
	'interfaces are described, and no access-group says that one of them asks the list';

/** Access lists, the interfaces that they are bound to, and what they become there. */
export class AccessLists {
	readonly entries = new ListEntries();
	readonly bindings = new Bindings();
	/** What becomes of packets before lists are asked. */
	readonly nat = new NatTable();
	readonly #definitions: AsaDefinitions;
	readonly #uses: ListUses;
	readonly #budget = new RowBudget();
	/** Places of which it is told which packets come in elsewhere. */
	readonly #fronted = new Set<string | null>();
	/** Lists that say unknown of everything, since they have more rows than are kept. */
	readonly #spent = new Set<string>();

	constructor(definitions: AsaDefinitions) {
		this.#definitions = definitions;
		const { entries, bindings, nat } = this;
		this.#uses = new ListUses({ entries, bindings, nat, definitions });
	}

	/** What becomes of an entry, once all lines were read. */
	outcome(index: number, owner: ListOwner): EntryOutcome {
		const entry = this.entries.all[index]!;
		try {
			if (entry.list === null)
				throw unreadable('a line of no access list', entry.problem ?? entry.text);
			if (this.entries.isToldBehind(index))
				throw unreadable('told by the lines behind it', `line ${entry.number}`);
			const read = ruleOfEntry(entry, this.#definitions);
			const uses = this.#uses.of(entry.list, owner.host);
			const asked = this.#isAsked ? read : inDoubt(notAsked, read);
			const rule = this.#kept(entry.list, asked, uses.length);
			const { comment } = entry;
			const told = { position: this.entries.positionOf(index), comment, ownIps: owner.ownIps };
			const rows = uses.flatMap((use) => this.#rowsOf(rule, use, told));
			const isOfPlane = uses.some(({ isPlane }) => isPlane);
			return { rows, reason: null, doubt: rule.problem ?? (isOfPlane ? ofPlane : null) };
		} catch (error) {
			if (!(error instanceof Failure)) throw error;
			return { rows: [], reason: messageOf(error), doubt: null };
		}
	}

	/** What every list says of the packets that none of its rules before is about: nothing that is known. */
	behindAll({ host, ownIps }: ListOwner, problem: string): PolicyRow[] {
		const rule = unknownRule(problem);
		return this.entries.lists.flatMap((list) => {
			try {
				const uses = this.#uses.of(list, host);
				const told = { position: this.entries.sizeOf(list) + 1, comment: null, ownIps };
				return uses.flatMap((use) => this.#rowsOf(rule, use, told));
			} catch (error) {
				if (!(error instanceof Failure)) throw error;
				return [];
			}
		});
	}

	/** What the lines of NAT and tunnels say, each by itself: nothing where no list is asked about what they change. */
	natRows({ host, ownIps }: ListOwner): Map<NatLine, PolicyRow[]> {
		const found = new Map<NatLine, PolicyRow[]>();
		for (const use of this.#uses.every(host))
			for (const { row, turning } of turningRows(use, ownIps)) {
				const { line } = turning;
				const rows = found.get(line);
				if (rows === undefined) found.set(line, [row]);
				else rows.push(row);
			}
		return found;
	}

	/** False where interfaces are described and none of them asks a list. */
	get #isAsked(): boolean {
		return !this.bindings.isEmpty || !this.#definitions.own.isTold;
	}

	/** Of a list that has more rows than are kept, nothing is known from there on. */
	#kept(list: string, rule: AccessRule, times: number): AccessRule {
		if (this.#spent.has(list))
			throw unreadable('behind more rows than are kept, of which nothing is known', list);
		const rows = rule.matches.reduce((sum, { ports }) => sum + (ports?.length ?? 1), 0);
		if (this.#budget.takes(rows * times)) return rule;
		this.#spent.add(list);
		return unknownRule(unreadable('rules of more rows than are kept', list).message);
	}

	#rowsOf(rule: AccessRule, use: Use, told: PlacedRule): PolicyRow[] {
		const rows = [...this.#front(use, told.ownIps), ...ruleRows(rule, use, told)];
		if (use.turnings.length === 0) return rows;
		if (use.turnings.length * rule.matches.length > MOST_TURNED)
			return [...rows, ...turnedDoubt(use, told)];
		const turned = turnedRows(rule, use, told);
		return [...rows, ...(this.#budget.takes(turned.length) ? turned : turnedDoubt(use, told))];
	}

	/** Once for each place, with the first of its rules. */
	#front(use: Use, ownIps: string | null): PolicyRow[] {
		if (this.#fronted.has(use.device)) return [];
		this.#fronted.add(use.device);
		const isKept = this.#budget.takes(use.elsewhere.length);
		return elsewhereRows(isKept ? use : { ...use, elsewhere: [null] }, ownIps);
	}
}
