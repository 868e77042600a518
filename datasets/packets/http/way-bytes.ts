import { CR, LF } from '#lib/ascii.ts';
import { indexOfByte } from '#lib/bytes.ts';
import type { StreamSegment } from '../stream/follow.ts';
import { joinedSegments } from '../stream/joined-segments.ts';

/** Bytes at their place in all that went one way; null where they are missing. */
export interface BytesPart {
	start: number;
	length: number;
	bytes: Uint8Array | null;
}

/** What one end sent, read from its beginning to its end, with what is missing in between. */
export class WayBytes {
	readonly #segments: readonly StreamSegment[];
	/** What lies side by side is one. */
	readonly #parts: readonly BytesPart[];
	/** Index of the segment up to which a beginning was sought. */
	#sought = 0;
	readonly first: number;
	readonly end: number;
	at: number;

	/** @param segments of one way, in the order of their places */
	constructor(segments: readonly StreamSegment[]) {
		this.#segments = segments;
		this.#parts = joinedSegments(segments);
		this.first = this.#parts[0]?.start ?? 0;
		const last = this.#parts.at(-1);
		this.end = last === undefined ? 0 : last.start + last.length;
		this.at = this.first;
	}

	get isAtEnd(): boolean {
		return this.at >= this.end;
	}

	/** Bytes that are missing where it is read; 0 where they are there. */
	get missingHere(): number {
		const part = this.#part(this.at);
		return part === undefined || part.bytes !== null ? 0 : part.start + part.length - this.at;
	}

	/** The bytes from here to what is missing or the end, `most` at most. */
	ahead(most: number): Uint8Array {
		const part = this.#part(this.at);
		if (part === undefined || part.bytes === null) return new Uint8Array();
		const from = this.at - part.start;
		return part.bytes.subarray(from, from + most);
	}

	/** The same of the first bytes that are there at all. */
	firstBytes(most: number): Uint8Array {
		return (
			this.#parts.find(({ bytes }) => bytes !== null)?.bytes?.subarray(0, most) ?? new Uint8Array()
		);
	}

	/** A line without what ends it, which is read; null where no end of it is there within `most` bytes. */
	line(most: number): Uint8Array | null {
		const ahead = this.ahead(most);
		const end = indexOfByte(ahead, LF, 0, ahead.length);
		if (end < 0) return null;
		this.at += end + 1;
		return ahead.subarray(0, ahead[end - 1] === CR ? end - 1 : end);
	}

	/** So many bytes or, where there are fewer, all; what is missing among them stands as that. */
	take(length: number): BytesPart[] {
		const to = Math.min(this.end, this.at + length);
		const taken: BytesPart[] = [];
		while (this.at < to) {
			const { start, length: whole, bytes } = this.#part(this.at)!;
			const end = Math.min(to, start + whole);
			const from = this.at;
			const own = bytes === null ? null : bytes.subarray(from - start, end - start);
			taken.push({ start: from, length: end - from, bytes: own });
			this.at = end;
		}
		return taken;
	}

	/** Goes to the next packet behind what is missing whose bytes begin so; false where there is none. */
	skipTo(isBeginning: (bytes: Uint8Array) => boolean): boolean {
		for (; this.#sought < this.#segments.length; this.#sought++) {
			const { start, bytes } = this.#segments[this.#sought]!;
			if (start <= this.at || bytes === null || !isBeginning(bytes)) continue;
			this.at = start;
			return true;
		}
		return false;
	}

	/** The packet that brought the byte at a place. */
	segmentAt(place: number): StreamSegment | undefined {
		return holding(this.#segments, place);
	}

	#part(place: number): BytesPart | undefined {
		return holding(this.#parts, place);
	}
}

function holding<Part extends BytesPart>(parts: readonly Part[], place: number): Part | undefined {
	let [low, high] = [0, parts.length];
	while (low < high) {
		const middle = (low + high) >> 1;
		const part = parts[middle]!;
		if (part.start + part.length > place) high = middle;
		else low = middle + 1;
	}
	return parts[low];
}
