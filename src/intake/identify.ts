import { createSHA256 } from 'hash-wasm';
import { counted, type Bytes, type Identity } from './source.ts';

const SOURCE_ID_DIGITS = 12;
const MEBIBYTE = 1024 * 1024;

/**
 * Hashes a source from its first byte to its last.
 * @param onHashed hears how many bytes were hashed so far
 */
export async function identify(
	bytes: Bytes,
	onHashed: (bytes: number) => void = () => undefined
): Promise<Identity> {
	const sha256 = await (bytes.size <= mostAtOnce() ? hashedAtOnce : hashedByPieces)(
		bytes,
		onHashed
	);
	return { sha256, sourceId: sha256.slice(0, SOURCE_ID_DIGITS) };
}

/**
 * Bytes of the largest source that is hashed by the platform, which is several times as fast as WebAssembly but
 * wants all of it in memory, and for a moment twice; 0 where the platform does not hash.
 */
function mostAtOnce(): number {
	if (globalThis.crypto?.subtle === undefined) return 0;
	// Browsers that tell say 8 for all that a good machine has.
	const { deviceMemory = 0 } = (globalThis.navigator ?? {}) as { deviceMemory?: number };
	return (deviceMemory >= 8 ? 512 : 64) * MEBIBYTE;
}

async function hashedAtOnce(bytes: Bytes, onHashed: (bytes: number) => void): Promise<string> {
	const all = new Uint8Array(bytes.size);
	let at = 0;
	for await (const chunk of counted(bytes.stream(), onHashed)) {
		all.set(chunk, at);
		at += chunk.length;
	}
	const hash = await crypto.subtle.digest('SHA-256', all.subarray(0, at));
	return Array.from(new Uint8Array(hash), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

async function hashedByPieces(bytes: Bytes, onHashed: (bytes: number) => void): Promise<string> {
	const hash = await createSHA256();
	for await (const chunk of counted(bytes.stream(), onHashed)) hash.update(chunk);
	return hash.digest('hex');
}
