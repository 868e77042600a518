import type { Indicator } from '../../rows/intel/indicator.ts';
import type { PatternCondition } from './pattern.ts';

/** One thing that a pattern looks for. */
export interface Alternative {
	value: string;
	/** What the value must be. */
	kinds: readonly Indicator['kind'][];
	/** What else the pattern asks for at the same time, as it is written. */
	conditions: string[];
}

export interface Alternatives {
	found: Alternative[];
	/** Whether the pattern looks for other things too, which no column holds. */
	others: boolean;
}

const none: Alternatives = { found: [], others: true };

const address = ['ip', 'cidr'] as const;

const kindsByPath: Readonly<Record<string, readonly Indicator['kind'][]>> = {
	'ipv4-addr:value': address,
	'ipv6-addr:value': address,
	'domain-name:value': ['domain'],
	'url:value': ['url'],
	'network-traffic:src_ref.value': [...address, 'domain'],
	'network-traffic:dst_ref.value': [...address, 'domain']
};

const hashes =
	/^(?:file|artifact|x509-certificate):hashes\.['"]?(?:MD5|SHA3?-?(?:1|224|256|384|512))['"]?$/i;
/** Operators whose values are what is looked for. */
const naming = new Set(['=', 'IN', 'ISSUBSET']);
/** A condition that the value itself says again. */
const typeOfReference = /^network-traffic:(?:src|dst)_ref\.type$/;

/** The things that a condition looks for, each by itself enough. */
export function alternativesOf(condition: PatternCondition): Alternatives {
	if (condition.kind === 'comparison') return compared(condition);
	const parts = condition.of.map(alternativesOf);
	if (condition.kind === 'or')
		return {
			found: parts.flatMap(({ found }) => found),
			others: parts.some(({ others }) => others)
		};
	return together(condition.of, parts);
}

function compared({
	path,
	operator,
	values
}: PatternCondition & { kind: 'comparison' }): Alternatives {
	const kinds = kindsAt(path);
	if (kinds === null || !naming.has(operator)) return none;
	return { found: values.map((value) => ({ value, kinds, conditions: [] })), others: false };
}

function kindsAt(path: string): readonly Indicator['kind'][] | null {
	if (hashes.test(path)) return ['hash'];
	return Object.hasOwn(kindsByPath, path) ? kindsByPath[path]! : null;
}

/**
 * Conditions of one thing that must hold together. Where one of them names it, the others are kept as its
 * conditions; hashes of one file name the same file.
 */
function together(
	conditions: readonly PatternCondition[],
	parts: readonly Alternatives[]
): Alternatives {
	const telling = parts.filter(({ found, others }) => found.length > 0 && !others);
	const silent = conditions.filter((_, i) => !telling.includes(parts[i]!));
	if (telling.length === 0 || parts.some(({ found, others }) => found.length > 0 && others))
		return none;
	const found = telling.flatMap((part) => part.found);
	if (telling.length > 1 && !isOneFile(telling)) return none;
	const texts = silent.filter((part) => !saysType(part)).map(({ text }) => text);
	return {
		found: found.map((one) => ({ ...one, conditions: [...one.conditions, ...texts] })),
		others: false
	};
}

function isOneFile(parts: readonly Alternatives[]): boolean {
	return parts.every(({ found }) => found.length === 1 && found[0]!.kinds[0] === 'hash');
}

function saysType(condition: PatternCondition): boolean {
	return condition.kind === 'comparison' && typeOfReference.test(condition.path);
}
