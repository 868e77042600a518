import { Failure, messageOf } from '#lib/failure.ts';
import type { RecordPlace } from '../../framing/held-lines.ts';
import { unreadable } from '../../framing/named-csv.ts';
import { RowBudget } from '../../policy/budget.ts';
import type { PolicyRow } from '../../policy/rows.ts';
import type { Definitions } from './definitions.ts';
import { readExtended, readStandard, type AccessRule } from './rule.ts';
import { Words } from './words.ts';

/** A line of an access list that is a record. */
export interface Entry extends RecordPlace {
	list: string;
	/** `extended`, `standard` or another word; null where the line has none. */
	type: string | null;
	/** The line from its action on. */
	text: string;
	comment: string | null;
	/** Why the line is no rule; null where it may be one. */
	problem: string | null;
}

/** What became of an entry. */
export interface Outcome {
	rows: PolicyRow[];
	/** Why there is none; null where there is. */
	reason: string | null;
}

/** Where packets meet a list, and how many rules they met there before. */
interface Use {
	device: string | null;
	before: number;
}

const GLOBAL = 'global';

/** Access lists and the interfaces that they are bound to. */
export class AccessLists {
	readonly #definitions: Definitions;
	readonly #budget = new RowBudget();
	/** The list of each place, as `outside in`; the last that was bound there counts. */
	readonly #bound = new Map<string, string>();
	/** Rules of each list so far. */
	readonly #counts = new Map<string, number>();
	readonly #positions: number[] = [];
	readonly entries: Entry[] = [];
	/** True where a rule was rejected that may decide. */
	incomplete = false;

	constructor(definitions: Definitions) {
		this.#definitions = definitions;
	}

	get hasBindings(): boolean {
		return this.#bound.size > 0;
	}

	add(entry: Entry): void {
		const position = (this.#counts.get(entry.list) ?? 0) + 1;
		this.#counts.set(entry.list, position);
		this.#positions.push(position);
		this.entries.push(entry);
	}

	/** @param place `outside in`, `global`, or another where the device asks the list */
	bind(list: string, place: string): void {
		this.#bound.set(place, list);
	}

	/** What becomes of an entry, once all lines were read. */
	outcome(index: number, host: string | null): Outcome {
		const entry = this.entries[index]!;
		if (entry.problem !== null) return { rows: [], reason: entry.problem };
		try {
			const uses = this.#usesOf(entry.list, host);
			const rule = this.#read(entry);
			this.#budget.take(rule.matches, uses.length);
			return { rows: this.#rows(entry, this.#positions[index]!, rule, uses), reason: null };
		} catch (error) {
			if (!(error instanceof Failure)) throw error;
			const reason = messageOf(error);
			if (!reason.endsWith(': inactive')) this.incomplete ||= this.#isUsed(entry.list);
			return { rows: [], reason };
		}
	}

	#isUsed(list: string): boolean {
		return !this.hasBindings || [...this.#bound.values()].includes(list);
	}

	#read({ type, text }: Entry): AccessRule {
		const words = new Words(text);
		if (type === 'extended') return readExtended(words, this.#definitions);
		if (type === 'standard') return readStandard(words, this.#definitions);
		if (type === null)
			throw unreadable('neither extended nor standard, so that its masks are of PIX or IOS', text);
		throw unreadable('a list of this type is not read', type);
	}

	#rows(entry: Entry, position: number, { action, matches }: AccessRule, uses: Use[]): PolicyRow[] {
		return uses.flatMap(({ device, before }) =>
			matches.map((match) => ({
				device,
				ownIps: null,
				at: null,
				position: before + position,
				action,
				match,
				comment: entry.comment
			}))
		);
	}

	/** A global list is asked behind that of each interface, and alone by interfaces without one. */
	#usesOf(list: string, host: string | null): Use[] {
		const named = (place: string) => (host === null ? place : `${host} ${place}`);
		if (!this.hasBindings) return [{ device: named(list), before: 0 }];
		const uses: Use[] = [];
		for (const [place, bound] of this.#bound) {
			if (bound === list) uses.push({ device: named(place), before: 0 });
			if (this.#bound.get(GLOBAL) === list && place.endsWith(' in'))
				uses.push({ device: named(place), before: this.#counts.get(bound) ?? 0 });
		}
		if (uses.length === 0)
			throw unreadable(
				'bound to no interface: it decides about something else than who may pass',
				list
			);
		return uses;
	}
}
