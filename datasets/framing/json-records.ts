import { concatenated, isWhite, LF, markLength } from '#lib/bytes.ts';
import type { RecordReader, Sink } from '../format.ts';
import { jsonValues } from './json-values.ts';
import { lines, type LineHandler } from './lines.ts';

const OPEN_ARRAY = 91;
const OPEN_OBJECT = 123;
/** First byte of a byte-order mark. */
const MARK = 0xef;
/** White space at the beginning that is waited through. */
const PATIENCE = 65_536;

type Framing = 'lines' | 'values';

/**
 * Cuts a JSON source into records by how it begins: `[`, or `{` alone on its line, is an array or printed
 * over several lines, and each value is a record; anything else has one record a line.
 */
export function jsonRecords(sink: Sink, handler: LineHandler): RecordReader {
	return new JsonRecordReader(sink, handler);
}

/**
 * How the records of a JSON source are cut, by its first bytes; null where too little of it is there.
 */
export function framingOf(bytes: Uint8Array): Framing | null {
	let at = markLength(bytes);
	while (at < bytes.length && isWhite(bytes[at]!)) at++;
	if (at === bytes.length || (at === 0 && bytes[0] === MARK && bytes.length < 3)) return null;
	if (bytes[at] === OPEN_ARRAY) return 'values';
	if (bytes[at] !== OPEN_OBJECT) return 'lines';
	for (at++; at < bytes.length; at++) {
		if (bytes[at] === LF) return 'values';
		if (!isWhite(bytes[at]!)) return 'lines';
	}
	return null;
}

class JsonRecordReader implements RecordReader {
	readonly #sink: Sink;
	readonly #handler: LineHandler;
	#waiting: Uint8Array[] = [];
	#waitingLength = 0;
	#inner: RecordReader | null = null;

	constructor(sink: Sink, handler: LineHandler) {
		this.#sink = sink;
		this.#handler = handler;
	}

	push(chunk: Uint8Array): void {
		if (this.#inner !== null) return this.#inner.push(chunk);
		this.#waiting.push(chunk);
		this.#waitingLength += chunk.length;
		const bytes = concatenated(this.#waiting, this.#waitingLength);
		this.#waiting = [bytes];
		const framing = framingOf(bytes) ?? (bytes.length > PATIENCE ? 'lines' : null);
		if (framing !== null) this.#begin(framing, bytes);
	}

	end(): void {
		if (this.#inner === null)
			this.#begin('lines', concatenated(this.#waiting, this.#waitingLength));
		this.#inner!.end();
	}

	#begin(framing: Framing, bytes: Uint8Array): void {
		const open = framing === 'lines' ? lines : jsonValues;
		this.#inner = open(this.#sink, this.#handler);
		this.#waiting = [];
		this.#inner.push(bytes);
	}
}
