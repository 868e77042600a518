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
export const ENHANCED_PACKET = 6;

/** Name resolution, statistics, custom blocks, secrets: of no use to a table of packets. */
export const withoutPackets: ReadonlySet<number> = new Set([4, 5, 10, 0xbad, 0x4000_0bad]);

const BYTE_ORDER_MAGIC = 0x1a2b3c4d;

/** The byte order of the section whose header begins at `start`; null where that is not one. */
export function byteOrderOf(bytes: Uint8Array, start: number): ByteOrder | null {
	if (uint32In('big', bytes, start + 8) === BYTE_ORDER_MAGIC) return 'big';
	return uint32In('little', bytes, start + 8) === BYTE_ORDER_MAGIC ? 'little' : null;
}
