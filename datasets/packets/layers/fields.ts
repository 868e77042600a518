import { Address } from '#lib/address.ts';
import { hexPairs, textOf } from '#lib/bytes.ts';
import { HeaderBytes } from './header-bytes.ts';
import type { PacketField } from './layer.ts';

/** How a number is said. */
export interface SaidNumber {
	/** Digits after `0x`; decimal where it is left out. */
	hex?: number;
	/** What a number is called. */
	meaning?: string | null | ((value: number) => string | null | undefined);
}

/** Bits of the number that is at hand. */
export interface Bits extends SaidNumber {
	shift: number;
	/** One where it is left out. */
	width?: number;
}

const scratch = new Address();

/**
 * Reads the fields of a header one after the other. What does not fit before `end` throws a `HeaderCut`: what was read
 * until then stands.
 */
export class HeaderFields extends HeaderBytes {
	title = '';
	name = '';
	summary = '';
	readonly remarks: string[] = [];
	/** Fields of the layer, or of the field that is open. */
	list: PacketField[] = [];

	/** Says which layer this is. */
	is(name: string, title: string): this {
		this.name = name;
		this.title = title;
		return this;
	}

	/** A whole number of up to 6 bytes in network order. */
	number(name: string, title: string, length: number, said: SaidNumber = {}): number {
		this.must(length, title);
		const value = this.peek(length);
		this.#add(name, title, length, sayNumber(value, said));
		return value;
	}

	/** The same, of which bits mean something by themselves. */
	flags(
		name: string,
		title: string,
		length: number,
		said: SaidNumber,
		parts: readonly (readonly [name: string, title: string, bits: Bits])[]
	): number {
		const [start, value] = [this.at, this.number(name, title, length, said)];
		const end = this.at;
		const fields = parts.map(([of, words, bits]) =>
			bitField({ name: of, title: words, start, end }, value, bits)
		);
		this.list.push({ ...this.list.pop()!, fields });
		return value;
	}

	/** Bits of the `length` bytes that come next, without moving behind them. */
	bits(name: string, title: string, length: number, bits: Bits): number {
		this.must(length, title);
		const place = { name, title, start: this.at, end: this.at + length };
		const value = this.peek(length);
		this.list.push(bitField(place, value, bits));
		return bitsOf(value, bits);
	}

	/** An Internet address of 4 or 16 bytes. */
	address(name: string, title: string, size: 4 | 16): string {
		this.must(size, title);
		const value =
			size === 4 ? this.bytes.subarray(this.at, this.at + 4).join('.') : this.#address6();
		this.#add(name, title, size, { value, meaning: null });
		return value;
	}

	/** Bytes as `00:1a`. */
	raw(name: string, title: string, length: number, meaning: string | null = null): string {
		this.must(length, title);
		const value = rawText(this.bytes, this.at, this.at + length);
		this.#add(name, title, length, { value, meaning });
		return value;
	}

	/** Text as it stands, whatever is in it. */
	text(name: string, title: string, length: number, meaning: string | null = null): string {
		this.must(length, title);
		const value = textOf(this.bytes, this.at, this.at + length);
		this.#add(name, title, length, { value, meaning });
		return value;
	}

	/** What stands for the next `length` bytes, where that is worked out by others. */
	said(
		name: string,
		title: string,
		length: number,
		value: string,
		meaning: string | null = null
	): void {
		this.must(length, title);
		this.#add(name, title, length, { value, meaning });
	}

	/** A field that is made of others; `read` reads them, and answers what it comes to in words. */
	group(name: string, title: string, read: () => string): void {
		const [outer, start] = [this.list, this.at];
		this.list = [];
		let meaning = '';
		try {
			meaning = read();
		} finally {
			const place = { start, end: this.at, fields: this.list };
			outer.push({ name, title, value: '', meaning: meaning === '' ? null : meaning, ...place });
			this.list = outer;
		}
	}

	/** The same, which also says its bytes as they are. */
	rawGroup(name: string, title: string, read: () => string): void {
		try {
			this.group(name, title, read);
		} finally {
			const field = this.list.pop()!;
			this.list.push({ ...field, value: rawText(this.bytes, field.start, field.end) });
		}
	}

	#address6(): string {
		// Canonical text has an address of IPv4 for a mapped one; what stands in a header is shown as it stands.
		scratch.take(this.bytes, this.at, 16);
		return scratch.size === 4 ? `::ffff:${scratch.text}` : scratch.text;
	}

	#add(
		name: string,
		title: string,
		length: number,
		said: { value: string; meaning: string | null }
	) {
		const start = this.at;
		this.at += length;
		this.list.push({ name, title, ...said, start, end: this.at, fields: [] });
	}
}

/** Bytes that are written out at most: the rest of them is what the bytes themselves are shown for. */
const MOST_RAW = 64;

function rawText(bytes: Uint8Array, start: number, end: number): string {
	const pairs = hexPairs(bytes.subarray(start, Math.min(end, start + MOST_RAW))).join(':');
	return end - start > MOST_RAW ? `${pairs}:…` : pairs;
}

function sayNumber(
	value: number,
	{ hex, meaning }: SaidNumber
): { value: string; meaning: string | null } {
	const text = hex === undefined ? String(value) : `0x${value.toString(16).padStart(hex, '0')}`;
	const words = typeof meaning === 'function' ? meaning(value) : meaning;
	return { value: text, meaning: words ?? null };
}

function bitsOf(value: number, { shift, width = 1 }: Bits): number {
	return Math.floor(value / 2 ** shift) % 2 ** width;
}

/** It stands in those of the bytes alone that hold one of its bits. */
function bitField(
	{ name, title, start, end }: Pick<PacketField, 'name' | 'title' | 'start' | 'end'>,
	value: number,
	bits: Bits
): PacketField {
	const { shift, width = 1 } = bits;
	const first = Math.max(start, end - 1 - Math.floor((shift + width - 1) / 8));
	const place = { start: first, end: end - Math.floor(shift / 8), fields: [] };
	return { name, title, ...sayNumber(bitsOf(value, bits), bits), ...place };
}
