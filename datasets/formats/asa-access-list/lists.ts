import { unreadable } from '#lib/unreadable.ts';
import { Failure, messageOf } from '#lib/failure.ts';
import type { Network } from '#lib/cidr.ts';
import { RowBudget } from '../../rows/policy/budget.ts';
import type { PolicyRow } from '../../rows/policy/rows.ts';
import type { AsaDefinitions } from './definitions.ts';
import type { EntryOutcome, ListEntry, ListOwner } from './list-entry.ts';
import { readExtended, readStandard, unknownRule, type AccessRule } from './rule.ts';
import type { Match } from '../../rows/policy/match.ts';
import type { NatLine, NatMeans } from './nat-line.ts';
import { NatTable } from './nat-table.ts';
import {
	elsewhereRows,
	ruleRows,
	turnedDoubt,
	turnedRows,
	turningRows,
	type PlacedRule,
	type Use
} from './placed-rows.ts';
import { AsaWords } from './words.ts';

const ofPlane =
	'about packets to the device itself, of which its management commands decide before the list';

/** Rows of one rule, and rules of one place, that changed targets may be told by. */
const MOST_TURNED = 50_000;

/** Whoever may pass an interface without a list may do so by its security level. */
const notAsked =
	'interfaces are described, and no access-group says that one of them asks the list';

const GLOBAL = 'global';

/** Access lists and the interfaces that they are bound to. */
export class AccessLists {
	readonly #definitions: AsaDefinitions;
	readonly #budget = new RowBudget();
	/** The lists of each place, as `outside in`, in the order in which they were bound there. */
	readonly #bindings = new Map<string, string[]>();
	/** The lists about packets to the device itself, by the place where they come in. */
	readonly #planes = new Map<string, string>();
	/** The list of each place that decides about packets, once all lines were read. */
	#bound: Map<string, string> | null = null;
	/** Where each list is asked, once all lines were read. */
	readonly #uses = new Map<string, readonly Use[]>();
	/** Rules of each list so far. */
	readonly #counts = new Map<string, number>();
	/** Lists about frames that are no IP packets, or about web pages: a place may have one besides. */
	readonly #others = new Set<string>();
	readonly #positions: number[] = [];
	/** Places of which it is told which packets come in elsewhere. */
	readonly #fronted = new Set<string | null>();
	/** Lists that say unknown of everything, since they have more rows than are kept. */
	readonly #spent = new Set<string>();
	readonly entries: ListEntry[] = [];

	/** What becomes of packets before lists are asked. */
	readonly nat = new NatTable();
	readonly #means: NatMeans;

	constructor(definitions: AsaDefinitions) {
		this.#definitions = definitions;
		this.#means = { definitions, permitted: (list) => this.#permitted(list) };
	}

	get hasBindings(): boolean {
		return this.#bindings.size + this.#planes.size > 0;
	}

	/** False where interfaces are described and none of them asks a list. */
	get #isAsked(): boolean {
		return this.hasBindings || !this.#definitions.own.isTold;
	}

	/** Interfaces that lists are bound to. */
	get interfaces(): Set<string> {
		const places = [...this.#bindings.keys(), ...this.#planes.keys()];
		return new Set(places.filter((place) => place !== GLOBAL).map((place) => place.split(' ')[0]!));
	}

	add(entry: ListEntry): void {
		const { list, type } = entry;
		const position = list === null ? 0 : (this.#counts.get(list) ?? 0) + 1;
		if (list !== null) this.#counts.set(list, position);
		if (list !== null && type !== null && otherTypes.test(type)) this.#others.add(list);
		this.#positions.push(position);
		this.entries.push(entry);
	}

	/**
	 * @param place `outside in` or `global`: where the device asks the list
	 * @param isPlane true where it is asked there about packets to the device itself
	 */
	bind(list: string, place: string, isPlane: boolean): void {
		if (isPlane) return void this.#planes.set(place, list);
		const bound = this.#bindings.get(place);
		if (bound === undefined) this.#bindings.set(place, [list]);
		else bound.push(list);
	}

	/** What becomes of an entry, once all lines were read. */
	outcome(index: number, owner: ListOwner): EntryOutcome {
		const entry = this.entries[index]!;
		try {
			if (entry.list === null)
				throw unreadable('a line of no access list', entry.problem ?? entry.text);
			if (this.#isToldBehind(index))
				throw unreadable('told by the lines behind it', `line ${entry.number}`);
			const read = this.#isAsked ? this.#read(entry) : ofType(notAsked, this.#read(entry));
			const uses = this.#usesOf(entry.list, owner.host);
			const rule = this.#kept(entry.list, read, uses.length);
			const { comment } = entry;
			const told = { position: this.#positions[index]!, comment, ownIps: owner.ownIps };
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
		return [...this.#counts].flatMap(([list, count]) => {
			try {
				const uses = this.#usesOf(list, host);
				const told = { position: count + 1, comment: null, ownIps };
				return uses.flatMap((use) => this.#rowsOf(rule, use, told));
			} catch (error) {
				if (!(error instanceof Failure)) throw error;
				return [];
			}
		});
	}

	/** `show access-list` says a rule with groups once as it is written, and then what it stands for under its number. */
	#isToldBehind(index: number): boolean {
		const { list, number } = this.entries[index]!;
		const isSame = (other: ListEntry | undefined) =>
			other?.list === list && other.number === number;
		if (number === null || !isSame(this.entries[index + 1])) return false;
		return !isSame(this.entries[index - 1]);
	}

	#read({ type, text, problem }: ListEntry): AccessRule {
		if (problem !== null) return unknownRule(problem);
		const words = new AsaWords(text);
		if (type === 'standard') return readStandard(words, this.#definitions);
		if (type === 'extended') return readExtended(words, this.#definitions);
		if (type !== null && otherTypes.test(type))
			throw unreadable('a list about something else than IP packets', type);
		const rule = readExtended(words, this.#definitions);
		const doubt =
			type === null
				? unreadable('neither extended nor standard, so that its masks are of PIX or IOS', text)
				: unreadable('a list of this type is not wholly read', type);
		return type === null ? ofAnyMask(doubt.message, rule) : ofType(doubt.message, rule);
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

	/** The list of each place: the last that was bound there, of those that are about IP packets. */
	get #lists(): Map<string, string> {
		if (this.#bound !== null) return this.#bound;
		this.#bound = new Map();
		for (const [place, lists] of this.#bindings) {
			const list = lists.findLast((one) => this.#counts.has(one) && !this.#others.has(one));
			if (list !== undefined) this.#bound.set(place, list);
		}
		return this.#bound;
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

	/** What the lines of NAT and tunnels say, each by itself: nothing where no list is asked about what they change. */
	natRows({ host, ownIps }: ListOwner): Map<NatLine, PolicyRow[]> {
		const found = new Map<NatLine, PolicyRow[]>();
		for (const use of this.#everyUse(host))
			for (const { row, turning } of turningRows(use, ownIps)) {
				const { line } = turning;
				const rows = found.get(line);
				if (rows === undefined) found.set(line, [row]);
				else rows.push(row);
			}
		return found;
	}

	/** Each place where a list is asked, once. */
	#everyUse(host: string | null): Use[] {
		if (!this.hasBindings)
			return [...this.#counts.keys()].map((list) => this.#useAt(named(list, host), null));
		return [...this.#lists.keys()].map((place) => this.#useAt(named(place, host), place));
	}

	#useAt(device: string, place: string | null, before = 0): Use {
		const turnings = this.nat.at(place, this.#means);
		const isTooMuch = turnings.length * this.entries.length > MOST_TURNED;
		return {
			device,
			before,
			isPlane: false,
			elsewhere: this.#elsewhere(place),
			turnings: isTooMuch ? turnings.map((one) => ({ ...one, isCertain: false })) : turnings,
			span: this.entries.length + 2
		};
	}

	/** Packets that go out somewhere may have come in anywhere. */
	#elsewhere(place: string | null): readonly Network[] {
		const [name, direction] = (place ?? '').split(' ');
		return direction === 'in' ? this.#definitions.nets.elsewhere(name!) : [];
	}

	#permitted(list: string): Match[] {
		return this.entries.flatMap((entry) => {
			if (entry.list !== list || !/^permit\s/.test(entry.text)) return [];
			try {
				return this.#read(entry).matches;
			} catch (error) {
				if (!(error instanceof Failure)) throw error;
				return [];
			}
		});
	}

	/** Worked out once for all rules of a list. Throws where nobody asks it about who may pass. */
	#usesOf(list: string, host: string | null): readonly Use[] {
		let uses = this.#uses.get(list);
		if (uses === undefined) this.#uses.set(list, (uses = this.#findUses(list, host)));
		if (uses.length > 0) return uses;
		throw unreadable(
			'bound to no interface: it decides about something else than who may pass',
			list
		);
	}

	/** A global list is asked behind that of each interface, and alone by interfaces without one. */
	#findUses(list: string, host: string | null): Use[] {
		if (!this.hasBindings) return [this.#useAt(named(list, host), null)];
		const bindings = this.#lists;
		const uses: Use[] = [];
		for (const [place, bound] of bindings) {
			const device = named(place, host);
			if (bound === list) uses.push(this.#useAt(device, place));
			if (bindings.get(GLOBAL) === list && place.endsWith(' in'))
				uses.push(this.#useAt(device, place, this.#counts.get(bound) ?? 0));
		}
		for (const [place, bound] of this.#planes)
			if (bound === list)
				uses.push({
					device: named(place, host),
					before: 0,
					isPlane: true,
					elsewhere: [],
					turnings: [],
					span: 0
				});
		return uses;
	}
}

function named(place: string, host: string | null): string {
	return host === null ? place : `${host} ${place}`;
}

/** Lists about frames that are no IP packets, and about what a portal shows. */
const otherTypes = /^(?:ethertype|webtype)$/;

function ofType(problem: string, rule: AccessRule): AccessRule {
	return { ...rule, action: 'unknown', problem: rule.problem ?? problem };
}

/** A mask may be written the other way round, so that addresses narrow nothing. */
function ofAnyMask(problem: string, rule: AccessRule): AccessRule {
	const matches = rule.matches.map(({ proto, ports }) => ({ src: null, dst: null, proto, ports }));
	return { action: 'unknown', matches, problem: rule.problem ?? problem };
}
