import type { Cutter, Format } from '#datasets/format.ts';
import { lineCutter } from '#datasets/framing/line-cutter.ts';
import { markLength } from '#lib/bytes.ts';
import type { Cut } from './cut-parts.ts';
import type { Part } from './read-part.ts';
import type { ImportSettings } from './read-source.ts';
import { headOf } from './recognise.ts';
import type { Opened } from './source.ts';

/** Parts are as large as gives the database batches that it likes, in bytes. */
const LARGEST = 16 * 1024 * 1024;
const SMALLEST = 2 * 1024 * 1024;
/** Parts that each of several readers is to have at least. */
const EACH = 2;
/** Bytes, as given, of a source that is worth more than one thread where it has to be cut. */
const LEAST_CUT = 1024 * 1024;

/** What all parts of a source have in common. */
export type Whole = Omit<Part, keyof Cut>;

/** How a source is read in parts. */
export interface InParts {
	whole: Whole;
	/** What has to cut it, from its first byte on; null where a part finds its own beginning. */
	cutter: Cutter | null;
}

/** How to read a source in parts; null where it has to be read in one go. */
export function inPartsOf(
	source: Opened,
	format: Format,
	settings: ImportSettings
): InParts | null {
	// All of a source's own columns make one view, which a reader of all of it names best; and where a year is
	// given, the records before decide whether it has turned.
	if (settings.native || settings.year !== null) return null;
	const head = headOf(source.head, source.headIsWhole);
	const parting = format.parts?.(head) ?? null;
	if (parting === null || markLength(source.head) > 0) return null;
	const { latest, compression } = source;
	const own = parting.cutter?.(head) ?? null;
	const cutter = own ?? (compression === null ? null : lineCutter);
	if (cutter !== null && source.bytes < LEAST_CUT) return null;
	const start = source.head.slice(0, parting.head);
	return { whole: { latest, compression, format: format.name, settings, head: start }, cutter };
}

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
