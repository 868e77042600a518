import { uint32In, type ByteOrder } from '#lib/binary.ts';
import type { Cutter, Head, Parting } from '../../format.ts';
import { blockCutter } from '../../records/blocks/blocks.ts';
import {
	blockLength,
	byteOrderOf,
	INTERFACE_DESCRIPTION,
	isSection,
	SMALLEST_BLOCK
} from './block.ts';

/**
 * Packets need the header of their section and the descriptions of its interfaces, which stand in front of them
 * all in most files. One that comes later changes how the rest is read. Null where a file begins otherwise.
 */
export function parts({ bytes }: Head): Parting | null {
	const head = headLength(bytes);
	return head === null ? null : { head, cutter };
}

/** Bytes of the section header and the interfaces behind it, up to the first block of another kind. */
function headLength(bytes: Uint8Array): number | null {
	const order = byteOrderOf(bytes, 0);
	if (order === null) return null;
	let at = 0;
	while (bytes.length - at >= SMALLEST_BLOCK) {
		const length = uint32In(order, bytes, at + 4);
		const described = at === 0 || uint32In(order, bytes, at) === INTERFACE_DESCRIPTION;
		if (!described) return at;
		if (length < SMALLEST_BLOCK || length % 4 !== 0) return null;
		at += length;
	}
	return null;
}

function cutter({ bytes }: Head): Cutter {
	let order: ByteOrder | null = byteOrderOf(bytes, 0);
	return blockCutter((chunk, start, end) => {
		const length = blockLength(order, chunk, start, end);
		if (length <= end - start && isSection(chunk, start)) order = byteOrderOf(chunk, start);
		return length;
	});
}
