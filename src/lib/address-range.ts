import { Address } from './address.ts';
import { bytesOf } from './bytes.ts';
import { isV6, type Network } from './cidr.ts';

/** Addresses of one family from the first to the last, both included, as numbers. */
export interface AddressRange {
	isV6: boolean;
	first: bigint;
	last: bigint;
}

const scratch = new Address();

/** The addresses of a network. */
export function rangeOf(network: Network): AddressRange {
	const width = isV6(network) ? 128 : 32;
	const bytes = bytesOf(network.address);
	scratch.read(bytes, 0, bytes.length);
	const first = numberOf(scratch);
	return { isV6: width === 128, first, last: first + (1n << BigInt(width - network.bits)) - 1n };
}

/** Reads `first-last`, with or without white space around the dash; null for anything else. */
export function readRange(text: string): AddressRange | null {
	const parts = /^([0-9a-f:.]{2,45})\s*-\s*([0-9a-f:.]{2,45})$/i.exec(text);
	if (parts === null) return null;
	const [first, last] = [readNumber(parts[1]!), readNumber(parts[2]!)];
	if (first === null || last === null || first.isV6 !== last.isV6) return null;
	return first.value > last.value
		? null
		: { isV6: first.isV6, first: first.value, last: last.value };
}

/** The fewest networks that have exactly these addresses, in their order. */
export function networksOf({ isV6: v6, first, last }: AddressRange): Network[] {
	const width = v6 ? 128 : 32;
	const networks: Network[] = [];
	for (let at = first; at <= last;) {
		let free = 0;
		while (free < width && fits(at, free + 1, last)) free++;
		networks.push(networkAt(at, width - free, v6));
		at += 1n << BigInt(free);
	}
	return networks;
}

/** The same addresses as ranges that neither meet nor overlap, IPv4 first, in their order. */
export function merged(ranges: readonly AddressRange[]): AddressRange[] {
	const sorted = [...ranges].sort(
		(a, b) => Number(a.isV6) - Number(b.isV6) || (a.first < b.first ? -1 : 1)
	);
	const found: AddressRange[] = [];
	for (const range of sorted) {
		const before = found.at(-1);
		if (before === undefined || before.isV6 !== range.isV6 || range.first > before.last + 1n)
			found.push({ ...range });
		else if (range.last > before.last) before.last = range.last;
	}
	return found;
}

/** The addresses of `ranges` that are none of `others`. */
export function without(
	ranges: readonly AddressRange[],
	others: readonly AddressRange[]
): AddressRange[] {
	const cuts = merged(others);
	return merged(ranges).flatMap((range) => {
		const left: AddressRange[] = [];
		let { first } = range;
		for (const cut of cuts) {
			if (cut.isV6 !== range.isV6 || cut.last < first || cut.first > range.last) continue;
			if (cut.first > first) left.push({ ...range, first, last: cut.first - 1n });
			first = cut.last + 1n;
		}
		return first > range.last ? left : [...left, { ...range, first }];
	});
}

/** Every address of each family. */
export const allAddresses: readonly AddressRange[] = [
	{ isV6: false, first: 0n, last: (1n << 32n) - 1n },
	{ isV6: true, first: 0n, last: (1n << 128n) - 1n }
];

/** An IPv4 address mapped into IPv6 is that address, and its prefix is counted over 32 bits. */
function networkAt(first: bigint, bits: number, v6: boolean): Network {
	const address = textOf(first, v6);
	const isMapped = v6 && !address.includes(':');
	return {
		address,
		bits: isMapped ? bits - 96 : bits,
		isHost: bits === (v6 ? 128 : 32),
		masked: false
	};
}

/** Whether a network with so many free bits begins at `at` and ends by `last`. */
function fits(at: bigint, free: number, last: bigint): boolean {
	const size = 1n << BigInt(free);
	return at % size === 0n && at + size - 1n <= last;
}

function readNumber(text: string): { value: bigint; isV6: boolean } | null {
	const bytes = bytesOf(text);
	if (!scratch.read(bytes, 0, bytes.length)) return null;
	return { value: numberOf(scratch), isV6: scratch.size === 16 };
}

function numberOf(address: Address): bigint {
	let value = 0n;
	for (let i = 0; i < address.size; i++) value = (value << 8n) | BigInt(address.bytes[i]!);
	return value;
}

function textOf(value: bigint, v6: boolean): string {
	const bytes = new Uint8Array(v6 ? 16 : 4);
	let rest = value;
	for (let i = bytes.length - 1; i >= 0; i--, rest >>= 8n) bytes[i] = Number(rest & 255n);
	scratch.take(bytes, 0, v6 ? 16 : 4);
	return scratch.text;
}
