import { createCRC32 } from 'hash-wasm';
import { bytesText } from '#lib/format-number.ts';
import {
	holdMembers,
	isNoteOfMac,
	noteOfMac,
	refused,
	type ArchiveBounds,
	type Unpacked
} from './unpacked.ts';
import { packedBytes, zipEntries, type ZipEntry } from './zip-entries.ts';

const STORED = 0;
const DEFLATED = 8;
const LINK = 0o120000;
const REGULAR = 0o100000;

/**
 * The files of a zip archive; null where it is a document of an office program, which is one too.
 * @throws `input not readable` where it is damaged or more than the bounds allow
 */
export async function unpackZip(
	zip: Blob,
	name: string,
	bounds: ArchiveBounds
): Promise<Unpacked | null> {
	const entries = await zipEntries(zip, name);
	if (entries.some(({ path }) => path === '[Content_Types].xml')) return null;
	if (entries[0]?.path === 'mimetype') return null;
	holdMembers(entries.length, bounds, name);
	const read = entries.filter((entry) => whyNot(entry) === null);
	const bytes = read.reduce((sum, { method, size }) => sum + (method === STORED ? 0 : size), 0);
	if (bytes > bounds.bytes) throw refused(name, `it unfolds to ${bytesText(bytes)}`);
	const unpacked: Unpacked = { members: [], left: [] };
	for (const entry of entries) await take(zip, entry, unpacked);
	return unpacked;
}

async function take(zip: Blob, entry: ZipEntry, { members, left }: Unpacked): Promise<void> {
	const { path, modified } = entry;
	const why = whyNot(entry);
	const found = why === null ? await contentOf(zip, entry) : why;
	if (typeof found === 'string') left.push({ path, why: found });
	else members.push({ path, blob: found, modified });
}

/** Why an entry is no file that can be read; null where it is one. */
function whyNot({ path, isEncrypted, method, fileType }: ZipEntry): string | null {
	if (path.endsWith('/')) return 'a folder';
	if (isNoteOfMac(path)) return noteOfMac;
	if (fileType === LINK) return 'a link';
	if (fileType !== 0 && fileType !== REGULAR) return 'no regular file';
	if (isEncrypted) return 'encrypted';
	return method === STORED || method === DEFLATED
		? null
		: `packed in a way that is not read here (method ${method})`;
}

/** The bytes of an entry, or what is wrong with them. */
async function contentOf(zip: Blob, entry: ZipEntry): Promise<Blob | string> {
	const packed = await packedBytes(zip, entry);
	if (packed === null) return 'damaged: it does not stand where the directory says';
	try {
		return await checked(packed, entry);
	} catch {
		return 'damaged: it cannot be decompressed';
	}
}

async function checked(packed: Blob, { method, size, crc }: ZipEntry): Promise<Blob | string> {
	const sum = await createCRC32();
	const pieces: Uint8Array<ArrayBuffer>[] = [];
	let length = 0;
	for await (const piece of piecesOf(packed, method)) {
		length += piece.length;
		// No more is unfolded than the directory said, by which the archive was let in.
		if (length > size) return 'damaged: it unfolds to more than the directory says';
		sum.update(piece);
		if (method !== STORED) pieces.push(piece);
	}
	if (length !== size) return 'damaged: it unfolds to less than the directory says';
	if (Number.parseInt(sum.digest('hex'), 16) !== crc) return 'damaged: its check value is another';
	return method === STORED ? packed : new Blob(pieces);
}

async function* piecesOf(packed: Blob, method: number): AsyncGenerator<Uint8Array<ArrayBuffer>> {
	const raw = packed.stream();
	const plain = method === STORED ? raw : raw.pipeThrough(new DecompressionStream('deflate-raw'));
	const reader = plain.getReader();
	try {
		for (;;) {
			const { done, value } = await reader.read();
			if (done) return;
			yield value as Uint8Array<ArrayBuffer>;
		}
	} finally {
		// What was not read is not wanted, and whatever ails it is told by whoever reads.
		void reader.cancel().catch(() => undefined);
	}
}
