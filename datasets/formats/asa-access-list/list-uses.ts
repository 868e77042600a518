import type { Network } from '#lib/cidr.ts';
import { Failure } from '#lib/failure.ts';
import { unreadable } from '#lib/unreadable.ts';
import type { Match } from '../../rows/policy/match.ts';
import { GLOBAL, type Bindings } from './bindings.ts';
import type { AsaDefinitions } from './definitions.ts';
import type { ListEntries } from './list-entries.ts';
import type { NatMeans } from './nat-line.ts';
import type { NatTable } from './nat-table.ts';
import { MOST_TURNED, type Use } from './placed-rows.ts';
import { ruleOfEntry } from './rule-of-entry.ts';

/** What the lines of a configuration say together, once all of them were read. */
export interface AsaLines {
	entries: ListEntries;
	bindings: Bindings;
	nat: NatTable;
	definitions: AsaDefinitions;
}

/** Where each list is asked, and what becomes of packets there before. */
export class ListUses {
	readonly #lines: AsaLines;
	readonly #means: NatMeans;
	/** The list of each place that decides about packets. */
	#deciding: Map<string, string> | null = null;
	readonly #known = new Map<string, readonly Use[]>();

	constructor(lines: AsaLines) {
		this.#lines = lines;
		const { definitions } = lines;
		this.#means = { definitions, permitted: (list) => permitted(list, lines) };
	}

	/** Worked out once for all rules of a list. Throws where nobody asks it about who may pass. */
	of(list: string, host: string | null): readonly Use[] {
		let uses = this.#known.get(list);
		if (uses === undefined) this.#known.set(list, (uses = this.#find(list, host)));
		if (uses.length > 0) return uses;
		throw unreadable(
			'bound to no interface: it decides about something else than who may pass',
			list
		);
	}

	/** Each place where a list is asked, once. */
	every(host: string | null): Use[] {
		const { entries, bindings } = this.#lines;
		if (bindings.isEmpty) return entries.lists.map((list) => this.#at(named(list, host), null));
		return [...this.#bound.keys()].map((place) => this.#at(named(place, host), place));
	}

	get #bound(): Map<string, string> {
		const { entries, bindings } = this.#lines;
		return (this.#deciding ??= bindings.deciding((list) => entries.decides(list)));
	}

	/** A global list is asked behind that of each interface, and alone by interfaces without one. */
	#find(list: string, host: string | null): Use[] {
		const { entries, bindings } = this.#lines;
		if (bindings.isEmpty) return [this.#at(named(list, host), null)];
		const uses: Use[] = [];
		for (const [place, bound] of this.#bound) {
			const device = named(place, host);
			if (bound === list) uses.push(this.#at(device, place));
			if (this.#bound.get(GLOBAL) === list && place.endsWith(' in'))
				uses.push(this.#at(device, place, entries.sizeOf(bound)));
		}
		return [...uses, ...bindings.planesOf(list).map((place) => ofPlane(named(place, host)))];
	}

	#at(device: string, place: string | null, before = 0): Use {
		const { entries, nat } = this.#lines;
		const turnings = nat.at(place, this.#means);
		const isTooMuch = turnings.length * entries.all.length > MOST_TURNED;
		return {
			device,
			before,
			isPlane: false,
			elsewhere: this.#elsewhere(place),
			turnings: isTooMuch ? turnings.map((one) => ({ ...one, isCertain: false })) : turnings,
			span: entries.all.length + 2
		};
	}

	/** Packets that go out somewhere may have come in anywhere. */
	#elsewhere(place: string | null): readonly Network[] {
		const [name, direction] = (place ?? '').split(' ');
		return direction === 'in' ? this.#lines.definitions.nets.elsewhere(name!) : [];
	}
}

function ofPlane(device: string): Use {
	return { device, before: 0, isPlane: true, elsewhere: [], turnings: [], span: 0 };
}

function named(place: string, host: string | null): string {
	return host === null ? place : `${host} ${place}`;
}

/** What a list permits, of what is understood of it. */
function permitted(list: string, { entries, definitions }: AsaLines): Match[] {
	return entries.all.flatMap((entry) => {
		if (entry.list !== list || !/^permit\s/.test(entry.text)) return [];
		try {
			return ruleOfEntry(entry, definitions).matches;
		} catch (error) {
			if (!(error instanceof Failure)) throw error;
			return [];
		}
	});
}
