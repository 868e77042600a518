/** Bytes of one direction at their place in it; `order` is the number of the packet that brought them. */
export interface StreamPiece {
	start: number;
	bytes: Uint8Array;
	order: number;
}

/** What became of the bytes that were put somewhere. */
export interface PutResult {
	/** Bytes that were there before. */
	repeated: number;
	/** Those of them that are others than what was there. */
	differing: number;
}

/**
 * The bytes of one direction as far as they came. What came first stays; where others come later for the same place,
 * they are compared and counted.
 */
export class PlacedBytes {
	/** In the order of their places, none over another. */
	readonly pieces: StreamPiece[] = [];

	/** Where the last of them ends; 0 where there are none. */
	get end(): number {
		const last = this.pieces.at(-1);
		return last === undefined ? 0 : last.start + last.bytes.length;
	}

	/** Whether the byte of a place is there. */
	has(place: number): boolean {
		const piece = this.pieces[this.#firstBehind(place)];
		return piece !== undefined && piece.start <= place;
	}

	put(start: number, bytes: Uint8Array, order: number): PutResult {
		const result = { repeated: 0, differing: 0 };
		const end = start + bytes.length;
		let at = start;
		for (let i = this.#firstBehind(start); at < end; i++) {
			const next = this.pieces[i];
			const free = next === undefined ? end : Math.min(end, next.start);
			if (free > at) {
				const piece = { start: at, bytes: bytes.subarray(at - start, free - start), order };
				this.pieces.splice(i, 0, piece);
				at = free;
				continue;
			}
			const taken = Math.min(end, next!.start + next!.bytes.length);
			result.repeated += taken - at;
			result.differing += differing(bytes, at - start, next!.bytes, at - next!.start, taken - at);
			at = taken;
		}
		return result;
	}

	/** Index of the first piece that ends behind `at`. */
	#firstBehind(at: number): number {
		if (at >= this.end) return this.pieces.length;
		let [low, high] = [0, this.pieces.length];
		while (low < high) {
			const middle = (low + high) >> 1;
			const piece = this.pieces[middle]!;
			if (piece.start + piece.bytes.length > at) high = middle;
			else low = middle + 1;
		}
		return low;
	}
}

function differing(a: Uint8Array, atA: number, b: Uint8Array, atB: number, length: number): number {
	let count = 0;
	for (let i = 0; i < length; i++) if (a[atA + i] !== b[atB + i]) count++;
	return count;
}
