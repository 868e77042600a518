import { bytesOf, equalsBytes } from './bytes.ts';

/** What a value of a JSON text is. */
export const JsonKind = {
	absent: 0,
	null: 1,
	false: 2,
	true: 3,
	/** Digits with an optional minus. */
	integer: 4,
	/** A number with a fraction or an exponent. */
	decimal: 5,
	/** A string without a backslash: its bytes are its text. */
	text: 6,
	/** A string that has to be unescaped. */
	escaped: 7,
	object: 8,
	array: 9
} as const;

/** The words of JSON by their first letter. */
export const jsonWords: Readonly<Record<number, { word: string; kind: number }>> = {
	102: { word: 'false', kind: JsonKind.false },
	110: { word: 'null', kind: JsonKind.null },
	116: { word: 'true', kind: JsonKind.true }
};

/** Objects deeper than this are not looked into; in a walk that grows they are kept as their JSON text. */
export const MAX_DEPTH = 32;

/**
 * A path of keys in the records of a source, and where the record at hand has its value. Nodes form a tree
 * that a reader walks down with the keys it meets, by hash and then by bytes, so that a key is never made
 * into a string.
 */
export class JsonNode {
	/** Keys from the outermost object inwards. */
	readonly path: readonly string[];
	kind: number = JsonKind.absent;
	/** The bytes of the value; of a string without its quotes. */
	start = 0;
	end = 0;
	/** The walk that met this node last. */
	walk = 0;
	/** Free for whoever keeps something for each node: its place in a list; -1 where nothing is kept. */
	slot = -1;
	readonly #key: Uint8Array;
	readonly #hash: number;
	#table: (JsonNode | null)[] = [];
	#mask = 0;
	readonly #children: JsonNode[] = [];

	constructor(path: readonly string[] = []) {
		this.path = path;
		this.#key = bytesOf(path.at(-1) ?? '');
		this.#hash = hashOf(this.#key);
	}

	get hasChildren(): boolean {
		return this.#children.length > 0;
	}

	/** The child whose key has these bytes and this hash (of {@link hashOf}), or null. */
	find(hash: number, bytes: Uint8Array, start: number, end: number): JsonNode | null {
		if (this.#mask === 0) return null;
		for (let at = hash & this.#mask; ; at = (at + 1) & this.#mask) {
			const child = this.#table[at]!;
			if (child === null) return null;
			if (child.#hash === hash && equalsBytes(bytes, start, end, child.#key)) return child;
		}
	}

	/** The child of that key, made where there is none. */
	child(key: string): JsonNode {
		const bytes = bytesOf(key);
		const known = this.find(hashOf(bytes), bytes, 0, bytes.length);
		if (known !== null) return known;
		const child = new JsonNode([...this.path, key]);
		this.#children.push(child);
		if (this.#children.length * 2 > this.#table.length) this.#rebuild();
		else this.#place(child);
		return child;
	}

	/** Takes back what this walk met at the node and below. */
	forget(): void {
		this.walk = 0;
		this.kind = JsonKind.absent;
		for (const child of this.#children) child.forget();
	}

	#rebuild(): void {
		const size = Math.max(4, this.#table.length * 2);
		this.#table = new Array<JsonNode | null>(size).fill(null);
		this.#mask = size - 1;
		for (const child of this.#children) this.#place(child);
	}

	#place(child: JsonNode): void {
		let at = child.#hash & this.#mask;
		while (this.#table[at] !== null) at = (at + 1) & this.#mask;
		this.#table[at] = child;
	}
}

/** One step of the hash of a key, from the hash so far (0 at first) and the next byte. */
export function hashStep(hash: number, byte: number): number {
	return (Math.imul(hash, 31) + byte) | 0;
}

export function hashOf(key: Uint8Array): number {
	let hash = 0;
	for (let i = 0; i < key.length; i++) hash = hashStep(hash, key[i]!);
	return hash;
}
