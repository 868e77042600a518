import type { Batch } from '#arrow/batch.ts';
import { formatNamed, formats } from '#datasets/index.ts';
import { LF } from '#lib/bytes.ts';
import { accountOf, type Account } from './account.ts';
import { openSink, pushable, type ImportSettings } from './read-source.ts';
import type { RecordSink } from './sink.ts';
import type { Bytes } from './source.ts';
import { Span } from './span.ts';
import type { Writers } from './writers.ts';

/** The lines of a source that begin within a range of bytes, and what is needed to read them alone. */
export interface Part {
	/** Of the source, as of its receipt. */
	sourceId: string;
	/** Name of the format. */
	format: string;
	settings: ImportSettings;
	/** As of `Opened`. */
	latest: number;
	/** The bytes at the beginning of the source that each part is read behind. */
	head: Uint8Array;
	/** Where the first line may begin; the end of the head for the first part. */
	from: number;
	/** Where the last line has begun. */
	to: number;
}

/** A part that was read, and waits until it is known how many records stand before it. */
export class ReadPart {
	readonly #sink: RecordSink;
	readonly #span = new Span();

	constructor(sink: RecordSink) {
		this.#sink = sink;
	}

	get records(): number {
		return this.#sink.records;
	}

	/** Whether the parts behind it cannot be read alone after all. */
	get turned(): boolean {
		return this.#sink.turned;
	}

	/** Rows that wait to be taken. */
	get pending(): number {
		return this.#sink.pending;
	}

	/** The rows of tables of which at least `atLeast` wait, numbered behind `before` records. */
	take(before: number, atLeast = 1): Batch[] {
		this.#sink.before = before;
		const batches = this.#sink.take(atLeast);
		for (const batch of batches) this.#span.include(batch);
		return batches;
	}

	/** What became of the records of this part; rejects count from its own first record. */
	account(): Account {
		return accountOf(this.#sink, this.#span);
	}
}

/**
 * Reads the lines of a part.
 * @param writers of this source; what they hold is thrown away
 * @param onPiece called after each piece with the bytes that it had; the next is read once it has resolved
 */
export async function readPart(
	part: Part,
	bytes: Bytes,
	writers: Writers,
	onPiece: (read: ReadPart, bytes: number) => void | Promise<void> = () => undefined
): Promise<ReadPart> {
	const isFirst = part.from === part.head.length;
	const { settings, latest, head } = part;
	writers.clear();
	const sink = openSink({ name: bytes.name, latest }, settings, writers, !isFirst);
	const read = new ReadPart(sink);
	const reader = formatNamed(part.format).open(sink, formats);
	reader.push(head);
	sink.turned = false;
	for await (const { at, piece } of piecesOf(part, bytes, isFirst)) {
		// The reader counts from the head; what it counts stands further behind in the source.
		sink.shift ??= at - head.length;
		for (const small of pushable(piece)) {
			reader.push(small);
			await onPiece(read, small.length);
		}
	}
	reader.end();
	sink.settle();
	return read;
}

interface Piece {
	/** Where it begins in the source. */
	at: number;
	piece: Uint8Array;
}

/** The bytes of the lines of a part. A line that begins in it is in it to its end. */
async function* piecesOf(
	{ from, to }: Part,
	bytes: Bytes,
	isFirst: boolean
): AsyncGenerator<Piece> {
	let at = isFirst ? from : from - 1;
	// The byte before may be the end of a line, or stand within one that belongs to the part before.
	let within = !isFirst;
	for await (const chunk of bytes.stream(at)) {
		const start = within ? chunk.indexOf(LF) + 1 : 0;
		const end = at + chunk.length;
		if (!within || start > 0) {
			if (within && at + start >= to) return;
			within = false;
			const last = chunk.indexOf(LF, Math.max(start, to - 1 - at));
			const stop = last < 0 ? chunk.length : last + 1;
			if (stop > start) yield { at: at + start, piece: chunk.subarray(start, stop) };
			if (last >= 0) return;
		}
		at = end;
	}
}
