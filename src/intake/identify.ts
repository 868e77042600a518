import { createSHA256 } from 'hash-wasm';
import { hexPairs } from '#lib/bytes.ts';
import { counted, type Bytes, type Identity } from './source.ts';

const SOURCE_ID_DIGITS = 12;
/** Bytes of a source that may be held in memory as a whole for as long as it is hashed. */
const HELD = 256 * 1024 * 1024;

/**
 * Hashes a source from its first byte to its last. The platform's hash takes a third of the time of ours, but
 * wants all bytes at once: what is too large for that, and what a page without it reads, is hashed piece by piece.
 * @param onHashed hears how many bytes were hashed so far
 */
export async function identify(
	bytes: Bytes,
	onHashed: (bytes: number) => void = () => undefined,
	held = HELD
): Promise<Identity> {
	const sha256 =
		(await hashOfWhole(bytes, onHashed, held)) ?? (await hashOfPieces(bytes, onHashed));
	return { sha256, sourceId: sha256.slice(0, SOURCE_ID_DIGITS) };
}

type OnHashed = (bytes: number) => void;

/** Null where it cannot be hashed so. Pages that were not got over a secure connection have no such hash. */
async function hashOfWhole(bytes: Bytes, onHashed: OnHashed, held: number): Promise<string | null> {
	const subtle = globalThis.crypto?.subtle as SubtleCrypto | undefined;
	if (subtle === undefined || bytes.size > held) return null;
	const whole = new Uint8Array(bytes.size);
	let length = 0;
	for await (const chunk of counted(bytes.stream(), onHashed)) {
		// It has grown since it was chosen.
		if (length + chunk.length > whole.length) return null;
		whole.set(chunk, length);
		length += chunk.length;
	}
	const digest = await subtle.digest('SHA-256', whole.subarray(0, length));
	return hexPairs(new Uint8Array(digest)).join('');
}

async function hashOfPieces(bytes: Bytes, onHashed: OnHashed): Promise<string> {
	const hash = await createSHA256();
	for await (const chunk of counted(bytes.stream(), onHashed)) hash.update(chunk);
	return hash.digest('hex');
}
