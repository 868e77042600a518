import { asideText } from './set-aside.ts';
import type { Collection, RecordWords } from './collection.ts';
import type { Kept } from './collections.ts';

/** How much of one kind is kept. */
export interface MeasuredCollection {
	/** Its name. */
	collection: string;
	words: RecordWords;
	records: number;
	/** Files by their bytes, all else as the bytes of its text; the browser needs more, or packs it. */
	bytes: number;
}

export function measured(
	{ name, words }: Pick<Collection, 'name' | 'words'>,
	kept: readonly Kept[]
): MeasuredCollection {
	const bytes = kept.reduce((sum, { value }) => sum + bytesIn(value), 0);
	return { collection: name, words, records: kept.length, bytes };
}

function bytesIn(value: unknown): number {
	const blobs = Object.values(value ?? {}).filter((part) => part instanceof Blob);
	const text = new TextEncoder().encode(asideText(value)).length;
	return blobs.reduce((sum, { size }) => sum + size, text);
}
