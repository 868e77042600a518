import type { Batch } from '#arrow/batch.ts';
import { headOf, recognise, type Chosen } from './recognise.ts';
import { readSource, type ImportSettings } from './read-source.ts';
import type { Receipt } from './receipt.ts';
import { openSource, type Bytes, type Opened } from './source.ts';

/** What is known of a source once its bytes were hashed, before the first row. */
export interface SourceFacts {
	sourceId: string;
	sha256: string;
	/** As given. */
	bytes: number;
}

export interface ReadHandlers {
	/** Called before the first row; what it throws ends the reading. */
	onOpened(facts: SourceFacts): void | Promise<void>;
	/** The next bytes are read once it has resolved. */
	onBatch(batch: Batch): void | Promise<void>;
	/** Bytes as given that were hashed so far, before anything is read. */
	onHashed?(bytes: number): void;
	/** Bytes as given that were read so far. */
	onProgress?(bytes: number): void;
	signal?: AbortSignal;
}

/** A source that was hashed and recognised, and how it is to be read. */
export interface Found {
	source: Opened;
	chosen: Chosen;
	settings: ImportSettings;
}

/**
 * Hashes a source and chooses its format.
 * @param now milliseconds since 1970, the latest that an event without a year can be of
 * @throws `input not recognised`; `usage` for a format that does not exist
 */
export async function find(
	bytes: Bytes,
	settings: ImportSettings,
	now: number,
	onHashed?: (bytes: number) => void
): Promise<Found> {
	const source = await openSource(bytes, now, onHashed);
	const chosen = recognise(headOf(source.head, source.headIsWhole), settings.as);
	return { source, chosen, settings };
}

export function sourceFacts({ source }: Found): SourceFacts {
	const { sourceId, sha256, bytes } = source;
	return { sourceId, sha256, bytes };
}

/**
 * From bytes to receipt: hash, recognise, read.
 * @throws as `find`, and `cancelled`
 */
export async function readBytes(
	bytes: Bytes,
	settings: ImportSettings,
	now: number,
	handlers: ReadHandlers
): Promise<Receipt> {
	const found = await find(bytes, settings, now, handlers.onHashed);
	await handlers.onOpened(sourceFacts(found));
	const { onBatch, onProgress, signal } = handlers;
	return readSource({ ...found, onBatch, onProgress, signal });
}
