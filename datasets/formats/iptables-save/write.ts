import type { Sink } from '../../format.ts';
import type { Family } from '../../rows/policy/box.ts';
import { ownOf } from '../../rows/policy/own.ts';
import { placeRules } from '../../rows/policy/place.ts';
import type { Item, Ruleset } from '../../rows/policy/ruleset.ts';
import { explainChain, noteDoubts, writeItems } from '../../rows/policy/write.ts';
import { basesOf, isIdle, tableOf, withoutFilter, type Section } from './sections.ts';

/** Gives the lines of a dump their rows, and makes each a record with rows or with the reason why it has none. */
export function writeSections(
	sink: Sink,
	sections: readonly Section[],
	items: readonly Item[],
	auditedAt: number | bigint | null
): void {
	for (const section of sections) section.family ??= familyOf(sink, sections);
	const own = ownOf(sink.settings);
	for (const family of ['ip', 'ip6'] as const) {
		const ruleset = rulesetOf(sections, family);
		if (ruleset !== null) placeRules(ruleset, own);
	}
	for (const section of sections) explain(sink, section);
	noteTables(sink, sections);
	writeItems(sink, items, auditedAt);
}

/** Where no line says which family the rules are of, the name of the source may, or the other tables. */
function familyOf(sink: Sink, sections: readonly Section[]): Family {
	const known = sections.filter(({ family }) => family !== null);
	if (known.length > 0 && known.every(({ family }) => family === known[0]!.family))
		return known[0]!.family!;
	if (/ip6|v6/i.test(sink.settings.name)) return 'ip6';
	sink.note('no line says of which family of addresses the rules are: they were taken for IPv4');
	return 'ip';
}

function rulesetOf(sections: readonly Section[], family: Family): Ruleset | null {
	const own = firstOfEach(sections.filter((section) => section.family === family));
	if (own.length === 0) return null;
	const bases = own.flatMap((section) => basesOf(section, family));
	const hasFilter = own.some((section) => tableOf(section) === 'filter');
	const [first] = own.flatMap(({ chains, policies }) => [
		...[...policies.values()].map(({ item }) => item),
		...[...chains.values()].flatMap(({ rules }) => rules.map(({ item }) => item))
	]);
	if (!hasFilter && first !== undefined) bases.push(...withoutFilter(family, first));
	return { bases, untracks: own.some(({ untracks }) => untracks) };
}

/** A second table of one name is of another dump. */
function firstOfEach(sections: readonly Section[]): Section[] {
	const names = sections.map(tableOf);
	const found = sections.filter((_, i) => names.indexOf(names[i]!) === i);
	for (const section of sections) if (!found.includes(section)) refuseAll(section);
	return found;
}

function refuseAll(section: Section): void {
	const reason = `a second table ${tableOf(section)} in one file: only the first is read`;
	for (const { item } of section.policies.values()) item.reason = reason;
	for (const { rules } of section.chains.values())
		for (const { item } of rules) item.reason = reason;
}

function explain(sink: Sink, section: Section): void {
	const isNat = tableOf(section) === 'nat';
	for (const [name, { item }] of section.policies) {
		if (isNat || isIdle(section, name)) item.isQuiet = true;
	}
	for (const [name, chain] of section.chains) {
		explainChain(name, chain, isNat);
		noteDoubts(sink, chain);
	}
}

function noteTables(sink: Sink, sections: readonly Section[]): void {
	if (sections.some(({ name }) => name === null))
		sink.note('what is listed is one table: what the others do with packets is not known from it');
}
