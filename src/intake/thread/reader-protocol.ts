import type { Batch } from '#tables/batch.ts';
import type { FormatFacts } from '#datasets/format-facts.ts';
import type { FailureKind } from '#lib/failure.ts';
import type { YearPlan } from '#lib/settled-years.ts';
import type { Account, ReceiptFacts } from '../record/account.ts';
import type { Cut } from '../parallel/cut-parts.ts';
import type { Whole } from '../parallel/parts-of.ts';
import type { Preview } from '../reading/preview.ts';
import type { PartRequest } from '../parallel/read-part.ts';
import type { LookRequest, NamedBlob, ReadRequest } from '../record/read-request.ts';
import type { Note, Receipt, Reject } from '../record/receipt.ts';
import type { PartOrigin } from '../record/writers.ts';
import type { Identity } from '../bytes/source.ts';

/** What the page asks of a reading thread. */
export type ReadOrder =
	/** Says which formats there are. Answered by `formats`. */
	| { type: 'formats' }
	/** Recognises a source. Answered by `opened`. */
	| { type: 'open'; request: ReadRequest }
	/** Shows what the beginning of a source would be read as. Answered by `seen`. */
	| { type: 'look'; number: number; request: LookRequest }
	/** Hashes the source that was opened. Answered by `identified`. */
	| { type: 'identify' }
	/** Reads all of the source that was opened and identified. Answered by batches, `restart` and `done`. */
	| { type: 'read' }
	/** Reads it in one go, with times that name no year of these; null to find them as ever. Answered by batches and `done`. */
	| { type: 'read with'; years: YearPlan | null }
	/** Cuts the next part of the source that was opened. Answered by `cut`. */
	| { type: 'cut'; number: number }
	/** Turns to the source whose parts are read next. */
	| { type: 'turn to'; source: NamedBlob }
	/** Forgets the source that was opened, and the one whose parts were read: much memory may hang on them. */
	| { type: 'rest' }
	/** Reads a part and keeps its rows. Answered by `parsed`. */
	| { type: 'part'; number: number; part: PartRequest }
	/** Sends the rows of a part that was read. Answered by batches and `account`. */
	| { type: 'place'; number: number; standing: PartOrigin }
	/** Reads a part whose place is known, and sends its rows. Answered by batches and `account`. */
	| { type: 'on'; number: number; part: PartRequest; standing: PartOrigin }
	/** Says that the oldest batch was taken in. */
	| { type: 'taken' };

/** How to read a source in parts, and what its receipt then says. */
export interface PartedOpenness {
	whole: Whole;
	facts: ReceiptFacts;
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
	| { type: 'formats'; formats: readonly FormatFacts[] }
	/** `parts` is null where it has to be read in one go. */
	| { type: 'opened'; parts: PartedOpenness | null }
	| { type: 'seen'; number: number; seen: Seen }
	| { type: 'hashed'; bytes: number }
	| { type: 'identified'; identity: Identity }
	| { type: 'batch'; batch: Batch }
	/** The rows so far are void. */
	| { type: 'restart' }
	| { type: 'progress'; bytes: number }
	/** Some of the rejects that belong to the account, or the receipt, which follows; that has none itself. */
	| { type: 'rejects'; rejects: Reject[] }
	| { type: 'done'; receipt: Receipt }
	| CutAnswer
	| { type: 'parsed'; number: number; records: number; turned: boolean }
	| { type: 'account'; number: number; account: Account }
	| { type: 'failed'; kind: FailureKind; message: string };
