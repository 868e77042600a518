import type { Action } from '../../rows/policy/rows.ts';
import { emptyBase, type Base, type Hook } from '../../rows/policy/ruleset.ts';
import type { NftTable } from './tables.ts';

/** What the statement says that makes a chain a base chain. */
export interface Point {
	type: string;
	hook: string;
	priority: number;
	/** True where it is for packets of some devices alone. */
	hasDevice: boolean;
}

const priorities = new Map([
	['raw', -300],
	['mangle', -150],
	['dstnat', -100],
	['filter', 0],
	['security', 50],
	['srcnat', 100],
	['out', 100]
]);

/** Reads `type filter hook input priority filter - 1`. */
export function pointOf(words: readonly string[]): Point {
	const behind = (name: string) => words[words.indexOf(name) + 1] ?? '';
	const at = words.indexOf('priority');
	const [name = '', sign = '', by = ''] = at < 0 ? [] : words.slice(at + 1);
	const base = priorities.get(name) ?? (Number(name) || 0);
	const shift = sign === '-' || sign === '+' ? Number(`${sign}${by}`) || 0 : 0;
	return {
		type: behind('type'),
		hook: behind('hook'),
		priority: base + shift,
		hasDevice: words.includes('device') || words.includes('devices')
	};
}

const hooks: ReadonlyMap<string, Hook> = new Map([
	['ingress', 'prerouting'],
	['prerouting', 'prerouting'],
	['input', 'input'],
	['forward', 'forward'],
	['output', 'output'],
	['postrouting', 'postrouting'],
	['egress', 'postrouting']
]);

/** Where packets meet the chain; null where no IP packet does. Not each goes over a bridge, or a device that is named. */
export function hookOf(
	family: string,
	{ type, hook, priority, hasDevice }: Point
): Pick<Base, 'hook' | 'priority' | 'isNat' | 'isNarrow'> | null {
	const met = hooks.get(hook);
	if (met === undefined || family === 'arp') return null;
	const isEdge = hook === 'ingress' || hook === 'egress';
	return {
		hook: met,
		priority: hook === 'ingress' ? -1e6 + priority : hook === 'egress' ? 1e6 + priority : priority,
		isNat: type === 'nat',
		isNarrow: isEdge || hasDevice || family === 'bridge' || family === 'netdev'
	};
}

/** At a hook without a chain everything goes on: the ruleset lists all chains that there are. */
export function withoutChain(tables: readonly NftTable[], isWhole: boolean): Base[] {
	return (['ip', 'ip6'] as const).flatMap((family) => {
		const own = tables.filter(
			(table) => table.families.includes(family) && /^(?:ip|ip6|inet)$/.test(table.family)
		);
		const bases = own.flatMap((table) => table.bases);
		const item = bases.find(({ policyItem }) => policyItem !== null)?.policyItem;
		if (item == null) return [];
		return (['input', 'forward', 'output'] as const)
			.filter((hook) => !bases.some((base) => base.hook === hook && !base.isNat && !base.isNarrow))
			.map((hook) => emptyBase(family, hook, isWhole ? 'allow' : 'unknown', item));
	});
}

/** The action of a policy; null where the word is none. */
export function policyAction(word: string): Action | null {
	return word === 'accept' ? 'allow' : word === 'drop' ? 'drop' : null;
}
