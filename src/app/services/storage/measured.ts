import * as v from 'valibot';
import { asideText } from './set-aside.ts';
import type { Collection, RecordWords } from './collection.ts';
import type { Kept } from './collections.ts';

export interface Amount {
	records: number;
	/** Files by their bytes, all else as the bytes of its text; the browser needs more, or packs it. */
	bytes: number;
}

/** How much of one kind is kept. */
export interface MeasuredCollection extends Amount {
	/** Its name. */
	collection: string;
	words: RecordWords;
	/** What of it is of a case, by the name of the case. */
	byCase: ReadonlyMap<string, Amount>;
}

export function measured(
	collection: Pick<Collection, 'name' | 'words' | 'schema'>,
	kept: readonly Kept[]
): MeasuredCollection {
	const { name, words } = collection;
	const byCase = new Map<string, Amount>();
	let bytes = 0;
	for (const { value } of kept) {
		const size = bytesIn(value);
		bytes += size;
		const of = caseOf(collection, value);
		const before = byCase.get(of ?? '') ?? { records: 0, bytes: 0 };
		if (of !== null) byCase.set(of, { records: before.records + 1, bytes: before.bytes + size });
	}
	return { collection: name, words, records: kept.length, bytes, byCase };
}

/** Name of the case that a record is of, whatever its shape; null where it is of none. */
export function caseOf({ schema }: Pick<Collection, 'schema'>, value: unknown): string | null {
	const checked = v.safeParse(schema, value);
	const { workspace } = Object(checked.success ? checked.output : value) as { workspace?: unknown };
	return typeof workspace === 'string' ? workspace : null;
}

function bytesIn(value: unknown): number {
	const blobs = Object.values(value ?? {}).filter((part) => part instanceof Blob);
	const text = new TextEncoder().encode(asideText(value)).length;
	return blobs.reduce((sum, { size }) => sum + size, text);
}
