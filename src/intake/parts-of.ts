import type { Cut } from './cut-parts.ts';
import type { Part } from './read-part.ts';

/** Parts are as large as gives the database batches that it likes, in bytes. */
const LARGEST = 16 * 1024 * 1024;
const SMALLEST = 2 * 1024 * 1024;
/** Parts that each of several readers is to have at least. */
const EACH = 2;

/** What all parts of a source have in common. */
export type Whole = Omit<Part, keyof Cut>;

/** The parts of a source of `size` bytes for so many readers; one where it is too small for more. */
export function partsOf(whole: Whole, size: number, readers: number): Part[] {
	const start = whole.head.length;
	const fair = Math.ceil((size - start) / (readers * EACH));
	const length = Math.min(LARGEST, Math.max(SMALLEST, fair));
	const count = Math.max(1, Math.ceil((size - start) / length));
	return Array.from({ length: count }, (_, number) => {
		const from = start + number * length;
		const to = number === count - 1 ? Number.MAX_SAFE_INTEGER : from + length;
		return { ...whole, from, to, isCut: number === 0, bytes: null };
	});
}
