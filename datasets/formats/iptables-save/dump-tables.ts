import type { RecordBytes } from '../../records/lines/held-lines.ts';
import type { Box } from '../../rows/policy/box.ts';
import { itemAt, unreadRule, type Item } from '../../rows/policy/ruleset.ts';
import type { IptablesRule } from './rule.ts';
import { chainOf, emptySection, type Section } from './sections.ts';
import { policyOf } from './targets.ts';

/** Where a line that is not understood stands among the rules of chains. */
export interface UnreadPlace {
	/** Null for every chain of the table. */
	chain: string | null;
	/** True where it takes rules away or changes them, and so is in front of all others. */
	isChange: boolean;
}

/** Tables of a dump as its lines make them, and the records that the lines are. */
export class DumpTables {
	readonly sections: Section[] = [];
	/** In the order of the file. */
	readonly items: Item[] = [];
	/** The table at hand; null outside of one. */
	#section: Section | null = null;
	/** True within `*table` and COMMIT. */
	#isSaved = false;
	#opensOnly = false;

	/** The table at hand; null outside of one. */
	get current(): Readonly<Section> | null {
		return this.#section;
	}

	/** Whether the table at hand is one that COMMIT will close. */
	get isSaved(): boolean {
		return this.#isSaved;
	}

	/** Whether a rule that decides is about packets that open a connection. */
	get opensOnly(): boolean {
		return this.#opensOnly;
	}

	/**
	 * Begins a table.
	 *
	 * @param name null until its chains tell
	 * @param isSaved whether COMMIT will close it
	 */
	open(name: string | null, family: Section['family'], isSaved: boolean): void {
		this.#section = emptySection(name, family);
		this.sections.push(this.#section);
		this.#isSaved = isSaved;
	}

	close(): void {
		this.#section = null;
		this.#isSaved = false;
	}

	/** A chain of the table at hand and its policy; a chain that has none, `-`, is no record. */
	declare(chain: string, policy: string, place: RecordBytes): void {
		const section = this.#section;
		if (section === null) return this.refuse(place, 'a chain outside of a table');
		chainOf(section, chain);
		if (policy === '-') return;
		const action = policyOf(policy);
		if (action === null) return this.refuse(place, `policy not understood: ${policy.slice(0, 80)}`);
		const item = this.#keep(place);
		if (section.policies.has(chain)) item.reason = `a second policy of chain ${chain}`;
		else section.policies.set(chain, { action, item });
	}

	/** @param at how many rules of its chain it is put behind; all that are there where it is left out */
	add(rule: IptablesRule, place: RecordBytes, at = Infinity): void {
		const section = this.#section;
		if (section === null) return this.refuse(place, 'a rule outside of a table');
		const item = this.#keep(place);
		const { box, conditions, verdict, comment, reason, loopback } = rule;
		item.reason = reason;
		item.loopback = loopback;
		item.goesOn = verdict === null;
		this.#opensOnly ||= rule.opening && verdict !== null;
		section.untracks ||= rule.untracks;
		section.family ??= box.family ?? (isOfV6(box) ? 'ip6' : null);
		const branches = verdict === null ? [] : [{ boxes: [box], conditions, verdict }];
		chainOf(section, rule.chain).rules.splice(at, 0, { branches, comment, item });
	}

	/** A rule of the table at hand of which nothing is known. */
	addUnread(what: string, { chain, isChange }: UnreadPlace, place: RecordBytes): void {
		const section = this.#section;
		if (section === null) return this.refuse(place, what);
		const chains = chain === null ? [...section.chains.values()] : [chainOf(section, chain)];
		const rule = unreadRule(what, this.#keep(place));
		for (const { rules } of chains) {
			if (isChange) rules.unshift(rule);
			else rules.push(rule);
		}
		rule.item.reason = chains.length === 0 ? what : null;
	}

	/** A record that is no part of a table. */
	refuse(place: RecordBytes, reason: string): void {
		this.#keep(place).reason = reason;
	}

	/** What the chains do not decide is not known, for lines of the table at hand are missing. */
	cut(): void {
		if (this.#section !== null) this.#section.isWhole = false;
	}

	/** The same of every table so far. */
	cutAll(): void {
		for (const section of this.sections) section.isWhole = false;
	}

	#keep(place: RecordBytes): Item {
		const item = itemAt(place);
		this.items.push(item);
		return item;
	}
}

/** ICMPv6 is of IPv6, whatever the addresses. */
function isOfV6({ protos }: Box): boolean {
	return protos !== null && !protos.isNot && protos.names.join() === 'icmp6';
}
