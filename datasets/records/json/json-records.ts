import {
	BACKSLASH,
	CLOSE_BRACE,
	CLOSE_BRACKET,
	COLON,
	LF,
	OPEN_BRACE,
	OPEN_BRACKET,
	QUOTE
} from '#lib/ascii.ts';
import { bytesOf, indexOfBytes, isWhite, markLength, skipWhite, textOf } from '#lib/bytes.ts';
import type { Head, Parting, RecordReader, Sink } from '../../format.ts';
import { decided } from '../decided.ts';
import { jsonValues, type ValuesHead } from './json-values.ts';
import { lines, type LineHandler } from '../lines/lines.ts';

/** First byte of a byte-order mark. */
const MARK = 0xef;
/** Bytes at the beginning that are waited for, white space or the head of an answer. */
const PATIENCE = 65_536;
/** Bytes of a first key that tells what the source is. */
const LONGEST_KEY = 32;

/** Keys by which an answer of Elasticsearch or OpenSearch begins, whose records are in an array of it. */
const answerKeys = new Set([
	'took',
	'timed_out',
	'_scroll_id',
	'_shards',
	'hits',
	'pit_id',
	'rawResponse',
	'isPartial',
	'is_partial'
]);
const HITS = bytesOf('"hits"');

/** What the values of an array of records begin with, or that it has none. */
const beginsValue = new Set([OPEN_BRACE, OPEN_BRACKET, CLOSE_BRACKET, QUOTE]);

/** How records are cut. */
interface Framing {
	by: 'lines' | 'values';
	/** What stands in front of the first record where it is in the answer of a search. */
	head: ValuesHead | null;
}

/** What this framing needs of a sink. */
export type JsonAccount = Pick<Sink, 'begin' | 'reject' | 'settle' | 'note' | 'continues'>;

/**
 * Cuts a JSON source into records by how it begins: `[`, or `{` alone on its line, is an array or printed
 * over several lines, and each value is a record; the answer of a search has its records in an array within;
 * anything else has one record a line.
 */
export function jsonRecords(sink: JsonAccount, handler: LineHandler): RecordReader {
	if (sink.continues) return lines(sink, handler);
	return decided((bytes, whole) => {
		const known = framingOf(bytes, whole);
		const framing = known ?? (whole || bytes.length > PATIENCE ? byLines : null);
		if (framing === null) return null;
		return framing.by === 'lines' ? lines(sink, handler) : jsonValues(sink, handler, framing.head);
	});
}

/**
 * How the records of a JSON source are cut, by its first bytes; null where too little of it is there.
 * @param whole no more bytes come
 */
export function framingOf(bytes: Uint8Array, whole: boolean): Framing | null {
	const start = skipWhite(bytes, markLength(bytes), bytes.length);
	if (start === bytes.length || (start === 0 && bytes[0] === MARK && bytes.length < 3)) return null;
	if (bytes[start] === OPEN_BRACKET) return byFirstValue(bytes, start, whole);
	if (bytes[start] !== OPEN_BRACE) return { by: 'lines', head: null };
	const head = answerHead(bytes, start, whole);
	if (head === undefined) return null;
	return head !== null ? { by: 'values', head } : byFirstLine(bytes, start);
}

/** An array of objects; a bracket with something else behind it begins a line, which has a time or a name in it. */
function byFirstValue(bytes: Uint8Array, start: number, whole: boolean): Framing | null {
	const first = skipWhite(bytes, start + 1, bytes.length);
	if (first === bytes.length) return whole ? { by: 'values', head: null } : null;
	return beginsValue.has(bytes[first]!) ? { by: 'values', head: null } : byLines;
}

function byFirstLine(bytes: Uint8Array, start: number): Framing | null {
	for (let at = start + 1; at < bytes.length; at++) {
		if (bytes[at] === LF) return { by: 'values', head: null };
		if (!isWhite(bytes[at]!)) return { by: 'lines', head: null };
	}
	return null;
}

/** The head of a search's answer that begins at `start`; null where none does; undefined where one may. */
function answerHead(
	bytes: Uint8Array,
	start: number,
	whole: boolean
): ValuesHead | null | undefined {
	const end = Math.min(bytes.length, PATIENCE);
	const waiting = whole || end === PATIENCE ? null : undefined;
	const key = skipWhite(bytes, start + 1, end);
	if (key === end) return waiting;
	if (bytes[key] !== QUOTE) return null;
	let close = key + 1;
	while (close < end && bytes[close] !== QUOTE && close - key < LONGEST_KEY) close++;
	if (close === end) return waiting;
	if (!answerKeys.has(textOf(bytes, key + 1, close))) return null;
	for (let at = key; ; at++) {
		at = indexOfBytes(bytes, HITS, at, end);
		if (at < 0) return waiting;
		const colon = skipWhite(bytes, at + HITS.length, end);
		const open = skipWhite(bytes, colon + 1, end);
		if (open >= end) return waiting;
		if (bytes[colon] !== COLON || bytes[open] !== OPEN_BRACKET) continue;
		const depth = depthOf(bytes, start, open);
		return depth < 2 ? null : { length: open + 1, depth };
	}
}

/** Objects that are open at `end`. */
function depthOf(bytes: Uint8Array, start: number, end: number): number {
	let depth = 0;
	let quoted = false;
	for (let at = start; at < end; at++) {
		const byte = bytes[at];
		if (byte === QUOTE) quoted = !quoted;
		else if (quoted) at += byte === BACKSLASH ? 1 : 0;
		else if (byte === OPEN_BRACE) depth++;
		else if (byte === CLOSE_BRACE) depth--;
	}
	return depth;
}

const byLines: Framing = { by: 'lines', head: null };

/**
 * What `Format.parts` answers for a JSON source: it can be read in parts where each record is a line. One that
 * only looks so becomes the same rejects in every way of reading it.
 */
export function jsonParts(head: Head): Parting | null {
	return framingOf(head.bytes, head.whole)?.by === 'lines' ? { head: 0 } : null;
}
