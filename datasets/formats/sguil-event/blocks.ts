import { DASH, DOT } from '#lib/ascii.ts';
import { bytesOf, isBlank, isDigit, skipWhite, startsWith, trimEnd } from '#lib/bytes.ts';
import type { RecordReader, Sink } from '../../format.ts';
import { OpenBytes } from '../../records/open-bytes.ts';
import { refuse } from '../../records/refuse.ts';

/** What reads one event; ranges begin at `Count:` and end before the white space behind the event. */
export interface EventHandler {
	event(bytes: Uint8Array, start: number, end: number): void;
}

const COUNT = bytesOf('Count:');
const EVENT = bytesOf('Event#');
const CAPITAL_C = 67;
/** Dashes that make a rule. Sguil writes 72; a row of a payload shows 16 characters at most. */
const RULE = 30;
/** Bytes that the head of an event may take up to its number, white space included. */
const HEAD = 256;

/**
 * Cuts a text at rules of dashes and at the beginnings of events. A rule is no record; text that belongs to
 * no event is one, and is refused, so that it does not vanish.
 */
export class EventBlocks implements RecordReader {
	readonly #sink: Sink;
	readonly #handler: EventHandler;
	/** What is behind the last beginning that was found. */
	readonly #open = new OpenBytes();
	/** Bytes to gather before they are looked at again: twice what was left, so that the work stays linear. */
	#wanted = 1;
	#offset = 0;

	constructor(sink: Sink, handler: EventHandler) {
		this.#sink = sink;
		this.#handler = handler;
	}

	push(chunk: Uint8Array): void {
		if (this.#open.length + chunk.length < this.#wanted) this.#open.keep(chunk);
		else this.#readBlocks(this.#open.take(chunk), false);
	}

	end(): void {
		this.#readBlocks(this.#open.take(), true);
	}

	#readBlocks(bytes: Uint8Array, last: boolean): void {
		// An event whose head is cut by the end of the piece is seen once more has come.
		const limit = last ? bytes.length : bytes.length - HEAD;
		let start = 0;
		for (let at = 0; at < limit;) {
			const stop = beginning(bytes, at, bytes.length);
			if (stop >= limit) break;
			this.#readBlock(bytes, start, stop);
			start = stop;
			at = stop + 1;
			if (bytes[stop] === DASH) while (bytes[at] === DASH) at++;
		}
		if (last) this.#readBlock(bytes, start, bytes.length);
		this.#keep(bytes, last ? bytes.length : start);
	}

	#keep(bytes: Uint8Array, from: number): void {
		this.#offset += from;
		this.#open.keep(bytes.subarray(from));
		this.#wanted = Math.max(2 * this.#open.length, HEAD);
	}

	#readBlock(bytes: Uint8Array, from: number, to: number): void {
		let start = from;
		while (bytes[start] === DASH && start < to && ruleAt(bytes, from, to)) start++;
		start = skipWhite(bytes, start, to);
		const end = trimEnd(bytes, start, to);
		if (end <= start || isMark(bytes, start, end)) return;
		this.#sink.begin(this.#offset + start, end - start);
		try {
			this.#handler.event(bytes, start, end);
		} catch (error) {
			refuse(this.#sink, error);
		}
		this.#sink.settle();
	}
}

/** Where the next rule or event begins at or behind `start`; `end` where none does. */
function beginning(bytes: Uint8Array, start: number, end: number): number {
	for (let i = start; i < end; i++) {
		const byte = bytes[i];
		if (byte === CAPITAL_C && eventAt(bytes, i, end)) return i;
		if (byte !== DASH) continue;
		if (ruleAt(bytes, i, end)) return i;
		while (bytes[i + 1] === DASH) i++;
	}
	return end;
}

function ruleAt(bytes: Uint8Array, start: number, end: number): boolean {
	if (start + RULE > end) return false;
	for (let i = start; i < start + RULE; i++) if (bytes[i] !== DASH) return false;
	return true;
}

/** `Count:1 Event#1.78890`, with or without white space between. */
function eventAt(bytes: Uint8Array, start: number, end: number): boolean {
	const stop = Math.min(end, start + HEAD);
	if (!startsWith(bytes, COUNT, start, stop)) return false;
	const count = skipWhite(bytes, start + COUNT.length, stop);
	const counted = digitsEnd(bytes, count, stop);
	const event = skipWhite(bytes, counted, stop);
	if (counted === count || !startsWith(bytes, EVENT, event, stop)) return false;
	const sensor = digitsEnd(bytes, event + EVENT.length, stop);
	return sensor > event + EVENT.length && bytes[sensor] === DOT && isDigit(bytes[sensor + 1]);
}

function digitsEnd(bytes: Uint8Array, start: number, end: number): number {
	let at = start;
	while (at < end && isDigit(bytes[at])) at++;
	return at;
}

/** A byte-order mark that stands alone. */
function isMark(bytes: Uint8Array, start: number, end: number): boolean {
	const mark = bytes[start] === 0xef && bytes[start + 1] === 0xbb && bytes[start + 2] === 0xbf;
	return mark && isBlank(bytes, start + 3, end);
}
