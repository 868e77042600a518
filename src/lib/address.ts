import { PERCENT } from './ascii.ts';
import { indexOfByte, isDigit } from './bytes.ts';

/** `::` is the shortest address of all. */
const SHORTEST = 2;

/**
 * Internet addresses, read from bytes into a fixed scratch so that a reader allocates nothing.
 * Canonical text: dotted IPv4; IPv6 compressed and lower case (RFC 5952); an IPv4-mapped IPv6 address
 * is IPv4; a zone (`%eth0`) is not part of an address and is left off.
 */
export class Address {
	/** 4 for IPv4, 16 for IPv6, 0 while nothing valid has been read. */
	size: 0 | 4 | 16 = 0;
	/** The address in network order in the first `size` bytes. */
	readonly bytes = new Uint8Array(16);
	/** Whether the text that was read is the canonical one. */
	asWritten = false;

	/** Reads `[start, end)`; false (and size 0) where that is not an address. */
	read(text: Uint8Array, start: number, end: number): boolean {
		this.size = 0;
		this.asWritten = false;
		if (end - start >= 7 && end - start <= 15 && this.#readV4(text, start, end, 0)) {
			this.size = 4;
			this.asWritten = true;
			return true;
		}
		if (end - start < SHORTEST) return false;
		const zone = indexOfByte(text, PERCENT, start, end);
		return this.#readV6(text, start, zone < 0 ? end : zone);
	}

	/** Takes 4 or 16 bytes in network order. */
	take(source: Uint8Array, offset: number, size: 4 | 16): void {
		for (let i = 0; i < size; i++) this.bytes[i] = source[offset + i]!;
		this.size = size;
		if (size === 16) this.#unmap();
	}

	/** Takes an IPv4 address given as an unsigned 32-bit number. */
	takeNumber(value: number): void {
		for (let i = 0; i < 4; i++) this.bytes[i] = (value / 2 ** (24 - 8 * i)) & 255;
		this.size = 4;
	}

	get text(): string {
		if (this.size === 4) return this.bytes.subarray(0, 4).join('.');
		return this.size === 16 ? formatV6(this.bytes) : '';
	}

	#readV4(text: Uint8Array, start: number, end: number, into: number): boolean {
		let at = start;
		for (let part = 0; part < 4; part++) {
			const first = at;
			let value = 0;
			for (; at < end; at++) {
				const digit = text[at]! - 48;
				if (digit < 0 || digit > 9) break;
				value = value * 10 + digit;
			}
			const digits = at - first;
			if (digits === 0 || digits > 3 || value > 255) return false;
			if (digits > 1 && text[first] === 48) return false;
			this.bytes[into + part] = value;
			if (part < 3 && text[at++] !== 46) return false;
		}
		return at === end;
	}

	#readV6(text: Uint8Array, start: number, end: number): boolean {
		const groups = this.#readGroups(text, start, end);
		if (groups === null) return false;
		const { count, gap } = groups;
		if (gap < 0 ? count !== 16 : count > 14) return false;
		if (gap >= 0) {
			this.bytes.copyWithin(16 - (count - gap), gap, count);
			this.bytes.fill(0, gap, 16 - (count - gap));
		}
		this.size = 16;
		this.#unmap();
		return true;
	}

	/** Bytes read in order, and the byte index of `::` (-1 for none); null where it is malformed. */
	#readGroups(text: Uint8Array, start: number, end: number): { count: number; gap: number } | null {
		let at = start;
		let count = 0;
		let gap = -1;
		if (end - start < 2) return null;
		if (text[at] === 58) {
			if (text[at + 1] !== 58) return null;
			at += 2;
			gap = 0;
		}
		while (at < end) {
			if (count >= 16) return null;
			const stop = groupEnd(text, at, end);
			if (stop < end && text[stop] === 46) {
				if (count > 12 || !this.#readV4(text, at, end, count)) return null;
				return { count: count + 4, gap };
			}
			const value = hexadecimal(text, at, stop);
			if (value === null) return null;
			this.bytes[count++] = value >> 8;
			this.bytes[count++] = value & 255;
			if (stop === end) return { count, gap };
			if (text[stop] !== 58) return null;
			at = stop + 1;
			if (text[at] === 58 && at < end) {
				if (gap >= 0) return null;
				gap = count;
				at++;
			} else if (at === end) return null;
		}
		return { count, gap };
	}

	#unmap(): void {
		for (let i = 0; i < 10; i++) if (this.bytes[i] !== 0) return;
		if (this.bytes[10] !== 255 || this.bytes[11] !== 255) return;
		this.bytes.copyWithin(0, 12, 16);
		this.size = 4;
	}
}

function groupEnd(text: Uint8Array, at: number, end: number): number {
	while (at < end && text[at] !== 58 && text[at] !== 46) at++;
	return at;
}

function hexadecimal(text: Uint8Array, start: number, end: number): number | null {
	if (end <= start || end - start > 4) return null;
	let value = 0;
	for (let i = start; i < end; i++) {
		const byte = text[i]! | 32;
		const digit = isDigit(text[i]) ? text[i]! - 48 : byte - 87;
		if (digit < 0 || digit > 15 || (digit > 9 && byte < 97)) return null;
		value = value * 16 + digit;
	}
	return value;
}

/** RFC 5952: longest run of two or more zero groups, the first of equals, becomes `::`. */
function formatV6(bytes: Uint8Array): string {
	const groups: number[] = [];
	for (let i = 0; i < 16; i += 2) groups.push((bytes[i]! << 8) | bytes[i + 1]!);
	const { start, length } = longestZeroRun(groups);
	const hex = (part: number[]) => part.map((group) => group.toString(16)).join(':');
	if (length < 2) return hex(groups);
	return `${hex(groups.slice(0, start))}::${hex(groups.slice(start + length))}`;
}

function longestZeroRun(groups: number[]): { start: number; length: number } {
	let best = { start: 0, length: 0 };
	let start = 0;
	groups.forEach((group, i) => {
		if (group !== 0) start = i + 1;
		else if (i + 1 - start > best.length) best = { start, length: i + 1 - start };
	});
	return best;
}

const scratch = new Address();
const encoder = new TextEncoder();

/** Canonical text of an address, or null where `text` is none. */
export function canonicalAddress(text: string): string | null {
	const bytes = encoder.encode(text);
	return scratch.read(bytes, 0, bytes.length) ? scratch.text : null;
}
