/** A value that records of a source may have, as the bytes of its text. */
export interface FieldBytes {
	/** What the source calls it. */
	readonly name: string;
	/**
	 * Finds the value of the record at hand; false where there is none, or one that stands for nothing. What
	 * it found lies in `bytes` from `start` to `end` until any cell of the source is loaded again.
	 */
	load(): boolean;
	readonly bytes: Uint8Array;
	readonly start: number;
	readonly end: number;
}
