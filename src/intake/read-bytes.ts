import type { Batch } from '#arrow/batch.ts';
import { headOf, recognise } from './recognise.ts';
import { readSource, type ImportSettings } from './read-source.ts';
import type { Receipt } from './receipt.ts';
import { openSource, type Bytes } from './source.ts';

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
	/** Bytes as given that were read so far. */
	onProgress?(bytes: number): void;
	signal?: AbortSignal;
}

/**
 * From bytes to receipt: hash, recognise, read.
 * @param now milliseconds since 1970, the latest that an event without a year can be of
 * @throws `input not recognised`; `usage` for a format that does not exist; `cancelled`
 */
export async function readBytes(
	bytes: Bytes,
	settings: ImportSettings,
	now: number,
	handlers: ReadHandlers
): Promise<Receipt> {
	const source = await openSource(bytes, now);
	const chosen = recognise(headOf(source.head, source.headIsWhole), settings.as);
	const { sourceId, sha256 } = source;
	await handlers.onOpened({ sourceId, sha256, bytes: source.bytes });
	const { onBatch, onProgress, signal } = handlers;
	return readSource({ source, chosen, settings, onBatch, onProgress, signal });
}
