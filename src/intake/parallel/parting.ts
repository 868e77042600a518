import type { Cutter, Format } from '#datasets/format.ts';
import { lineCutter } from '#datasets/records/lines/line-cutter.ts';
import { markLength } from '#lib/bytes.ts';
import type { ImportSettings } from '../record/import-settings.ts';
import type { Whole } from './parts-of.ts';
import { headOf } from '../reading/recognise.ts';
import type { Opened } from '../bytes/source.ts';

/** Bytes, as given, of a source that is worth more than one thread where it has to be cut. */
const LEAST_CUT = 1024 * 1024;

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
