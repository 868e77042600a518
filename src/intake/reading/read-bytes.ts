import type { Batch } from '#tables/batch.ts';
import { held } from '../bytes/held-bytes.ts';
import { identify } from '../bytes/identify.ts';
import { containerIn } from './container.ts';
import type { Chosen } from '../record/chosen.ts';
import { headOf, recognise } from './recognise.ts';
import type { ImportSettings } from '../record/import-settings.ts';
import { readSource, type ReadingPlan } from '../record/read-source.ts';
import type { Receipt } from '../record/receipt.ts';
import { openSource, type Bytes, type Identity, type Opened } from '../bytes/source.ts';

export interface ReadHandlers {
	/** Called once the bytes were hashed, before the first row; what it throws ends the reading. */
	onOpened(identity: Identity): void | Promise<void>;
	/** The next bytes are read once it has resolved. */
	onBatch(batch: Batch): void | Promise<void>;
	/**
	 * Called where the end of a source tells that its times were given wrong years: the rows so far are void, and all come
	 * once more. Where left out, such a source is read twice before any row comes.
	 */
	onRestart?(): void | Promise<void>;
	/** Bytes as given that were hashed so far; some may be read meanwhile, of which nothing is heard. */
	onHashed?(bytes: number): void;
	/** Bytes as given that were read so far. */
	onProgress?(bytes: number): void;
	signal?: AbortSignal;
}

/**
 * Chooses the format of a source.
 * @param now milliseconds since 1970, the latest that an event without a year can be of
 * @throws `input not recognised`; `usage` for a format that does not exist
 */
export async function find(
	bytes: Bytes,
	settings: ImportSettings,
	now: number
): Promise<ReadingPlan> {
	const source = await openSource(bytes, now);
	const chosen = await choose(source, settings.as);
	return { source, chosen, settings };
}

/** Where the first line is longer than what is looked at, it is one that nobody can read, and the next ones tell. */
async function choose(source: Opened, as: string | null): Promise<Chosen> {
	const head = headOf(source.head, source.headIsWhole);
	try {
		return recognise(head, as);
	} catch (error) {
		const isLong = head.lines.length === 0 && !head.whole && containerIn(head.bytes) === null;
		const later = isLong ? await source.headBehindLine() : null;
		if (later === null) throw error;
		return recognise(headOf(later.head, later.whole), as);
	}
}

/**
 * From bytes to receipt: recognise, hash, read.
 * @throws as `find`, and `cancelled`
 */
export async function readBytes(
	bytes: Bytes,
	settings: ImportSettings,
	now: number,
	handlers: ReadHandlers
): Promise<Receipt> {
	const kept = held(bytes);
	const found = await find(kept, settings, now);
	const identity = await identify(kept, handlers.onHashed);
	await handlers.onOpened(identity);
	const { onBatch, onRestart, onProgress, signal } = handlers;
	return readSource({ ...found, identity, onBatch, onRestart, onProgress, signal });
}
