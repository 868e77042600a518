import type { Batch } from '#arrow/batch.ts';
import type { FailureKind } from '#lib/failure.ts';
import type { Account, Facts } from './account.ts';
import type { Cut } from './cut-parts.ts';
import type { Whole } from './parts-of.ts';
import type { Preview } from './preview.ts';
import type { Part } from './read-part.ts';
import type { ImportSettings } from './import-settings.ts';
import type { Note, Receipt, Reject } from './receipt.ts';
import type { Standing } from './sink.ts';
import type { Identity } from './source.ts';

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

/** A source to read parts of. */
export type PartedSource = Pick<ReadRequest, 'blob' | 'name'>;

/** A source to look at the beginning of. */
export type LookRequest = Omit<ReadRequest, 'modified'>;

/** What the page asks of a reading thread. */
export type ReadOrder =
	/** Recognises a source. Answered by `opened`. */
	| { type: 'open'; request: ReadRequest }
	/** Shows what the beginning of a source would be read as. Answered by `seen`. */
	| { type: 'look'; number: number; request: LookRequest }
	/** Hashes the source that was opened. Answered by `identified`. */
	| { type: 'identify' }
	/** Reads all of the source that was opened and identified. Answered by batches and `done`. */
	| { type: 'read' }
	/** Cuts the next part of the source that was opened. Answered by `cut`. */
	| { type: 'cut'; number: number }
	/** Turns to the source whose parts are read next. */
	| { type: 'turn to'; source: PartedSource }
	/** Forgets the source that was opened, and the one whose parts were read: much memory may hang on them. */
	| { type: 'rest' }
	/** Reads a part and keeps its rows. Answered by `parsed`. */
	| { type: 'part'; number: number; part: Part }
	/** Sends the rows of a part that was read. Answered by batches and `account`. */
	| { type: 'place'; number: number; standing: Standing }
	/** Reads a part whose place is known, and sends its rows. Answered by batches and `account`. */
	| { type: 'on'; number: number; part: Part; standing: Standing }
	/** Says that the oldest batch was taken in. */
	| { type: 'taken' };

/** How to read a source in parts, and what its receipt then says. */
export interface PartedOpenness {
	whole: Whole;
	facts: Facts;
	/** Whether its parts have to be cut. */
	isCut: boolean;
}

/** What a look at a source shows, or why it shows nothing; what else is under way goes on. */
export type Seen = { preview: Preview } | { failure: { kind: FailureKind; message: string } };

/** The next part that was cut. */
export interface CutAnswer {
	type: 'cut';
	number: number;
	/** Null behind the last. */
	cut: Cut | null;
	/** Bytes as given that were read for it and those before. */
	consumed: number;
	/** What was said of the compression so far. */
	notes: Note[];
}

/** What a reading thread answers. It reads on while not too much waits to be taken. */
export type ReadAnswer =
	/** `parts` is null where it has to be read in one go. */
	| { type: 'opened'; parts: PartedOpenness | null }
	| { type: 'seen'; number: number; seen: Seen }
	| { type: 'hashed'; bytes: number }
	| { type: 'identified'; identity: Identity }
	| { type: 'batch'; batch: Batch }
	| { type: 'progress'; bytes: number }
	/** Some of the rejects that belong to the account, or the receipt, which follows; that has none itself. */
	| { type: 'rejects'; rejects: Reject[] }
	| { type: 'done'; receipt: Receipt }
	| CutAnswer
	| { type: 'parsed'; number: number; records: number; turned: boolean }
	| { type: 'account'; number: number; account: Account }
	| { type: 'failed'; kind: FailureKind; message: string };
