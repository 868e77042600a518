import { Gunzip, Inflate, Unzlib } from 'fflate';
import { concatenated } from './bytes.ts';
import { crc32 } from './crc32.ts';

/** RFC 1952, RFC 1950 and RFC 1951. */
export type Compression = 'gzip' | 'zlib' | 'deflate';

/** What was inflated of some bytes. */
export interface InflatedBytes {
	bytes: Uint8Array;
	/** Whether there is more than was wanted. */
	isCut: boolean;
	/** Whether it could not be read to its end: what came before is there. */
	isDamaged: boolean;
}

const STEP = 1024;
const inflaters = { gzip: Gunzip, zlib: Unzlib, deflate: Inflate };

/** The first `most` bytes of what was compressed. The sums at the end of gzip and zlib are held against what came out. */
export function inflatedStart(
	packed: Uint8Array,
	compression: Compression,
	most: number
): InflatedBytes {
	const parts: Uint8Array[] = [];
	let size = 0;
	/** Where what the sum is of begins: a gzip may have several members. */
	let member = 0;
	const inflater = new inflaters[compression]((part) => {
		parts.push(part);
		size += part.length;
	});
	if (inflater instanceof Gunzip) inflater.onmember = () => (member = size);
	let isDamaged = false;
	try {
		for (let at = 0; at < packed.length && size <= most; at += STEP)
			inflater.push(packed.subarray(at, at + STEP));
		if (size <= most) inflater.push(new Uint8Array(), true);
	} catch {
		isDamaged = true;
	}
	const bytes = concatenated(parts, size);
	const isCut = size > most;
	if (!isCut) isDamaged ||= !isBorneOut(bytes.subarray(member), packed, compression);
	return { bytes: bytes.subarray(0, most), isCut, isDamaged };
}

function isBorneOut(bytes: Uint8Array, packed: Uint8Array, compression: Compression): boolean {
	const { buffer, byteOffset, length } = packed;
	const view = new DataView(buffer, byteOffset, length);
	if (compression === 'gzip')
		return length >= 18 && view.getUint32(length - 8, true) === crc32(bytes);
	return (
		compression === 'deflate' || (length >= 6 && view.getUint32(length - 4) === adler32(bytes))
	);
}

/** The sum of zlib (RFC 1950). */
function adler32(bytes: Uint8Array): number {
	let [a, b] = [1, 0];
	for (const byte of bytes) {
		a = (a + byte) % 65_521;
		b = (b + a) % 65_521;
	}
	return b * 65_536 + a;
}

/** What bytes say that they are; null where they say neither. */
export function compressionOf(bytes: Uint8Array): Exclude<Compression, 'deflate'> | null {
	if (bytes[0] === 0x1f && bytes[1] === 0x8b) return 'gzip';
	return bytes[0] === 0x78 && ((0x78 << 8) + (bytes[1] ?? 0)) % 31 === 0 ? 'zlib' : null;
}
