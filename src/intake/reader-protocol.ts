import type { Batch } from '#arrow/batch.ts';
import type { FailureKind } from '#lib/failure.ts';
import type { Account, Facts } from './account.ts';
import type { Whole } from './parts-of.ts';
import type { SourceFacts } from './read-bytes.ts';
import type { Part } from './read-part.ts';
import type { ImportSettings } from './read-source.ts';
import type { Receipt } from './receipt.ts';

/** A source to read, as the page has it. */
export interface ReadRequest {
	blob: Blob;
	name: string;
	/** Milliseconds since 1970; null where not known. */
	modified: number | null;
	settings: ImportSettings;
	/** Milliseconds since 1970. */
	now: number;
}

/** What the page asks of a reading thread. */
export type ReadOrder =
	/** Hashes and recognises a source. Answered by `opened`. */
	| { type: 'open'; request: ReadRequest }
	/** Reads all of the source that was opened. Answered by batches and `done`. */
	| { type: 'read' }
	/** Reads a part and keeps its rows. Answered by `parsed`. */
	| { type: 'part'; number: number; part: Part; blob: Blob; name: string }
	/** Sends the rows of a part that was read. Answered by batches and `account`. */
	| { type: 'place'; number: number; before: number }
	/** Reads a part whose place is known, and sends its rows. Answered by batches and `account`. */
	| { type: 'on'; number: number; part: Part; before: number; blob: Blob; name: string }
	/** Says that the oldest batch was taken in. */
	| { type: 'taken' };

/** What becomes possible once a source was opened. */
export interface Openness {
	facts: SourceFacts;
	/** How to read it in parts, and what its receipt then says; null where it has to be read in one go. */
	parts: { whole: Whole; facts: Facts } | null;
}

/** What a reading thread answers. It reads on while not too much waits to be taken. */
export type ReadAnswer =
	| { type: 'opened'; opened: Openness }
	| { type: 'batch'; batch: Batch }
	| { type: 'hashed'; bytes: number }
	| { type: 'progress'; bytes: number }
	| { type: 'done'; receipt: Receipt }
	| { type: 'parsed'; number: number; records: number; turned: boolean }
	| { type: 'account'; number: number; account: Account }
	| { type: 'failed'; kind: FailureKind; message: string };
