import { bytesText } from '#lib/format-number.ts';
import { blobBytes } from '../bytes/blob-bytes.ts';
import { openSource } from '../bytes/source.ts';
import { BlobCursor, StreamCursor } from './cursor.ts';
import { BLOCK, tarHeader } from './tar-header.ts';
import { bounds, refused, type ArchiveBounds, type Unpacked } from './unpacked.ts';
import { unpackTar } from './unpack-tar.ts';
import { unpackZip } from './unpack-zip.ts';

export type { LeftOut, Member, Unpacked } from './unpacked.ts';

/**
 * The files of an archive: of a zip, a tar, or a tar in a gzip. What is told by its content, whatever its name is.
 * @returns null where it is no archive, or one that only a program of its own can read
 * @throws `input not readable` where it is damaged, or holds more than the bounds allow
 */
export async function unpack(file: File, within: ArchiveBounds = bounds): Promise<Unpacked | null> {
	const head = new Uint8Array(await file.slice(0, BLOCK).arrayBuffer());
	if (isZip(head)) return unpackZip(file, file.name, within);
	if (tarHeader(head) !== null) return unpackTar(new BlobCursor(file), file.name, within);
	return head[0] === 0x1f && head[1] === 0x8b ? unpackTarGzip(file, within) : null;
}

async function unpackTarGzip(file: File, within: ArchiveBounds): Promise<Unpacked | null> {
	const bytes = blobBytes(file, file.name, file.lastModified);
	const opened = await openSource(bytes, file.lastModified);
	if (tarHeader(opened.head.subarray(0, BLOCK)) === null) return null;
	const notes: string[] = [];
	const chunks = opened.chunks({ note: (sentence) => notes.push(sentence) });
	const most = within.bytes;
	const onmore = () => refused(file.name, `it unfolds to more than ${bytesText(most)}`);
	const unpacked = await unpackTar(new StreamCursor(chunks, most, onmore), file.name, within);
	const left = notes.map((why) => ({ path: file.name, why }));
	return { members: unpacked.members, left: [...unpacked.left, ...left] };
}

/** The first local header, or the end of an archive that holds nothing. */
function isZip(head: Uint8Array): boolean {
	if (head[0] !== 0x50 || head[1] !== 0x4b) return false;
	return (head[2] === 3 && head[3] === 4) || (head[2] === 5 && head[3] === 6);
}
