import { APOSTROPHE, BACKSLASH, QUOTE } from '#lib/ascii.ts';
import { bytesOf, indexOfByte, isWhite, startsWith, trimEnd } from '#lib/bytes.ts';
import { KeySlots } from './key-slots.ts';
import { closes, isEscape, pairShape, valueStart, type PairShape } from './pair-shape.ts';

/** Pairs of one text at most; what follows them is left out. */
export const MAX_PAIRS = 1024;

const PLAIN = 0;
/** The value holds a byte behind a backslash. */
const ESCAPED = 1;
/** The pair as a whole is a quoted field of CSV, and the value holds doubled quotes. */
const DOUBLED = 2;

/**
 * Finds pairs of key and value in bytes, as ranges of them. A key that is asked for has a slot, which is found
 * by its bytes; of a key that comes twice the first counts. Words without a value are passed over.
 */
export class KeyValues {
	bytes: Uint8Array = new Uint8Array(0);
	/** Number of pairs. */
	count = 0;
	/** The text ends within quotes; the value that they open is left out. */
	cut = false;
	readonly keyStarts = new Int32Array(MAX_PAIRS);
	readonly keyEnds = new Int32Array(MAX_PAIRS);
	/** Values as written, without the quotes around them. */
	readonly starts = new Int32Array(MAX_PAIRS);
	readonly ends = new Int32Array(MAX_PAIRS);
	readonly #marks = new Uint8Array(MAX_PAIRS);
	readonly #slots = new KeySlots();
	/** The pair of each slot, -1 where there is none. */
	readonly #pairs: number[] = [];
	#shape: PairShape = pairShape('=', ' ');

	/** The slot of a key; the same for the same name. Ask before the first text is scanned. */
	slot(name: string): number {
		const slot = this.#slots.slot(name);
		if (slot === this.#pairs.length) this.#pairs.push(-1);
		return slot;
	}

	/** The pair of a slot, -1 where the text has none. */
	pairOf(slot: number): number {
		return this.#pairs[slot]!;
	}

	/** Whether a value is not what it is written as: escapes or doubled quotes stand for something. */
	isEscaped(pair: number): boolean {
		return this.#marks[pair] !== PLAIN;
	}

	/** Forgets the pairs of the text before. */
	begin(bytes: Uint8Array, shape: PairShape): void {
		this.bytes = bytes;
		this.count = 0;
		this.cut = false;
		this.#shape = shape;
		this.#pairs.fill(-1);
	}

	/** Adds the pairs of a range. */
	scan(start: number, end: number): void {
		if (this.#shape.open) this.#scanOpen(start, end);
		else this.#scanClosed(start, end);
	}

	/** Adds a value that stands under no key in the text, but has a slot. */
	add(slot: number, start: number, end: number, escaped = false): void {
		if (this.count >= MAX_PAIRS) return;
		const pair = this.count++;
		this.keyStarts[pair] = this.keyEnds[pair] = -1;
		this.starts[pair] = start;
		this.ends[pair] = end;
		this.#marks[pair] = escaped ? ESCAPED : PLAIN;
		if (this.#pairs[slot]! < 0) this.#pairs[slot] = pair;
	}

	/** Writes what a value means into `into`, which has room for it; answers how many bytes that is. */
	unescape(pair: number, into: Uint8Array): number {
		const { bytes } = this;
		const end = this.ends[pair]!;
		const doubled = this.#marks[pair] === DOUBLED;
		const { escapes } = this.#shape;
		let to = 0;
		for (let at = this.starts[pair]!; at < end; at++) {
			const byte = bytes[at]!;
			if (doubled && byte === QUOTE) at++;
			else if (!doubled && byte === BACKSLASH && at + 1 < end && escapes[bytes[at + 1]!] !== 0) {
				into[to++] = escapes[bytes[++at]!]!;
				continue;
			}
			into[to++] = byte;
		}
		return to;
	}

	#scanClosed(start: number, end: number): void {
		const { assign, stops } = this.#shape;
		const { bytes } = this;
		for (let at = start; at < end && this.count < MAX_PAIRS;) {
			const byte = bytes[at]!;
			if (stops[byte] === 1 || isWhite(byte)) {
				at++;
				continue;
			}
			const key = byte === QUOTE ? at + 1 : at;
			let stop = key;
			while (stop < end && bytes[stop] !== assign && stops[bytes[stop]!] === 0) stop++;
			if (stop >= end || bytes[stop] !== assign || stop === key) at = stop + 1;
			else at = this.#readValue(key, stop, end, byte === QUOTE);
		}
	}

	/** Reads the value behind `assign`; answers where it ends, closing quote included. */
	#readValue(key: number, assign: number, end: number, quotedPair: boolean): number {
		if (quotedPair) return this.#readQuotedPair(key, assign, end);
		const start = valueStart(this.#shape, this.bytes, assign + 1, end);
		if (this.bytes[start] === QUOTE && start < end) {
			this.#name(key, assign);
			return this.#readQuoted(start, end);
		}
		const { bytes } = this;
		const shape = this.#shape;
		const { stops } = shape;
		let mark = PLAIN;
		let at = start;
		for (; at < end && stops[bytes[at]!] === 0; at++) {
			if (bytes[at] !== BACKSLASH || !isEscape(shape, bytes, at, end)) continue;
			mark = ESCAPED;
			at++;
		}
		const stop = Math.min(at, end);
		this.#name(key, assign);
		this.#add(start, trimEnd(bytes, start, stop), mark);
		return stop;
	}

	/** Reads the value whose opening quote stands at `start`. */
	#readQuoted(start: number, end: number): number {
		const { bytes } = this;
		const shape = this.#shape;
		let mark = PLAIN;
		for (let at = start + 1; at < end; at++) {
			const byte = bytes[at]!;
			if (byte !== QUOTE && byte !== BACKSLASH) continue;
			if (isEscape(shape, bytes, at, end)) {
				mark = ESCAPED;
				at++;
			} else if (byte === QUOTE && closes(shape, bytes, at + 1, end)) {
				this.#add(start + 1, at, mark);
				return at + 1;
			}
		}
		this.cut = true;
		return end;
	}

	/** `"key=value"`, as a field of CSV: quotes within it are doubled, and may surround the value. */
	#readQuotedPair(key: number, assign: number, end: number): number {
		const { bytes } = this;
		let mark = PLAIN;
		for (let at = assign + 1; at < end; at++) {
			if (bytes[at] !== QUOTE) continue;
			if (bytes[at + 1] === QUOTE && at + 1 < end) {
				mark = DOUBLED;
				at++;
			} else {
				const within = mark === DOUBLED && isWithinDoubled(bytes, assign + 1, at) ? 2 : 0;
				this.#name(key, assign);
				this.#add(assign + 1 + within, at - within, mark);
				return at + 1;
			}
		}
		this.cut = true;
		return end;
	}

	/** Values end where the next key begins; blanks before it are not part of them. */
	#scanOpen(start: number, end: number): void {
		const { bytes } = this;
		const shape = this.#shape;
		const { assign } = shape;
		let value = -1;
		let mark = PLAIN;
		let word = start;
		let key = -1;
		// Quotes that surround all of a value, and do not stand in it too, belong to the writing.
		const add = (to: number) => {
			const within = isQuoted(bytes, value, to) ? 1 : 0;
			this.#add(value + within, to - within, mark);
		};
		for (let at = start; at < end; at++) {
			const byte = bytes[at]!;
			if (isWhite(byte)) word = at + 1;
			else if (isEscape(shape, bytes, at, end)) {
				mark = ESCAPED;
				at++;
			} else if (byte === assign && word !== key && isKey(bytes, word, at)) {
				if (value >= 0) add(trimEnd(bytes, value, word));
				if (this.count >= MAX_PAIRS) return;
				key = word;
				value = at + 1;
				mark = PLAIN;
				this.#name(key, at);
			}
		}
		if (value >= 0) add(trimEnd(bytes, value, end));
	}

	/** Says under which key the next value stands. */
	#name(start: number, end: number): void {
		this.keyStarts[this.count] = start;
		this.keyEnds[this.count] = end;
	}

	#add(start: number, end: number, mark: number): void {
		const pair = this.count++;
		this.starts[pair] = start;
		this.ends[pair] = end;
		this.#marks[pair] = mark;
		const slot = this.#slots.find(this.bytes, this.keyStarts[pair]!, this.keyEnds[pair]!);
		if (slot >= 0 && this.#pairs[slot]! < 0) this.#pairs[slot] = pair;
	}
}

/** Whether one kind of quotes stands at both ends of a range, and nowhere between. */
function isQuoted(bytes: Uint8Array, start: number, end: number): boolean {
	const quote = bytes[start];
	if (end - start < 2 || (quote !== APOSTROPHE && quote !== QUOTE)) return false;
	return indexOfByte(bytes, quote, start + 1, end) === end - 1;
}

const doubledQuote = bytesOf('""');

/** Whether doubled quotes surround what stands within the quotes of a field. */
function isWithinDoubled(bytes: Uint8Array, start: number, end: number): boolean {
	return (
		end - start >= 4 &&
		startsWith(bytes, doubledQuote, start, end) &&
		startsWith(bytes, doubledQuote, end - 2, end)
	);
}

/** Letters, digits and `_.-[]`, at least one. */
function isKey(bytes: Uint8Array, start: number, end: number): boolean {
	for (let at = start; at < end; at++) {
		const byte = bytes[at]!;
		const letter = (byte | 32) >= 97 && (byte | 32) <= 122;
		const digit = byte >= 48 && byte <= 57;
		if (
			!letter &&
			!digit &&
			byte !== 95 &&
			byte !== 46 &&
			byte !== 45 &&
			byte !== 91 &&
			byte !== 93
		)
			return false;
	}
	return end > start;
}
