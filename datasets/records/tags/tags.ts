import { BANG, GREATER, LESS, QUESTION, SLASH } from '#lib/ascii.ts';
import { bytesOf, indexOfBytes, isDigit, isWhite, startsWith, textOf } from '#lib/bytes.ts';
import type { RecordReader } from '../../format.ts';
import { attributesOf, isQuote } from './xml-attributes.ts';
import { OpenBytes } from '../open-bytes.ts';

/** A tag of an XML document and where it stands in the source; valid only while it is handled. */
export interface Tag {
	readonly name: string;
	readonly kind: 'open' | 'close' | 'empty';
	/** Offset of its first byte. */
	readonly start: number;
	/** Offset behind its last byte. */
	readonly end: number;
	/** Read when first asked for. */
	readonly attributes: ReadonlyMap<string, string>;
}

export interface TagHandler {
	tag(tag: Tag): void;
	/** All tags were read; `length` is that of the source. */
	end(length: number): void;
	/** A tag of more than `MAX_TAG_BYTES` was passed over. */
	passedOver(): void;
}

export const MAX_TAG_BYTES = 1 << 20;

/** What begins with the first is passed over up to the last. */
const asides = [
	['<!--', '-->'],
	['<![CDATA[', ']]>'],
	['<?', '?>']
].map(([from, to]) => [bytesOf(from!), bytesOf(to!)] as const);
const declaration = bytesOf('<!');
const subsetEnd = bytesOf(']>');
/** Bytes of the longest beginning in `asides`. */
const LONGEST = 9;
const WAIT = -1;

/**
 * Finds the tags of an XML document that may be cut or broken anywhere. Text, comments, CDATA and declarations
 * are passed over; no entity is defined, no other file opened, and no tree is kept, so that memory does not grow
 * with the document. A `<` within a tag breaks it off and begins the next.
 */
export function tags(handler: TagHandler): RecordReader {
	return new TagReader(handler);
}

class TagReader implements RecordReader {
	readonly #handler: TagHandler;
	readonly #at = new TagAt();
	readonly #open = new OpenBytes();
	#offset = 0;
	/** What ends the aside that is passed over; null outside of one. */
	#until: Uint8Array | null = null;

	constructor(handler: TagHandler) {
		this.#handler = handler;
	}

	push(chunk: Uint8Array): void {
		const tells = this.#open.length === 0 || chunk.includes(GREATER) || chunk.includes(LESS);
		if (tells || this.#open.length + chunk.length > MAX_TAG_BYTES)
			this.#read(this.#open.take(chunk), false);
		else this.#open.keep(chunk);
	}

	end(): void {
		this.#read(this.#open.take(), true);
		this.#handler.end(this.#offset + this.#open.length);
	}

	#read(bytes: Uint8Array, whole: boolean): void {
		let at = 0;
		while (at < bytes.length) {
			const next = this.#until === null ? this.#step(bytes, at, whole) : this.#leave(bytes, at);
			if (next === WAIT) break;
			at = next;
		}
		if (this.#until !== null) at = Math.max(at, bytes.length - this.#until.length + 1);
		this.#offset += at;
		this.#open.keep(bytes.subarray(at));
	}

	/** Behind the aside, or `WAIT` where its end has not come. */
	#leave(bytes: Uint8Array, at: number): number {
		const until = this.#until!;
		const found = indexOfBytes(bytes, until, at, bytes.length);
		if (found < 0) return WAIT;
		this.#until = null;
		return found + until.length;
	}

	/** Passes text over, or reads what begins at `at`; answers where to go on. */
	#step(bytes: Uint8Array, at: number, whole: boolean): number {
		if (bytes[at] !== LESS) {
			const less = bytes.indexOf(LESS, at);
			return less < 0 ? bytes.length : less;
		}
		if (bytes.length - at < LONGEST && !whole && bytes.indexOf(GREATER, at) < 0) return WAIT;
		const mark = bytes[at + 1];
		if (mark !== BANG && mark !== QUESTION)
			return isNameStart(mark) ? this.#tag(bytes, at, whole) : at + 1;
		const aside = asides.find(([from]) => startsWith(bytes, from, at, bytes.length));
		if (aside !== undefined) {
			this.#until = aside[1];
			return at + aside[0].length;
		}
		if (startsWith(bytes, declaration, at, bytes.length))
			return this.#declaration(bytes, at, whole);
		return at + 1;
	}

	/** A document type may hold declarations between brackets. */
	#declaration(bytes: Uint8Array, at: number, whole: boolean): number {
		let end = at;
		while (end < bytes.length && bytes[end] !== GREATER && bytes[end] !== 91) end++;
		if (end - at > MAX_TAG_BYTES) return at + 1;
		if (end === bytes.length) return whole ? end : WAIT;
		if (bytes[end] === 91) this.#until = subsetEnd;
		return end + 1;
	}

	#tag(bytes: Uint8Array, start: number, whole: boolean): number {
		const end = endOfTag(bytes, start);
		if (end - start > MAX_TAG_BYTES) {
			this.#handler.passedOver();
			return start + 1;
		}
		if (end === bytes.length) return whole ? end : WAIT;
		if (bytes[end] === LESS) return end;
		this.#handler.tag(this.#at.point(bytes, start, end, this.#offset));
		return end + 1;
	}
}

/** Where the tag's `>` stands, or a `<` before it, or the end of the bytes. */
function endOfTag(bytes: Uint8Array, start: number): number {
	let quote = 0;
	let at = start + 1;
	for (; at < bytes.length; at++) {
		const byte = bytes[at]!;
		if (byte === LESS) return at;
		if (quote !== 0) quote = byte === quote ? 0 : quote;
		else if (byte === GREATER) return at;
		else if (isQuote(byte) && bytes[at - 1] === 61) quote = byte;
	}
	return at;
}

/** The tag at hand; one object for all, since a large scan has millions. */
class TagAt implements Tag {
	name = '';
	kind: Tag['kind'] = 'open';
	start = 0;
	end = 0;
	#bytes: Uint8Array = new Uint8Array(0);
	#from = 0;
	#to = 0;
	#attributes: Map<string, string> | null = null;

	/** Points to the tag from `<` at `start` to `>` at `end` of bytes that begin at `offset` of the source. */
	point(bytes: Uint8Array, start: number, end: number, offset: number): this {
		const closes = bytes[start + 1] === SLASH;
		const nameStart = closes ? start + 2 : start + 1;
		let nameEnd = nameStart;
		while (nameEnd < end && !isWhite(bytes[nameEnd]!) && bytes[nameEnd] !== SLASH) nameEnd++;
		this.name = textOf(bytes, nameStart, nameEnd);
		this.kind = closes ? 'close' : bytes[end - 1] === SLASH ? 'empty' : 'open';
		this.start = offset + start;
		this.end = offset + end + 1;
		this.#bytes = bytes;
		this.#from = nameStart;
		this.#to = end;
		this.#attributes = null;
		return this;
	}

	get attributes(): ReadonlyMap<string, string> {
		this.#attributes ??= attributesOf(this.#bytes, this.#from, this.#to);
		return this.#attributes;
	}
}

function isNameStart(byte: number | undefined): boolean {
	if (byte === undefined || isDigit(byte)) return false;
	const letter = byte | 32;
	return byte === SLASH || byte === 95 || (letter >= 97 && letter <= 122) || byte > 127;
}
