/** Unsigned whole numbers out of bytes; the caller has checked that they are there. */

export type ByteOrder = 'big' | 'little';

/** 16 bits in network order. */
export function uint16(bytes: Uint8Array, at: number): number {
	return (bytes[at]! << 8) | bytes[at + 1]!;
}

/** 32 bits in network order. */
export function uint32(bytes: Uint8Array, at: number): number {
	return uint16(bytes, at) * 65_536 + uint16(bytes, at + 2);
}

export function uint16In(order: ByteOrder, bytes: Uint8Array, at: number): number {
	return order === 'big' ? uint16(bytes, at) : (bytes[at + 1]! << 8) | bytes[at]!;
}

export function uint32In(order: ByteOrder, bytes: Uint8Array, at: number): number {
	if (order === 'big') return uint32(bytes, at);
	return uint16In(order, bytes, at + 2) * 65_536 + uint16In(order, bytes, at);
}

export function uint64In(order: ByteOrder, bytes: Uint8Array, at: number): bigint {
	const first = BigInt(uint32In(order, bytes, at));
	const second = BigInt(uint32In(order, bytes, at + 4));
	return order === 'big' ? (first << 32n) | second : (second << 32n) | first;
}
