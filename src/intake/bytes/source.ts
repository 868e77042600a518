import { LF } from '#lib/ascii.ts';
import { joined } from '#lib/bytes.ts';
import { behind } from './behind.ts';
import { gunzipped } from './gunzip.ts';
import { utf16Of, utf8Of, type Utf16 } from './utf16.ts';

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

/** What is taken off the bytes of a source before they are read: a compression, or an encoding of text that is not UTF-8. */
export type Wrapping = 'gzip' | Utf16;

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

/** The first bytes of something, unwrapped. */
export interface HeadBytes {
	head: Uint8Array;
	/** True where `head` is all there is. */
	whole: boolean;
}

/** A source whose beginning is known. */
export interface Opened {
	name: string;
	/** As given. */
	bytes: number;
	/** How its bytes are wrapped; null where they are read as they are. */
	compression: Wrapping | null;
	/** Seconds since 1970 after which no event of it can lie. */
	latest: number;
	/** The first 64 KiB at most, decompressed. */
	head: Uint8Array;
	/** True where `head` is all there is. */
	headIsWhole: boolean;
	/** The same of what stands behind the first line; null where no line ends. */
	headBehindLine(): Promise<HeadBytes | null>;
	/** Bytes as given that `chunks` has read so far. */
	readonly consumed: number;
	/** The decompressed bytes from the beginning, in pieces as those of `Bytes`; what is wrong with the compression becomes a note. */
	chunks(notes: NoteTaker): AsyncIterable<Uint8Array>;
}

const HEAD_BYTES = 65_536;
/** Seconds that an event may be after the date of its file: clocks differ, and that date may be of another zone. */
const CLOCKS_DIFFER = 86_400;

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
		latest: (bytes.modified ?? now) / 1000 + CLOCKS_DIFFER,
		head,
		headIsWhole: whole,
		headBehindLine: () =>
			headBehindLine(decompressed(bytes, compression, { note: () => undefined })),
		get consumed() {
			return consumed;
		},
		chunks(notes) {
			consumed = 0;
			return decompressed(bytes, compression, notes, count);
		}
	};
}

async function compressionOf(bytes: Bytes): Promise<Wrapping | null> {
	let start: Uint8Array = new Uint8Array(0);
	for await (const chunk of bytes.stream()) {
		start = joined(start, chunk.slice(0, 4));
		if (start.length >= 4) break;
	}
	const isGzip = start[0] === 0x1f && start[1] === 0x8b && start[2] === 8;
	return isGzip ? 'gzip' : utf16Of(start);
}

/** Nothing is kept of the line. */
async function headBehindLine(chunks: AsyncGenerator<Uint8Array>): Promise<HeadBytes | null> {
	for (;;) {
		const { done, value } = await chunks.next();
		if (done === true) return null;
		const end = value.indexOf(LF);
		if (end >= 0) return headOf(chunks, value.slice(end + 1));
	}
}

async function headOf(
	chunks: AsyncIterable<Uint8Array>,
	begun: Uint8Array = new Uint8Array(0)
): Promise<HeadBytes> {
	let head = begun;
	for await (const chunk of chunks) {
		head = joined(head, chunk.slice(0, HEAD_BYTES + 1));
		if (head.length > HEAD_BYTES) return { head: head.slice(0, HEAD_BYTES), whole: false };
	}
	return { head: head.slice(0, HEAD_BYTES), whole: head.length <= HEAD_BYTES };
}

/** The bytes of a source without its wrapping; `count` hears how many bytes as given were read. */
export async function* decompressed(
	bytes: Bytes,
	compression: Wrapping | null,
	notes: NoteTaker,
	count: (position: number) => void = () => undefined
): AsyncGenerator<Uint8Array> {
	const raw = () => counted(bytes.stream(), count);
	const note = (sentence: string) => notes.note(sentence);
	if (compression === null) yield* raw();
	else if (compression === 'gzip') yield* gunzipped(raw, note);
	else yield* utf8Of(raw(), compression, note);
}

/** The same from a place in the decompressed bytes on. */
export function decompressedFrom(
	start: number,
	bytes: Bytes,
	compression: Wrapping | null,
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
