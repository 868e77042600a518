import type { Batch } from '#arrow/batch.ts';
import type { FailureKind } from '#lib/failure.ts';
import type { SourceFacts } from './read-bytes.ts';
import type { ImportSettings } from './read-source.ts';
import type { Receipt } from './receipt.ts';

/** What the page asks of the reading thread. */
export interface ReadRequest {
	blob: Blob;
	name: string;
	/** Milliseconds since 1970; null where not known. */
	modified: number | null;
	settings: ImportSettings;
	/** Milliseconds since 1970. */
	now: number;
}

/** Says that the oldest `opened` or `batch` was taken in. */
export const TAKEN = 'taken';

/**
 * What the reading thread answers. It goes on behind `opened` once that was {@link TAKEN}, and behind a `batch`
 * while not too much waits to be taken.
 */
export type ReadAnswer =
	| { type: 'opened'; facts: SourceFacts }
	| { type: 'batch'; batch: Batch }
	| { type: 'progress'; bytes: number }
	| { type: 'done'; receipt: Receipt }
	| { type: 'failed'; kind: FailureKind; message: string };
