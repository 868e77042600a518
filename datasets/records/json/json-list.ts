import { BACKSLASH, COMMA, QUOTE } from '#lib/ascii.ts';
import { JsonKind, type JsonNode } from '#lib/json-node.ts';
import { JsonReader } from '#lib/json-reader.ts';
import { JsonText } from '#lib/json-text.ts';
import { textOf } from '#lib/bytes.ts';
import type { FieldBytes } from '../fields/field-bytes.ts';

/** Ranges of the elements of the well-formed JSON array that a cell has loaded. */
export function elementsOf({ bytes, start, end }: FieldBytes): [start: number, end: number][] {
	const found: [number, number][] = [];
	let depth = 0;
	let from = start + 1;
	for (let at = start; at < end; at++) {
		const byte = bytes[at]!;
		if (byte === QUOTE) at = quoteEnd(bytes, at + 1);
		else if (byte === 91 || byte === 123) depth++;
		else if (byte === 93 || byte === 125) depth--;
		if ((byte === COMMA && depth === 1) || depth === 0) {
			if (hasValue(bytes, from, at)) found.push([from, at]);
			from = at + 1;
		}
	}
	return found;
}

function quoteEnd(bytes: Uint8Array, at: number): number {
	while (bytes[at] !== QUOTE) at += bytes[at] === BACKSLASH ? 2 : 1;
	return at;
}

function hasValue(bytes: Uint8Array, start: number, end: number): boolean {
	for (let at = start; at < end; at++) if (bytes[at]! > 32) return true;
	return false;
}

/** Reads the elements of arrays, each a value or an object of which one path is wanted. */
export class JsonList {
	readonly #reader = new JsonReader();
	readonly #text = new JsonText();
	readonly #node: JsonNode;

	/** @param path of the value within an element; none where the element is the value */
	constructor(...path: string[]) {
		this.#node = this.#reader.at(...path);
	}

	/** Texts of the array that a cell has loaded, elements without a value left out. */
	texts(cell: FieldBytes): string[] {
		const texts: string[] = [];
		for (const [start, end] of elementsOf(cell)) {
			this.#reader.walk(cell.bytes, start, end);
			const text = this.#textAt();
			if (text !== null) texts.push(text);
		}
		return texts;
	}

	#textAt(): string | null {
		const { kind, start, end } = this.#node;
		if (!this.#reader.has(this.#node) || kind === JsonKind.null) return null;
		if (kind !== JsonKind.escaped) return textOf(this.#reader.bytes, start, end);
		this.#text.decode(this.#reader.bytes, start, end);
		return this.#text.text;
	}
}
