import { textOf } from '#lib/bytes.ts';
import { Failure } from '#lib/failure.ts';
import { JsonKind } from '#lib/json-node.ts';
import { JsonReader } from '#lib/json-reader.ts';
import type { Head, Recognition } from '../../format.ts';
import { framingOf } from './json-records.ts';
import { jsonValues, type JsonSink } from './json-values.ts';
import { perHead } from '../per-head.ts';

/** One object at the beginning of a source: its values as written, by their paths joined by a full stop. */
export type Peeked = ReadonlyMap<string, string>;

const WRAPPER = '_source.';

const nobody: JsonSink = {
	begin: () => undefined,
	reject: () => undefined,
	settle: () => undefined,
	note: () => undefined
};

/** The objects at the beginning of a source, the last of them maybe in part; none where it is not JSON. */
export const peekJson = perHead((head): readonly Peeked[] => {
	const framing = framingOf(head.bytes, head.whole);
	if (framing?.by !== 'values' && !head.lines.some((line) => /^\s*\{/.test(line))) {
		if (!beginsWithObject(head)) return [];
	}
	const found: Peeked[] = [];
	const reader = new JsonReader();
	const values = jsonValues(
		nobody,
		{
			line(bytes, start, end) {
				const peeked = peekedOf(reader, bytes.subarray(start, end));
				if (peeked !== null) found.push(peeked);
			}
		},
		framing?.head
	);
	values.push(head.bytes);
	values.end();
	return found;
});

/**
 * Recognises a source by its first objects: surely where more than half of them fit, else perhaps; null
 * where none does.
 */
export function recogniseJson(
	head: Head,
	fits: (peeked: Peeked) => boolean,
	because: string
): Recognition | null {
	const objects = peekJson(head);
	const fitting = objects.filter((object) => fits(unwrapped(object))).length;
	if (fitting === 0) return null;
	return { confidence: fitting / objects.length > 0.5 ? 0.95 : 0.6, because };
}

/** What a document database wrapped, as `JsonRecord` reads it. */
function unwrapped(peeked: Peeked): Peeked {
	if (![...peeked.keys()].some((path) => path.startsWith(WRAPPER))) return peeked;
	return new Map([...peeked].map(([path, value]) => [path.replace(WRAPPER, ''), value]));
}

/** A single line that is longer than the head. */
function beginsWithObject(head: Head): boolean {
	return head.lines.length === 0 && /^\s*\{/.test(textOf(head.bytes, 0, 64));
}

/** What an object holds, up to where it breaks off or breaks; null for any other value. */
function peekedOf(reader: JsonReader, bytes: Uint8Array): Peeked | null {
	try {
		reader.walk(bytes, 0, bytes.length, true);
	} catch (error) {
		if (!(error instanceof Failure)) throw error;
	}
	if (!reader.has(reader.root) || reader.root.kind !== JsonKind.object) return null;
	const leaves = reader.leaves.filter((node) => reader.has(node));
	return new Map(leaves.map((node) => [node.path.join('.'), textOf(bytes, node.start, node.end)]));
}
