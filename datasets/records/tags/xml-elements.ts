import { unreadable } from '#lib/unreadable.ts';
import { GREATER, LESS, SLASH } from '#lib/ascii.ts';
import { bytesOf, isWhite, startsWith, trimEnd } from '#lib/bytes.ts';
import type { RecordReader } from '../../format.ts';
import type { RecordAccount } from '../record-account.ts';
import { refuse } from '../refuse.ts';
import { OpenBytes } from '../open-bytes.ts';

/** What a format does with the elements of one name. */
export interface ElementHandler {
	name: string;
	/** Reads one record: an element from its start tag to its end tag. A `Failure` rejects it. */
	element(bytes: Uint8Array, start: number, end: number): void;
	/** Called with what stands before, between and behind the elements. */
	between?(bytes: Uint8Array, start: number, end: number): void;
	/** All elements were read. */
	end?(): void;
}

/** Bytes of one element at most; one that goes on is rejected, and what is behind them looked at anew. */
export const MAX_ELEMENT_BYTES = 1 << 20;

const WAIT = -1;

/**
 * Cuts an XML document, or several in one file, into its elements of one name, wherever they stand. Their text
 * cannot look like their tags, for a `<` is escaped in it. An element that is not closed before the next begins,
 * or before the file ends, is a record that is rejected.
 */
export function xmlElements(sink: RecordAccount, handler: ElementHandler): RecordReader {
	return new ElementReader(sink, handler);
}

class ElementReader implements RecordReader {
	readonly #sink: RecordAccount;
	readonly #handler: ElementHandler;
	readonly #opening: Uint8Array;
	readonly #closing: Uint8Array;
	readonly #open = new OpenBytes();
	/** Offset in the source of the first byte that is kept. */
	#offset = 0;
	/** Whether what is kept begins with an element that is open. */
	#inElement = false;
	/** Bytes that are kept and need not be looked through again. */
	#seen = 0;

	constructor(sink: RecordAccount, handler: ElementHandler) {
		this.#sink = sink;
		this.#handler = handler;
		this.#opening = bytesOf(`<${handler.name}`);
		this.#closing = bytesOf(`</${handler.name}`);
	}

	push(chunk: Uint8Array): void {
		if (chunk.includes(GREATER) || this.#open.length + chunk.length > MAX_ELEMENT_BYTES)
			this.#read(this.#open.take(chunk), false);
		else this.#open.keep(chunk);
	}

	end(): void {
		this.#read(this.#open.take(), true);
		this.#handler.end?.();
	}

	#read(bytes: Uint8Array, whole: boolean): void {
		let at = 0;
		for (;;) {
			const next = this.#inElement
				? this.#readElement(bytes, at, whole)
				: this.#readBetween(bytes, at, whole);
			if (next === WAIT) break;
			at = next;
			this.#seen = 0;
			if (at >= bytes.length) break;
		}
		this.#offset += at;
		this.#open.keep(bytes.subarray(at));
	}

	/** Behind what stands before the next element. */
	#readBetween(bytes: Uint8Array, start: number, whole: boolean): number {
		const stop = this.#find(bytes, start + this.#seen, false, whole);
		if (stop === WAIT && !whole) {
			this.#seen = Math.max(0, bytes.length - start - this.#closing.length);
			return WAIT;
		}
		const end = stop === WAIT ? bytes.length : stop;
		if (end > start) this.#handler.between?.(bytes, start, end);
		this.#inElement = stop !== WAIT;
		return end;
	}

	/** Behind the element that begins at `start`; or `WAIT`. */
	#readElement(bytes: Uint8Array, start: number, whole: boolean): number {
		const from = start + Math.max(this.#seen, 1);
		const stop = this.#find(bytes, from, true, whole);
		const limit = start + MAX_ELEMENT_BYTES;
		if ((stop === WAIT ? bytes.length : stop) > limit)
			return this.#refused(bytes, start, limit, 'an element of more than a mebibyte');
		if (stop === WAIT && !whole) {
			this.#seen = Math.max(1, bytes.length - start - this.#closing.length);
			return WAIT;
		}
		if (stop === WAIT)
			return this.#refused(bytes, start, bytes.length, 'the file ends within this element');
		if (bytes[stop + 1] !== SLASH)
			return this.#refused(bytes, start, stop, 'an element that is not closed');
		const close = bytes.indexOf(GREATER, stop);
		if (close < 0 && !whole) return WAIT;
		const end = close < 0 ? bytes.length : close + 1;
		this.#record(start, end, () => this.#handler.element(bytes, start, end));
		return end;
	}

	#refused(bytes: Uint8Array, start: number, stop: number, why: string): number {
		this.#record(start, trimEnd(bytes, start, stop), () => {
			throw unreadable(`${why}: ${this.#handler.name}`);
		});
		this.#inElement =
			stop < bytes.length && bytes[stop] === LESS && stop - start < MAX_ELEMENT_BYTES;
		return stop;
	}

	#record(start: number, end: number, read: () => void): void {
		this.#inElement = false;
		this.#sink.begin(this.#offset + start, end - start);
		try {
			read();
		} catch (error) {
			refuse(this.#sink, error);
		}
		this.#sink.settle();
	}

	/** Where the next start tag, or also end tag, of the name begins; `WAIT` where none does. */
	#find(bytes: Uint8Array, from: number, closes: boolean, whole: boolean): number {
		for (let at = bytes.indexOf(LESS, from); at >= 0; at = bytes.indexOf(LESS, at + 1)) {
			if (this.#isTag(bytes, this.#opening, at, whole)) return at;
			if (closes && this.#isTag(bytes, this.#closing, at, whole)) return at;
		}
		return WAIT;
	}

	/** Whether the name ends where the tag's does: longer names may begin alike. */
	#isTag(bytes: Uint8Array, tag: Uint8Array, at: number, whole: boolean): boolean {
		if (!startsWith(bytes, tag, at, bytes.length)) return false;
		const behind = bytes[at + tag.length];
		if (behind === undefined) return whole;
		return behind === GREATER || behind === SLASH || isWhite(behind);
	}
}
