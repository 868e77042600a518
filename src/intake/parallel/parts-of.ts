import type { Cut } from './cut-parts.ts';
import type { PartRequest } from './read-part.ts';

/** Parts are as large as gives the database batches that it likes, in bytes. */
const LARGEST = 16 * 1024 * 1024;
const SMALLEST = 2 * 1024 * 1024;
/** Into so many parts for each reader what is left is cut. */
const EACH = 2;

/** What all parts of a source have in common. */
export type Whole = Omit<PartRequest, keyof Cut>;

/**
 * Bytes of the next part where so many are left for so many readers. The last ones are small, so that all readers
 * come to their ends at the same time, and the database soon after.
 */
export function partLength(left: number, readers: number): number {
	const fair = Math.ceil(left / (readers * EACH));
	const length = Math.min(LARGEST, Math.max(SMALLEST, fair));
	return left < length + SMALLEST / 2 ? Math.max(left, 0) : length;
}

/** The parts of a source of `size` bytes for so many readers; one where it is too small for more. */
export function partsOf(whole: Whole, size: number, readers: number): PartRequest[] {
	const parts: PartRequest[] = [];
	for (let from = whole.head.length; from < size || parts.length === 0;) {
		const end = from + partLength(size - from, readers);
		const to = end < size ? end : Number.MAX_SAFE_INTEGER;
		parts.push({ ...whole, from, to, isCut: parts.length === 0, bytes: null });
		from = to;
	}
	return parts;
}
