import { Failure } from '#lib/failure.ts';
import { decompressedFrom, type Bytes, type Wrapping } from './source.ts';

/**
 * The bytes of a record as its source holds them, after decompression.
 * @throws `input not readable` where the source ends before them
 */
export async function readBack(
	bytes: Bytes,
	compression: Wrapping | null,
	offset: number,
	length: number
): Promise<Uint8Array> {
	const found = new Uint8Array(length);
	let filled = 0;
	for await (const chunk of decompressedFrom(offset, bytes, compression, silent)) {
		const part = chunk.subarray(0, length - filled);
		found.set(part, filled);
		filled += part.length;
		if (filled === length) return found;
	}
	throw new Failure('input not readable', `the source ends before byte ${offset + length}`, {
		place: bytes.name
	});
}

const silent = { note: () => undefined };
