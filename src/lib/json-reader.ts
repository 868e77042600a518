import {
	CLOSE_BRACE,
	CLOSE_BRACKET,
	COLON,
	COMMA,
	OPEN_BRACE,
	OPEN_BRACKET,
	QUOTE
} from './ascii.ts';
import { JsonKeys, looksInto } from './json-keys.ts';
import { JsonKind, JsonNode } from './json-node.ts';
import { JsonScanner } from './json-scanner.ts';

/** An object or array whose end has not come. */
interface Frame {
	/** The node of an object; null for an array, and for an object nobody asked about. */
	node: JsonNode | null;
	isArray: boolean;
	/** Nothing was read in it yet. */
	fresh: boolean;
}

/**
 * Walks one JSON value (RFC 8259) in a range of bytes and notes where the values of the paths lie that were
 * asked for. It accepts what `JSON.parse` accepts, keeps its own stack, and makes no strings.
 *
 * A key that an object has twice counts as `JSON.parse` counts it: the last value alone. Numbers are left
 * in their digits, whatever their size. Values within arrays have no paths; an array is one value.
 */
export class JsonReader extends JsonScanner {
	readonly root = new JsonNode();
	/** Nodes met in a growing walk whose value is not an object, in their order; some may be met twice. */
	readonly leaves: JsonNode[] = [];
	readonly #keys: JsonKeys;
	readonly #stack: Frame[] = [];
	#depth = 0;
	#walk = 0;
	#grow = false;

	/** @param limit paths that growing walks may add */
	constructor(limit = 1024) {
		super();
		this.#keys = new JsonKeys(this, limit);
	}

	/** Whether an object of the last walk had a key twice. */
	get repeated(): boolean {
		return this.#keys.repeated;
	}

	/** Whether the last growing walk met a new path when `limit` paths were known. */
	get overflowed(): boolean {
		return this.#keys.overflowed;
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
		this.turnTo(bytes, start, end);
		this.#walk++;
		this.#grow = grow;
		this.#depth = 0;
		this.leaves.length = 0;
		this.#keys.begin(this.#walk, grow);
		let at = this.#value(this.white(start), this.root);
		while (this.#depth > 0) {
			const frame = this.#stack[this.#depth - 1]!;
			at = frame.isArray ? this.#element(at, frame) : this.#member(at, frame);
		}
		at = this.white(at);
		if (at < end) throw this.fault(at, 'the end');
	}

	#value(at: number, node: JsonNode | null): number {
		const byte = this.byte(at);
		if (byte === QUOTE) {
			const end = this.string(at + 1);
			this.#note(node, at + 1, end);
			return end + 1;
		}
		if (byte === OPEN_BRACE) return this.#open(at, node, false);
		if (byte === OPEN_BRACKET) return this.#open(at, node, true);
		const isNumber = byte === 45 || (byte >= 48 && byte <= 57);
		const end = isNumber ? this.number(at) : this.word(at);
		this.#note(node, at, end);
		return end;
	}

	#note(node: JsonNode | null, start: number, end: number): void {
		if (node === null) return;
		node.kind = this.kind;
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
			node.end = this.end;
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
		at = this.white(at);
		if (this.byte(at) === CLOSE_BRACKET) return this.#close(at);
		if (frame.fresh) frame.fresh = false;
		else at = this.#comma(at, ']');
		return this.#value(at, null);
	}

	#member(at: number, frame: Frame): number {
		at = this.white(at);
		if (this.byte(at) === CLOSE_BRACE) return this.#close(at);
		if (frame.fresh) frame.fresh = false;
		else at = this.#comma(at, '}');
		if (this.byte(at) !== QUOTE) throw this.fault(at, 'a key in quotes');
		at = this.white(this.#keys.read(at + 1, frame.node));
		if (this.byte(at) !== COLON) throw this.fault(at, ':');
		return this.#value(this.white(at + 1), this.#keys.child);
	}

	#comma(at: number, close: string): number {
		if (this.byte(at) !== COMMA) throw this.fault(at, `, or ${close}`);
		return this.white(at + 1);
	}
}
