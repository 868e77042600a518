import { nestedOf, type Nested } from './nested-text.ts';

/** A part of a nested value, by its name or its place. */
export interface TreeNode {
	name: string;
	/** As it is written, of a part that has no parts itself; null for an absent one, and for one with parts. */
	text: string | null;
	/** Null for a part that has none. */
	parts: readonly TreeNode[] | null;
	/** How many further parts there are that are not listed. */
	more: number;
}

const MOST_PARTS = 200;
const DEEPEST = 30;

/** The parts of a text that is JSON of an object or an array; null where it is not. */
export function treeOf(text: string): TreeNode | null {
	if (!/^\s*[[{]/.test(text)) return null;
	try {
		return nodeOf('', JSON.parse(text), 0);
	} catch {
		return null;
	}
}

/** The parts of a list, struct or map as DuckDB writes it; null where it is none. */
export function writtenTreeOf(text: string): TreeNode | null {
	const nested = nestedOf(text);
	return nested === null ? null : nodeOf('', plainOf(nested), 0);
}

/** By numbers from 1 as SQL counts them, and by names. */
function plainOf(nested: Nested): unknown {
	if (nested === null || typeof nested === 'string') return nested;
	const entries =
		nested instanceof Map
			? [...nested]
			: [...(nested as readonly Nested[])].map((part, i) => [`${i + 1}`, part] as const);
	return Object.fromEntries(entries.map(([name, part]) => [name, plainOf(part)]));
}

function nodeOf(name: string, value: unknown, depth: number): TreeNode {
	if (value === null) return { name, text: null, parts: null, more: 0 };
	if (typeof value !== 'object') return { name, text: String(value), parts: null, more: 0 };
	if (depth === DEEPEST) return { name, text: JSON.stringify(value), parts: null, more: 0 };
	const entries = Object.entries(value);
	const parts = entries
		.slice(0, MOST_PARTS)
		.map(([key, part]) => nodeOf(key, part as unknown, depth + 1));
	return { name, text: null, parts, more: entries.length - parts.length };
}
