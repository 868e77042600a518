import { PERCENT, PLUS, SPACE } from '#lib/ascii.ts';
import { indexOfByte } from '#lib/bytes.ts';
import type { FieldBytes } from './field-bytes.ts';

/** A cell in whose value each plus stands for a blank. */
export function blanksFor(cell: FieldBytes): FieldBytes {
	return new DecodedCell(cell, PLUS, (bytes, at, end, into) => {
		for (let to = 0; ; to++, at++) {
			if (at === end) return to;
			into[to] = bytes[at] === PLUS ? SPACE : bytes[at]!;
		}
	});
}

/** A cell in whose value `%20` stands for a blank, and so on. A percent sign before anything else is one. */
export function percentDecoded(cell: FieldBytes): FieldBytes {
	return new DecodedCell(cell, PERCENT, (bytes, start, end, into) => {
		let to = 0;
		for (let at = start; at < end; at++, to++) {
			const code = bytes[at] === PERCENT && at + 2 < end ? codeAt(bytes, at + 1) : -1;
			into[to] = code < 0 ? bytes[at]! : code;
			if (code >= 0) at += 2;
		}
		return to;
	});
}

function codeAt(bytes: Uint8Array, at: number): number {
	const [high, low] = [hexOf(bytes[at]!), hexOf(bytes[at + 1]!)];
	return high < 0 || low < 0 ? -1 : high * 16 + low;
}

function hexOf(byte: number): number {
	if (byte >= 48 && byte <= 57) return byte - 48;
	const lower = byte | 32;
	return lower >= 97 && lower <= 102 ? lower - 87 : -1;
}

/** Writes what a range stands for into an array of at least its length, and answers how many bytes that is. */
type Decode = (bytes: Uint8Array, start: number, end: number, into: Uint8Array) => number;

class DecodedCell implements FieldBytes {
	bytes: Uint8Array = new Uint8Array(0);
	start = 0;
	end = 0;
	readonly #cell: FieldBytes;
	readonly #mark: number;
	readonly #decode: Decode;
	#scratch = new Uint8Array(256);

	/** @param mark the byte without which a value is as it stands */
	constructor(cell: FieldBytes, mark: number, decode: Decode) {
		this.#cell = cell;
		this.#mark = mark;
		this.#decode = decode;
	}

	get name(): string {
		return this.#cell.name;
	}

	load(): boolean {
		if (!this.#cell.load()) return false;
		const { bytes, start, end } = this.#cell;
		this.bytes = bytes;
		this.start = start;
		this.end = end;
		if (indexOfByte(bytes, this.#mark, start, end) < 0) return true;
		if (end - start > this.#scratch.length) this.#scratch = new Uint8Array((end - start) * 2);
		this.end = this.#decode(bytes, start, end, this.#scratch);
		this.bytes = this.#scratch;
		this.start = 0;
		return true;
	}
}
