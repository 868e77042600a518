import { unreadable } from '#lib/unreadable.ts';
import { uint32In, type ByteOrder } from '#lib/binary.ts';

/**
 * Every block says its type, its length, holds its body, and says its length again; all of it padded to
 * words of 4 bytes. The first block of a section says its byte order by a magic number.
 */
export const BLOCK_HEADER = 8;
export const SMALLEST_BLOCK = 12;
/** Reads the same in both byte orders, on purpose. */
export const SECTION_HEADER = 0x0a0d0d0a;
export const INTERFACE_DESCRIPTION = 1;
export const OBSOLETE_PACKET = 2;
export const SIMPLE_PACKET = 3;
export const INTERFACE_STATISTICS = 5;
export const ENHANCED_PACKET = 6;

/** Name resolution, custom blocks, secrets: of no use to a table of packets. */
export const withoutPackets: ReadonlySet<number> = new Set([4, 10, 0xbad, 0x4000_0bad]);

/** Far beyond any block that is written, so that a lie about a length cannot fill the memory. */
const LARGEST_BLOCK = 16 * 1024 * 1024;
const BYTE_ORDER_MAGIC = 0x1a2b3c4d;

/** The byte order of the section whose header begins at `start`; null where that is not one. */
export function byteOrderOf(bytes: Uint8Array, start: number): ByteOrder | null {
	if (uint32In('big', bytes, start + 8) === BYTE_ORDER_MAGIC) return 'big';
	return uint32In('little', bytes, start + 8) === BYTE_ORDER_MAGIC ? 'little' : null;
}

export function isSection(bytes: Uint8Array, start: number): boolean {
	return uint32In('big', bytes, start) === SECTION_HEADER;
}

export function isPacket(type: number): boolean {
	return type === ENHANCED_PACKET || type === SIMPLE_PACKET || type === OBSOLETE_PACKET;
}

/**
 * Bytes of the block that begins at `start`, or of the smallest as long as that is not all there.
 * @param order of the section at hand; null in front of the first
 * @throws `record not readable` where nobody can say where the next block begins
 */
export function blockLength(
	order: ByteOrder | null,
	bytes: Uint8Array,
	start: number,
	end: number
): number {
	if (end - start < SMALLEST_BLOCK) return SMALLEST_BLOCK;
	const section = isSection(bytes, start);
	const own = section ? byteOrderOf(bytes, start) : order;
	if (own === null)
		throw unreadable(section ? 'a section without a byte order' : 'no section header');
	const length = uint32In(own, bytes, start + 4);
	if (length < SMALLEST_BLOCK || length > LARGEST_BLOCK || length % 4 !== 0)
		throw unreadable(`no block has such a length: ${length}`);
	if (length <= end - start) checkTail(own, bytes, start, length);
	return length;
}

function checkTail(order: ByteOrder, bytes: Uint8Array, start: number, length: number): void {
	const again = uint32In(order, bytes, start + length - 4);
	if (again !== length)
		throw unreadable(`a block of ${length} bytes that says ${again} bytes at its end`);
}
