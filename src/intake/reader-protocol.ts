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

/** Says that an answer was taken in; the reading goes on then. */
export const TAKEN = 'taken';

/** What the reading thread answers; `opened` and `batch` wait for {@link TAKEN}. */
export type ReadAnswer =
	| { type: 'opened'; facts: SourceFacts }
	| { type: 'batch'; batch: Batch }
	| { type: 'progress'; bytes: number }
	| { type: 'done'; receipt: Receipt }
	| { type: 'failed'; kind: FailureKind; message: string };
