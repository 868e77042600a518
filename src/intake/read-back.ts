import { Failure } from '#lib/failure.ts';
import { decompressed, type Bytes } from './source.ts';

/**
 * The bytes of a record as its source holds them, after decompression.
 * @throws `input not readable` where the source ends before them
 */
export async function readBack(
	bytes: Bytes,
	compression: 'gzip' | null,
	offset: number,
	length: number
): Promise<Uint8Array> {
	const found = new Uint8Array(length);
	let at = compression === null ? offset : 0;
	const rest = { ...bytes, stream: () => bytes.stream(compression === null ? offset : 0) };
	for await (const chunk of decompressed(rest, compression, silent)) {
		const from = Math.max(0, offset - at);
		const part = chunk.subarray(from, Math.max(from, offset + length - at));
		if (part.length > 0) found.set(part, Math.max(0, at - offset));
		at += chunk.length;
		if (at >= offset + length) return found;
	}
	throw new Failure('input not readable', `the source ends at byte ${at}`, { place: bytes.name });
}

const silent = { note: () => undefined };
