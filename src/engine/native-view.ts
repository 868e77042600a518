import type { NativeColumn, NativeKind } from '#arrow/native-writer.ts';
import { identifier, literal } from './sql.ts';

const casts: Record<NativeKind, string | null> = {
	int64: 'BIGINT',
	float64: 'DOUBLE',
	boolean: 'BOOLEAN',
	text: null
};

interface Branch {
	own: NativeColumn | null;
	parts: Map<string, Branch>;
}

/**
 * The select list that gives a source its own shape back: values cast to what all of them are, nested
 * objects as STRUCT. Where a name holds a value in some records and an object in others, the value is
 * called `NAME_value`.
 */
export function nativeSelectList(columns: readonly NativeColumn[]): string {
	const list = [...treeOf(columns).parts].flatMap(([name, branch]) =>
		membersOf(name, branch).map(([label, sql]) => `${sql} AS ${identifier(label)}`)
	);
	return [...list, 'record', 'byte_offset', 'byte_length'].join(', ');
}

function treeOf(columns: readonly NativeColumn[]): Branch {
	const root: Branch = { own: null, parts: new Map() };
	for (const column of columns) {
		let branch = root;
		for (const name of column.path) branch = childOf(branch, name);
		branch.own = column;
	}
	return root;
}

function childOf(branch: Branch, name: string): Branch {
	const known = branch.parts.get(name);
	if (known !== undefined) return known;
	const child: Branch = { own: null, parts: new Map() };
	branch.parts.set(name, child);
	return child;
}

function membersOf(name: string, branch: Branch): [label: string, sql: string][] {
	const members: [string, string][] = [];
	if (branch.own !== null)
		members.push([branch.parts.size > 0 ? `${name}_value` : name, castOf(branch.own)]);
	if (branch.parts.size > 0) members.push([name, structOf(branch)]);
	return members;
}

function structOf(branch: Branch): string {
	const members = [...branch.parts].flatMap(([name, part]) => membersOf(name, part));
	const entries = members.map(([label, sql]) => `${literal(label)}: ${sql}`);
	return `{${entries.join(', ')}}`;
}

function castOf({ key, kind }: NativeColumn): string {
	const type = casts[kind];
	return type === null ? identifier(key) : `TRY_CAST(${identifier(key)} AS ${type})`;
}

/** A name for a source in SQL: letters, digits and underscores of its file name, unlike those `taken`. */
export function viewName(fileName: string, taken: ReadonlySet<string>): string {
	const plain = fileName.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '_');
	const trimmed = plain.replace(/^_+|_+$/g, '') || 'source';
	const base = /^\d/.test(trimmed) ? `_${trimmed}` : trimmed;
	for (let number = 1; ; number++) {
		const name = number === 1 ? base : `${base}_${number}`;
		if (!taken.has(name)) return name;
	}
}
