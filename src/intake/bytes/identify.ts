import { createSHA256 } from 'hash-wasm';
import { hexPairs } from '#lib/bytes.ts';
import { counted, type Bytes, type Identity } from './source.ts';

const SOURCE_ID_DIGITS = 12;

/**
 * Hashes a source from its first byte to its last. The platform's hash takes a third of the time of ours, but
 * wants all bytes at once: what is not held in memory, and what a page without it reads, is hashed piece by piece.
 * @param onHashed hears how many bytes were hashed so far
 */
export async function identify(
	bytes: Bytes,
	onHashed: (bytes: number) => void = () => undefined
): Promise<Identity> {
	const sha256 = (await hashOfWhole(bytes)) ?? (await hashOfPieces(bytes, onHashed));
	onHashed(bytes.size);
	return { sha256, sourceId: sha256.slice(0, SOURCE_ID_DIGITS) };
}

/** Null where it cannot be hashed so. Pages that were not got over a secure connection have no such hash. */
async function hashOfWhole(bytes: Bytes): Promise<string | null> {
	const subtle = globalThis.crypto?.subtle as SubtleCrypto | undefined;
	const whole = subtle === undefined ? null : ((await bytes.whole?.()) ?? null);
	if (whole === null) return null;
	return hexPairs(new Uint8Array(await subtle!.digest('SHA-256', whole))).join('');
}

async function hashOfPieces(bytes: Bytes, onHashed: (bytes: number) => void): Promise<string> {
	const hash = await createSHA256();
	for await (const chunk of counted(bytes.stream(), onHashed)) hash.update(chunk);
	return hash.digest('hex');
}
