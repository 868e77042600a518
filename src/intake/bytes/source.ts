import { joined } from '#lib/bytes.ts';
import { behind } from './behind.ts';
import { gunzipped } from './gunzip.ts';

/** Bytes that can be read from the start more than once: a dropped file, a file on disk, pasted text. */
export interface Bytes {
	name: string;
	/** Length in bytes. */
	size: number;
	/** When it was last written, milliseconds since 1970; null where that is not known. */
	modified: number | null;
	/** The bytes from `start` on, in pieces of any size; each may be overwritten once the next is asked for. */
	stream(start?: number): AsyncIterable<Uint8Array>;
	/** All of them at once, where they are held in memory; null where they turn out to be more than `size`. */
	whole?(): Promise<Uint8Array<ArrayBuffer> | null>;
}

/** Where a source says what is amiss with its wrapping. */
export interface NoteTaker {
	note(sentence: string): void;
}

/** What tells a source from every other. */
export interface Identity {
	/** Of its bytes as given, in hexadecimal digits. */
	sha256: string;
	/** The first twelve of them. */
	sourceId: string;
}

/** A source whose beginning is known. */
export interface Opened {
	name: string;
	/** As given. */
	bytes: number;
	compression: 'gzip' | null;
	/** Seconds since 1970 after which no event of it can lie. */
	latest: number;
	/** The first 64 KiB at most, decompressed. */
	head: Uint8Array;
	/** True where `head` is all there is. */
	headIsWhole: boolean;
	/** Bytes as given that `chunks` has read so far. */
	readonly consumed: number;
	/** The decompressed bytes from the beginning, in pieces as those of `Bytes`; what is wrong with the compression becomes a note. */
	chunks(notes: NoteTaker): AsyncIterable<Uint8Array>;
}

const HEAD_BYTES = 65_536;

/**
 * Looks at the beginning of a source.
 * @param now milliseconds since 1970
 */
export async function openSource(bytes: Bytes, now: number): Promise<Opened> {
	const compression = await compressionOf(bytes);
	let consumed = 0;
	const count = (position: number) => (consumed = position);
	const { head, whole } = await headOf(decompressed(bytes, compression, { note: () => undefined }));
	return {
		name: bytes.name,
		bytes: bytes.size,
		compression,
		latest: (bytes.modified ?? now) / 1000,
		head,
		headIsWhole: whole,
		get consumed() {
			return consumed;
		},
		chunks(notes) {
			consumed = 0;
			return decompressed(bytes, compression, notes, count);
		}
	};
}

async function compressionOf(bytes: Bytes): Promise<'gzip' | null> {
	let start: Uint8Array = new Uint8Array(0);
	for await (const chunk of bytes.stream()) {
		start = joined(start, chunk.slice(0, 3));
		if (start.length >= 3) break;
	}
	return start[0] === 0x1f && start[1] === 0x8b && start[2] === 8 ? 'gzip' : null;
}

async function headOf(
	chunks: AsyncIterable<Uint8Array>
): Promise<{ head: Uint8Array; whole: boolean }> {
	let head: Uint8Array = new Uint8Array(0);
	for await (const chunk of chunks) {
		head = joined(head, chunk.slice(0, HEAD_BYTES + 1));
		if (head.length > HEAD_BYTES) return { head: head.slice(0, HEAD_BYTES), whole: false };
	}
	return { head, whole: true };
}

/** The bytes of a source without its wrapping; `count` hears how many bytes as given were read. */
export async function* decompressed(
	bytes: Bytes,
	compression: 'gzip' | null,
	notes: NoteTaker,
	count: (position: number) => void = () => undefined
): AsyncGenerator<Uint8Array> {
	const raw = () => counted(bytes.stream(), count);
	if (compression === null) yield* raw();
	else yield* gunzipped(raw, (sentence) => notes.note(sentence));
}

/** The same from a place in the decompressed bytes on. */
export function decompressedFrom(
	start: number,
	bytes: Bytes,
	compression: 'gzip' | null,
	notes: NoteTaker
): AsyncIterable<Uint8Array> {
	if (compression === null) return bytes.stream(start);
	return behind(start, decompressed(bytes, compression, notes));
}

export async function* counted(
	chunks: AsyncIterable<Uint8Array>,
	count: (position: number) => void
): AsyncGenerator<Uint8Array> {
	let position = 0;
	for await (const chunk of chunks) {
		position += chunk.length;
		count(position);
		yield chunk;
	}
}
