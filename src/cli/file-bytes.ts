import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Bytes } from '#intake/bytes/source.ts';
import { Failure, messageOf } from '#lib/failure.ts';

/** A file on disk. @throws `input not readable` where it cannot be opened or is no file. */
export async function fileBytes(path: string): Promise<Bytes> {
	try {
		const facts = await stat(path);
		if (!facts.isFile()) throw new Failure('input not readable', 'it is not a file');
		return {
			name: basename(path),
			size: facts.size,
			modified: facts.mtimeMs,
			stream: (start = 0) => piecesOf(path, start)
		};
	} catch (cause) {
		if (cause instanceof Failure) throw new Failure(cause.kind, cause.message, { place: path });
		throw new Failure('input not readable', messageOf(cause), { place: path, cause });
	}
}

/** Of the plain kind that all other bytes are: code that meets two kinds is slower for both. */
async function* piecesOf(path: string, start: number): AsyncGenerator<Uint8Array> {
	const pieces: AsyncIterable<Buffer> = createReadStream(path, { start, highWaterMark: 1 << 20 });
	for await (const piece of pieces)
		yield new Uint8Array(piece.buffer, piece.byteOffset, piece.length);
}
