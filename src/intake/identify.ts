import { createSHA256 } from 'hash-wasm';
import { counted, type Bytes, type Identity } from './source.ts';

const SOURCE_ID_DIGITS = 12;

/**
 * Hashes a source from its first byte to its last.
 * @param onHashed hears how many bytes were hashed so far
 */
export async function identify(
	bytes: Bytes,
	onHashed: (bytes: number) => void = () => undefined
): Promise<Identity> {
	const hash = await createSHA256();
	for await (const chunk of counted(bytes.stream(), onHashed)) hash.update(chunk);
	const sha256 = hash.digest('hex');
	return { sha256, sourceId: sha256.slice(0, SOURCE_ID_DIGITS) };
}
