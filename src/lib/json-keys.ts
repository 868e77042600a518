import { BACKSLASH, QUOTE } from './ascii.ts';
import { textOf } from './bytes.ts';
import { hashOf, hashStep, MAX_DEPTH, type JsonNode } from './json-node.ts';
import type { JsonScanner } from './json-scanner.ts';
import { JsonText } from './json-text.ts';

/** Bytes of a key that becomes a path by growing. */
const MAX_KEY = 256;

/** Reads keys of objects, and finds the nodes that they lead to. */
export class JsonKeys {
	/** Where the key that was read last leads to; null where nobody asked for that path. */
	child: JsonNode | null = null;
	/** Whether an object of the walk had a key twice. */
	repeated = false;
	/** Whether the walk met a new path when `limit` paths were known. */
	overflowed = false;
	readonly #scanner: JsonScanner;
	readonly #limit: number;
	readonly #text = new JsonText();
	#walk = 0;
	#grow = false;
	#paths = 0;

	/** @param limit paths that growing walks may add */
	constructor(scanner: JsonScanner, limit: number) {
		this.#scanner = scanner;
		this.#limit = limit;
	}

	/** @param grow whether paths that nobody asked for are added */
	begin(walk: number, grow: boolean): void {
		this.#walk = walk;
		this.#grow = grow;
		this.repeated = false;
		this.overflowed = false;
	}

	/** Reads the key of which the first byte stands at `at`, in the object of a node; the index behind its quote. */
	read(at: number, node: JsonNode | null): number {
		const { bytes, end } = this.#scanner;
		let hash = 0;
		let i = at;
		for (; i < end; i++) {
			const byte = bytes[i]!;
			if (byte === QUOTE) break;
			if (byte === BACKSLASH || byte < 32) return this.#escaped(at, node);
			hash = hashStep(hash, byte);
		}
		if (i >= end) throw this.#scanner.fault(end, 'the closing quote of a key');
		this.child = this.#enter(node, hash, bytes, at, i);
		return i + 1;
	}

	#escaped(at: number, node: JsonNode | null): number {
		const stop = this.#scanner.escapedEnd(at);
		this.#text.decode(this.#scanner.bytes, at, stop);
		const key = this.#text.bytes.subarray(0, this.#text.length);
		this.child = this.#enter(node, hashOf(key), key, 0, key.length);
		return stop + 1;
	}

	#enter(
		node: JsonNode | null,
		hash: number,
		bytes: Uint8Array,
		start: number,
		end: number
	): JsonNode | null {
		if (node === null || !looksInto(node)) return null;
		const child = node.find(hash, bytes, start, end);
		if (child === null) return this.#grow ? this.#added(node, bytes, start, end) : null;
		if (child.walk === this.#walk) {
			this.repeated = true;
			child.forget();
		}
		return child;
	}

	#added(node: JsonNode, bytes: Uint8Array, start: number, end: number): JsonNode | null {
		if (this.#paths >= this.#limit || end - start > MAX_KEY) {
			this.overflowed = true;
			return null;
		}
		this.#paths++;
		return node.child(textOf(bytes, start, end));
	}
}

/** Whether the values of an object have paths of their own. */
export function looksInto(node: JsonNode): boolean {
	return node.path.length < MAX_DEPTH;
}
