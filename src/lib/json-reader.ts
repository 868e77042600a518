import {
	BACKSLASH,
	CLOSE_BRACE,
	CLOSE_BRACKET,
	COLON,
	COMMA,
	OPEN_BRACE,
	OPEN_BRACKET,
	QUOTE
} from './ascii.ts';
import { isDigit, textOf } from './bytes.ts';
import type { Failure } from './failure.ts';
import { jsonFault } from './json-fault.ts';
import { hashOf, hashStep, JsonKind, JsonNode, jsonWords, MAX_DEPTH } from './json-node.ts';
import { hexDigit, isEscapable, JsonText } from './json-text.ts';

/** An object or array whose end has not come. */
interface Frame {
	/** The node of an object; null for an array, and for an object nobody asked about. */
	node: JsonNode | null;
	isArray: boolean;
	/** Nothing was read in it yet. */
	fresh: boolean;
}

/** Bytes of a key that becomes a path by growing. */
const MAX_KEY = 256;
/**
 * Walks one JSON value (RFC 8259) in a range of bytes and notes where the values of the paths lie that were
 * asked for. It accepts what `JSON.parse` accepts, keeps its own stack, and makes no strings.
 *
 * A key that an object has twice counts as `JSON.parse` counts it: the last value alone. Numbers are left
 * in their digits, whatever their size. Values within arrays have no paths; an array is one value.
 */
export class JsonReader {
	readonly root = new JsonNode();
	/** Nodes met in a growing walk whose value is not an object, in their order; some may be met twice. */
	readonly leaves: JsonNode[] = [];
	/** Whether an object of the last walk had a key twice. */
	repeated = false;
	/** Whether the last growing walk met a new path when `limit` paths were known. */
	overflowed = false;
	/** The range that was walked last. */
	bytes: Uint8Array = new Uint8Array(0);
	#start = 0;
	#end = 0;
	#walk = 0;
	#grow = false;
	#paths = 0;
	readonly #limit: number;
	readonly #stack: Frame[] = [];
	#depth = 0;
	readonly #key = new JsonText();
	/** What `#keyOf` found. */
	#child: JsonNode | null = null;

	/** @param limit paths that growing walks may add */
	constructor(limit = 1024) {
		this.#limit = limit;
	}

	/** The node of a path; its value is noted by every walk from now on. */
	at(...path: string[]): JsonNode {
		return path.reduce((node, key) => node.child(key), this.root);
	}

	/** Whether the last walk met a value at the node, be it null. */
	has(node: JsonNode): boolean {
		return node.walk === this.#walk;
	}

	/**
	 * Walks the value that `[start, end)` holds. A walk that grows also notes every path that was not asked
	 * for. Throws `record not readable` with the byte, counted from `start`, and what was expected there;
	 * what was met before it stays noted.
	 */
	walk(bytes: Uint8Array, start: number, end: number, grow = false): void {
		this.bytes = bytes;
		this.#start = start;
		this.#end = end;
		this.#walk++;
		this.#grow = grow;
		this.#depth = 0;
		this.leaves.length = 0;
		this.repeated = false;
		this.overflowed = false;
		let at = this.#value(this.#white(start), this.root);
		while (this.#depth > 0) {
			const frame = this.#stack[this.#depth - 1]!;
			at = frame.isArray ? this.#element(at, frame) : this.#member(at, frame);
		}
		at = this.#white(at);
		if (at < end) throw this.#fault(at, 'the end');
	}

	/** Next byte from `at` that is not white space; `end` where there is none. */
	#white(at: number): number {
		const { bytes } = this;
		const end = this.#end;
		while (at < end) {
			const byte = bytes[at]!;
			if (byte !== 32 && byte !== 10 && byte !== 13 && byte !== 9) return at;
			at++;
		}
		return end;
	}

	#byte(at: number): number {
		return at < this.#end ? this.bytes[at]! : -1;
	}

	#value(at: number, node: JsonNode | null): number {
		const byte = this.#byte(at);
		if (byte === QUOTE) return this.#string(at, node);
		if (byte === OPEN_BRACE) return this.#open(at, node, false);
		if (byte === OPEN_BRACKET) return this.#open(at, node, true);
		if (byte === 45 || (byte >= 48 && byte <= 57)) return this.#number(at, node);
		return this.#word(at, node);
	}

	#note(node: JsonNode | null, kind: number, start: number, end: number): void {
		if (node === null) return;
		node.kind = kind;
		node.start = start;
		node.end = end;
		node.walk = this.#walk;
		if (this.#grow) this.leaves.push(node);
	}

	#open(at: number, node: JsonNode | null, isArray: boolean): number {
		const frame = (this.#stack[this.#depth++] ??= { node: null, isArray: false, fresh: true });
		frame.node = node;
		frame.isArray = isArray;
		frame.fresh = true;
		if (node !== null) {
			node.kind = isArray ? JsonKind.array : JsonKind.object;
			node.start = at;
			node.end = this.#end;
			node.walk = this.#walk;
		}
		return at + 1;
	}

	#close(at: number): number {
		const { node, isArray } = this.#stack[--this.#depth]!;
		if (node === null) return at + 1;
		node.end = at + 1;
		if (this.#grow && (isArray || !looksInto(node))) this.leaves.push(node);
		return at + 1;
	}

	#element(at: number, frame: Frame): number {
		at = this.#white(at);
		if (this.#byte(at) === CLOSE_BRACKET) return this.#close(at);
		if (frame.fresh) frame.fresh = false;
		else at = this.#comma(at, ']');
		return this.#value(at, null);
	}

	#member(at: number, frame: Frame): number {
		at = this.#white(at);
		if (this.#byte(at) === CLOSE_BRACE) return this.#close(at);
		if (frame.fresh) frame.fresh = false;
		else at = this.#comma(at, '}');
		if (this.#byte(at) !== QUOTE) throw this.#fault(at, 'a key in quotes');
		at = this.#white(this.#keyOf(at + 1, frame.node));
		if (this.#byte(at) !== COLON) throw this.#fault(at, ':');
		return this.#value(this.#white(at + 1), this.#child);
	}

	#comma(at: number, close: string): number {
		if (this.#byte(at) !== COMMA) throw this.#fault(at, `, or ${close}`);
		return this.#white(at + 1);
	}

	/** Reads the key that begins at `at` and finds its child of `node`; the index behind its quote. */
	#keyOf(at: number, node: JsonNode | null): number {
		const { bytes } = this;
		const end = this.#end;
		let hash = 0;
		let i = at;
		for (; i < end; i++) {
			const byte = bytes[i]!;
			if (byte === QUOTE) break;
			if (byte === BACKSLASH || byte < 32) return this.#escapedKey(at, node);
			hash = hashStep(hash, byte);
		}
		if (i >= end) throw this.#fault(end, 'the closing quote of a key');
		this.#child = this.#enter(node, hash, bytes, at, i);
		return i + 1;
	}

	#escapedKey(at: number, node: JsonNode | null): number {
		const stop = this.#escapedEnd(at);
		this.#key.decode(this.bytes, at, stop);
		const key = this.#key.bytes.subarray(0, this.#key.length);
		this.#child = this.#enter(node, hashOf(key), key, 0, key.length);
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

	#string(at: number, node: JsonNode | null): number {
		const { bytes } = this;
		const end = this.#end;
		let i = at + 1;
		for (; i < end; i++) {
			const byte = bytes[i]!;
			if (byte === QUOTE) break;
			if (byte === BACKSLASH || byte < 32) {
				i = this.#escapedEnd(i);
				this.#note(node, JsonKind.escaped, at + 1, i);
				return i + 1;
			}
		}
		if (i >= end) throw this.#fault(end, 'the closing quote of a string');
		this.#note(node, JsonKind.text, at + 1, i);
		return i + 1;
	}

	/** Index of the quote that closes the string that goes on at `at`. */
	#escapedEnd(at: number): number {
		const { bytes } = this;
		const end = this.#end;
		for (let i = at; i < end; i++) {
			const byte = bytes[i]!;
			if (byte === QUOTE) return i;
			if (byte < 32) throw this.#fault(i, 'no control character in a string');
			if (byte === BACKSLASH) i = this.#escape(i + 1);
		}
		throw this.#fault(end, 'the closing quote of a string');
	}

	/** Index of the last byte of the escape whose letter stands at `at`. */
	#escape(at: number): number {
		const letter = this.#byte(at);
		if (isEscapable(letter)) return at;
		if (letter !== 117) throw this.#fault(at, 'one of "\\/bfnrtu behind a backslash');
		for (let i = at + 1; i < at + 5; i++) {
			if (i >= this.#end || hexDigit(this.bytes[i]) < 0)
				throw this.#fault(i, 'a hexadecimal digit');
		}
		return at + 4;
	}

	#number(start: number, node: JsonNode | null): number {
		let at = this.#byte(start) === 45 ? start + 1 : start;
		const first = at;
		at = this.#digits(at);
		if (this.bytes[first] === 48 && at > first + 1)
			throw this.#fault(first + 1, 'no digit behind 0');
		let kind: number = JsonKind.integer;
		if (this.#byte(at) === 46) {
			at = this.#digits(at + 1);
			kind = JsonKind.decimal;
		}
		if ((this.#byte(at) | 32) === 101) {
			const sign = this.#byte(at + 1);
			at = this.#digits(sign === 43 || sign === 45 ? at + 2 : at + 1);
			kind = JsonKind.decimal;
		}
		this.#note(node, kind, start, at);
		return at;
	}

	#digits(start: number): number {
		let at = start;
		while (at < this.#end && isDigit(this.bytes[at])) at++;
		if (at === start) throw this.#fault(at, 'a digit');
		return at;
	}

	#word(at: number, node: JsonNode | null): number {
		const known = jsonWords[this.#byte(at)];
		if (known === undefined) throw this.#fault(at, 'a value');
		const { word, kind } = known;
		for (let i = 1; i < word.length; i++)
			if (this.#byte(at + i) !== word.charCodeAt(i)) throw this.#fault(at, word);
		this.#note(node, kind, at, at + word.length);
		return at + word.length;
	}

	#fault(at: number, expected: string): Failure {
		return jsonFault({ bytes: this.bytes, start: this.#start, end: this.#end }, at, expected);
	}
}

function looksInto(node: JsonNode): boolean {
	return node.path.length < MAX_DEPTH;
}
