import type { Format } from '#datasets/format.ts';
import { markLength } from '#lib/bytes.ts';
import type { Part } from './read-part.ts';
import type { ImportSettings } from './read-source.ts';
import { headOf } from './recognise.ts';
import type { Opened } from './source.ts';

/** Parts are as large as gives the database batches that it likes, in bytes. */
const LARGEST = 16 * 1024 * 1024;
const SMALLEST = 2 * 1024 * 1024;
/** Parts that each of several readers is to have at least. */
const EACH = 2;

/** What all parts of a source have in common. */
export type Whole = Omit<Part, 'from' | 'to'>;

/** What the parts of a source have in common; null where it has to be read in one go. */
export function wholeOf(source: Opened, format: Format, settings: ImportSettings): Whole | null {
	// All of a source's own columns make one view, which a reader of all of it names best; and where a year is
	// given, the records before decide whether it has turned.
	if (source.compression !== null || settings.native || settings.year !== null) return null;
	const length = format.parts?.(headOf(source.head, source.headIsWhole)) ?? null;
	if (length === null || markLength(source.head) > 0) return null;
	const { sourceId, latest } = source;
	return { sourceId, latest, format: format.name, settings, head: source.head.slice(0, length) };
}

/** The parts of a source of `size` bytes for so many readers; one where it is too small for more. */
export function partsOf(whole: Whole, size: number, readers: number): Part[] {
	const start = whole.head.length;
	const fair = Math.ceil((size - start) / (readers * EACH));
	const length = Math.min(LARGEST, Math.max(SMALLEST, fair));
	const count = Math.max(1, Math.ceil((size - start) / length));
	return Array.from({ length: count }, (_, number) => {
		const from = start + number * length;
		return { ...whole, from, to: number === count - 1 ? Number.MAX_SAFE_INTEGER : from + length };
	});
}
