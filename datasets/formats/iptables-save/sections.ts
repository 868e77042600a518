import type { Action } from '../../rows/policy/rows.ts';
import {
	emptyBase,
	type Base,
	type Chain,
	type Hook,
	type Item
} from '../../rows/policy/ruleset.ts';
import type { Family } from '../../rows/policy/box.ts';

/** A table of a dump: its chains, and what is done with what they do not decide about. */
export interface Section {
	/** Null until its chains tell. */
	name: string | null;
	/** Null where neither a head nor an address says it. */
	family: Family | null;
	chains: Map<string, Chain>;
	policies: Map<string, { action: Action; item: Item }>;
	/** False for a table that ends before it is closed. */
	isWhole: boolean;
	untracks: boolean;
}

export function emptySection(name: string | null, family: Family | null): Section {
	return { name, family, chains: new Map(), policies: new Map(), isWhole: true, untracks: false };
}

/** The chain of that name, which is made where it is new. */
export function chainOf({ chains }: Section, name: string): Chain {
	const known = chains.get(name);
	if (known !== undefined) return known;
	const chain: Chain = { rules: [], isMet: false };
	chains.set(name, chain);
	return chain;
}

const hooks: ReadonlyMap<string, Hook> = new Map([
	['PREROUTING', 'prerouting'],
	['INPUT', 'input'],
	['FORWARD', 'forward'],
	['OUTPUT', 'output'],
	['POSTROUTING', 'postrouting']
]);

const priorities: ReadonlyMap<string, number> = new Map([
	['raw', -300],
	['mangle', -150],
	['nat', -100],
	['filter', 0],
	['security', 50]
]);

/** The table that has these built-in chains, where no line names it. */
export function tableOf({ name, chains }: Section): string {
	if (name !== null) return name;
	if (!chains.has('PREROUTING')) return 'filter';
	if (chains.has('FORWARD')) return 'mangle';
	return chains.has('POSTROUTING') || chains.has('INPUT') ? 'nat' : 'raw';
}

/** The chains that packets meet by themselves. */
export function basesOf(section: Section, family: Family): Base[] {
	const table = tableOf(section);
	return [...section.chains].flatMap(([name, chain]): Base[] => {
		const [hook, priority] = [hooks.get(name), priorities.get(table)];
		if (hook === undefined || priority === undefined) return [];
		const policy = section.policies.get(name) ?? null;
		if (isIdle(section, name)) return [];
		const isSource = table === 'nat' && (hook === 'postrouting' || hook === 'input');
		return [
			{
				family,
				hook,
				priority: isSource ? 100 : priority,
				isNat: table === 'nat',
				isNarrow: false,
				chain,
				chains: section.chains,
				policy: section.isWhole ? (policy?.action ?? 'unknown') : 'unknown',
				policyItem: policy?.item ?? null
			}
		];
	});
}

/** Whether a chain of another table than filter does nothing, as most do. */
export function isIdle(section: Section, name: string): boolean {
	const { action } = section.policies.get(name) ?? {};
	const isEmpty = (section.chains.get(name)?.rules.length ?? 0) === 0;
	return tableOf(section) !== 'filter' && isEmpty && section.isWhole && action === 'allow';
}

/** Where the table filter is not there, it is not known what it does. */
export function withoutFilter(family: Family, item: Item): Base[] {
	return (['input', 'forward', 'output'] as const).map((hook) =>
		emptyBase(family, hook, 'unknown', item)
	);
}
