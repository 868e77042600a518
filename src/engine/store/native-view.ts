import { provenance } from '#tables/columns-of.ts';
import type { NativeColumn, NativeKind } from '#tables/native-writer.ts';
import { identifier, literal } from '../sql/sql.ts';

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
 * called `NAME_value`. A name that differs from one before it only in the case of its letters has a number
 * behind it, for a database takes them for the same; so has one by which a record's place is called.
 */
export function nativeSelectList(columns: readonly NativeColumn[]): string {
	const list = membersOf(treeOf(columns), place).map(
		([label, sql]) => `${sql} AS ${identifier(label)}`
	);
	return [...list, ...place].join(', ');
}

/** The view is of one source. */
const place = provenance.filter((name) => name !== 'source_id');

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

/** The members of an object, each under a label that no other has, and none of those that are reserved. */
function membersOf(
	object: Branch,
	reserved: readonly string[] = []
): [label: string, sql: string][] {
	const taken = new Set(reserved);
	const members: [string, string][] = [];
	for (const [name, branch] of object.parts) {
		const { own, parts } = branch;
		const label = parts.size > 0 ? `${name}_value` : name;
		if (own !== null) members.push([freeLabel(label, taken), castOf(own)]);
		if (parts.size > 0) members.push([freeLabel(name, taken), structOf(branch)]);
	}
	return members;
}

/** The label, or where it is taken in whatever case of letters, the label with the first number that is not. */
function freeLabel(label: string, taken: Set<string>): string {
	let free = label;
	for (let number = 2; taken.has(free.toLowerCase()); number++) free = `${label}_${number}`;
	taken.add(free.toLowerCase());
	return free;
}

function structOf(branch: Branch): string {
	const entries = membersOf(branch).map(([label, sql]) => `${literal(label)}: ${sql}`);
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
