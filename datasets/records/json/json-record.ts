import { unreadable } from '#lib/unreadable.ts';
import { UNDERSCORE } from '#lib/ascii.ts';
import type { NativeKind, NativeTextColumn } from '#tables/native-writer.ts';
import { bytesOf, indexOfBytes, skipWhite, textOf } from '#lib/bytes.ts';
import { Failure } from '#lib/failure.ts';
import { JsonKind, type JsonNode } from '#lib/json-node.ts';
import { JsonReader } from '#lib/json-reader.ts';
import { JsonText } from '#lib/json-text.ts';
import type { Sink } from '../../format.ts';
import type { FieldBytes } from '../fields/field-bytes.ts';

/** Paths that a source may show beyond those its format asks for. */
const MAX_PATHS = 1024;
/** Bytes in which the key of a wrapped document is looked for; in front of it stand those of its place. */
const WRAPPER_REACH = 512;
const WRAPPER = '_source';
const wrapperKey = bytesOf(`"${WRAPPER}"`);
/** Digits that a 64-bit integer has whatever they are. */
const SURE_DIGITS = 18;
/** Characters of a decimal without an exponent that no float is too small for. */
const PLAIN_DIGITS = 300;

/** The records of a JSON source, one object each: their values by path, and their native columns. */
export class JsonRecord {
	readonly #sink: Sink;
	readonly #reader = new JsonReader(MAX_PATHS);
	readonly #text = new JsonText();
	/** Columns of the nodes that have one, by the slot of the node. */
	readonly #columns: NativeTextColumn[] = [];
	readonly #nativeName: (path: readonly string[]) => readonly string[];
	readonly #wrapped: JsonNode | null;
	#grown = false;
	/** Whether it was said of the record at hand that an object has a key twice. */
	#isTold = false;
	/** Whether records with an event row are kept too: then all values are looked for at once. */
	#isKept = false;
	/** Keeps the record at hand beside its event row, where somebody asked for native columns. */
	readonly keepBeside: () => void;
	#start = 0;
	#end = 0;

	/**
	 * @param nativeName the native column of a path, where it is not the path itself
	 * @param unwrap whether a document that Elasticsearch or OpenSearch wraps (`_source`) is the record
	 */
	constructor(
		sink: Sink,
		nativeName: (path: readonly string[]) => readonly string[] = (path) => path,
		unwrap = true
	) {
		this.#sink = sink;
		this.#nativeName = nativeName;
		this.keepBeside = sink.beside(() => {
			this.#isKept = true;
			this.keepNative();
		});
		this.#wrapped = unwrap ? this.#reader.at(WRAPPER) : null;
	}

	/** The value at a path of keys. Ask before the first record is read. */
	cell(...path: string[]): JsonCell {
		return new JsonCell(this.#reader, this.#text, this.#reader.at(...path));
	}

	/** The value at a path written with full stops between its keys. */
	at(path: string): JsonCell {
		return this.cell(...path.split('.'));
	}

	/** Reads the record at hand. Throws `record not readable` where it is not one JSON object. */
	read(bytes: Uint8Array, start: number, end: number): void {
		this.#noteLone();
		this.#isTold = false;
		this.#start = start;
		this.#end = end;
		if (this.#wrapped !== null) this.#unwrap(bytes, this.#wrapped);
		this.#walk(bytes, this.#isKept);
		const { root } = this.#reader;
		if (root.kind !== JsonKind.object) throw notAnObject(bytes, start, end);
	}

	/** Commits the record at hand as a row of native columns: each value that is not null, by its path. */
	keepNative(): void {
		if (!this.#grown) this.#walk(this.#reader.bytes, true);
		for (const node of this.#reader.leaves) this.#keep(node);
		if (this.#reader.overflowed)
			this.#sink.note(
				`only ${MAX_PATHS} paths become native columns; values at others are left out`
			);
		this.#sink.native.commit();
	}

	/** Every value of the record at hand with its path, as text; null is empty, and a list its JSON. */
	*values(): Generator<[path: readonly string[], text: string]> {
		if (!this.#grown) this.#walk(this.#reader.bytes, true);
		for (const node of this.#reader.leaves)
			if (this.#reader.has(node)) yield [node.path, this.#textOf(node)];
	}

	#textOf({ kind, start, end }: JsonNode): string {
		const { bytes } = this.#reader;
		if (kind === JsonKind.null) return '';
		if (kind !== JsonKind.escaped) return textOf(bytes, start, end);
		this.#text.decode(bytes, start, end);
		return textOf(this.#text.bytes, 0, this.#text.length);
	}

	/** All records were read. */
	finish(): void {
		this.#noteLone();
	}

	#noteLone(): void {
		if (this.#text.lone === 0) return;
		this.#text.lone = 0;
		this.#sink.note('half a surrogate pair stood alone in a text; U+FFFD stands for it');
	}

	/** Narrows the range to the document within, where the record is one that wraps a document. */
	#unwrap(bytes: Uint8Array, wrapped: JsonNode): void {
		const key = skipWhite(bytes, skipWhite(bytes, this.#start, this.#end) + 1, this.#end) + 1;
		if (bytes[key] !== UNDERSCORE) return;
		const reach = Math.min(this.#end, this.#start + WRAPPER_REACH);
		if (indexOfBytes(bytes, wrapperKey, key - 1, reach) < 0) return;
		this.#walk(bytes, false);
		if (!this.#reader.has(wrapped) || wrapped.kind !== JsonKind.object) return;
		this.#start = wrapped.start;
		this.#end = wrapped.end;
	}

	#walk(bytes: Uint8Array, grow: boolean): void {
		this.#reader.walk(bytes, this.#start, this.#end, grow);
		this.#grown = grow;
		if (!this.#reader.repeated || this.#isTold) return;
		this.#isTold = true;
		this.#sink.note('an object has a key twice: the last value of the key counts');
	}

	#keep(node: JsonNode): void {
		if (!this.#reader.has(node) || node.kind === JsonKind.null) return;
		const { bytes } = this.#reader;
		const { kind, start, end } = node;
		const column = this.#column(node);
		column.widen(nativeKind(bytes, node));
		if (kind !== JsonKind.escaped) return column.setBytes(bytes, start, end);
		this.#text.decode(bytes, start, end);
		column.setBytes(this.#text.bytes, 0, this.#text.length);
	}

	#column(node: JsonNode): NativeTextColumn {
		if (node.slot >= 0) return this.#columns[node.slot]!;
		const column = this.#sink.native.column(this.#nativeName(node.path));
		node.slot = this.#columns.push(column) - 1;
		return column;
	}
}

/** One path in the records of a source. A JSON null stands for nothing. */
export class JsonCell implements FieldBytes {
	readonly name: string;
	bytes: Uint8Array = new Uint8Array(0);
	start = 0;
	end = 0;
	readonly #reader: JsonReader;
	readonly #text: JsonText;
	readonly #node: JsonNode;

	constructor(reader: JsonReader, text: JsonText, node: JsonNode) {
		this.name = node.path.join('.');
		this.#reader = reader;
		this.#text = text;
		this.#node = node;
	}

	/** Whether the record has a value there, be it null. */
	get isThere(): boolean {
		return this.#reader.has(this.#node);
	}

	get isArray(): boolean {
		return this.isThere && this.#node.kind === JsonKind.array;
	}

	get isObject(): boolean {
		return this.isThere && this.#node.kind === JsonKind.object;
	}

	load(): boolean {
		const node = this.#node;
		if (!this.#reader.has(node) || node.kind === JsonKind.null) return false;
		if (node.kind === JsonKind.escaped) {
			this.#text.decode(this.#reader.bytes, node.start, node.end);
			this.bytes = this.#text.bytes;
			this.start = 0;
			this.end = this.#text.length;
			return true;
		}
		this.bytes = this.#reader.bytes;
		this.start = node.start;
		this.end = node.end;
		return true;
	}
}

function nativeKind(bytes: Uint8Array, { kind, start, end }: JsonNode): NativeKind {
	if (kind === JsonKind.true || kind === JsonKind.false) return 'boolean';
	if (kind === JsonKind.integer) return fitsInt64(bytes, start, end) ? 'int64' : 'text';
	if (kind !== JsonKind.decimal) return 'text';
	if (isPlain(bytes, start, end)) return 'float64';
	return Number.isFinite(Number(textOf(bytes, start, end))) ? 'float64' : 'text';
}

/** Whether a decimal is surely a finite number: short, and without an exponent. */
function isPlain(bytes: Uint8Array, start: number, end: number): boolean {
	if (end - start > PLAIN_DIGITS) return false;
	for (let i = start; i < end; i++) if ((bytes[i]! | 32) === 101) return false;
	return true;
}

function fitsInt64(bytes: Uint8Array, start: number, end: number): boolean {
	if (end - start <= SURE_DIGITS) return true;
	if (end - start > SURE_DIGITS + 2) return false;
	const value = BigInt(textOf(bytes, start, end));
	return BigInt.asIntN(64, value) === value;
}

function notAnObject(bytes: Uint8Array, start: number, end: number): Failure {
	const value = textOf(bytes, start, Math.min(end, start + 60));
	return unreadable(`not a JSON object: ${value}`);
}
