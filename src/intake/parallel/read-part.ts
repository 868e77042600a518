import { LF } from '#lib/ascii.ts';
import type { Batch } from '#tables/batch.ts';
import { formatNamed, formats } from '#datasets/index.ts';
import { accountOf, type Account } from '../record/account.ts';
import type { ImportSettings } from '../record/import-settings.ts';
import { openSink, pushable } from '../record/read-source.ts';
import type { RecordSink } from '../record/sink.ts';
import { decompressedFrom, type Bytes, type NoteTaker, type Opened } from '../bytes/source.ts';
import { RowSpan } from '../record/span.ts';
import type { PartOrigin, Writers } from '../record/writers.ts';

/** The records of a source that begin within a range of bytes, and what is needed to read them alone. */
export interface PartRequest {
	/** Name of the format. */
	format: string;
	settings: ImportSettings;
	/** As of `Opened`. */
	latest: number;
	compression: Opened['compression'];
	/** The bytes at the beginning of the source that each part is read behind. */
	head: Uint8Array;
	/** Where the first record may begin; the end of the head for the first part. */
	from: number;
	/** Where the last one has begun. */
	to: number;
	/** Whether the first record begins there exactly; else it is the next line that does. */
	isCut: boolean;
	/** The bytes from the one to the other, where they were cut there; null where they are to be asked for. */
	bytes: Uint8Array | null;
}

/** A part that was read, and waits until it is known how many records stand before it. */
export class ReadPart {
	readonly #sink: RecordSink;
	readonly #span = new RowSpan();
	/** Records before it. */
	#before = 0;

	constructor(sink: RecordSink) {
		this.#sink = sink;
	}

	get records(): number {
		return this.#sink.count.records;
	}

	/** Whether the parts behind it cannot be read alone after all. */
	get turned(): boolean {
		return this.#sink.remarks.turned;
	}

	/** Rows that wait to be taken. */
	get pending(): number {
		return this.#sink.writers.pending;
	}

	/** The rows of tables of which at least `atLeast` wait, as those of a source and behind its records before. */
	take(standing: PartOrigin, atLeast = 1): Batch[] {
		this.#before = standing.before;
		const { writers } = this.#sink;
		writers.stand(standing);
		const batches = writers.take(atLeast);
		for (const batch of batches) this.#span.include(batch);
		return batches;
	}

	/** What became of the records of this part, which `take` has said where they stand. */
	account(): Account {
		const account = accountOf(this.#sink, this.#span);
		const placed = <Of extends { record: number }>(of: Of) => ({
			...of,
			record: of.record + this.#before
		});
		const { rejects, leading } = account;
		return { ...account, rejects: rejects.map(placed), leading: leading.map(placed) };
	}
}

/**
 * Reads the records of a part.
 * @param writers of this source; what they hold is thrown away
 * @param onPiece called after each piece with the bytes that it had; the next is read once it has resolved
 */
export async function readPart(
	part: PartRequest,
	bytes: Bytes,
	writers: Writers,
	onPiece: (read: ReadPart, bytes: number) => void | Promise<void> = () => undefined
): Promise<ReadPart> {
	const isFirst = part.from === part.head.length;
	const { settings, latest, head } = part;
	writers.clear();
	const sink = openSink({ name: bytes.name, latest }, settings, writers, { continues: !isFirst });
	const read = new ReadPart(sink);
	const reader = formatNamed(part.format).open(sink, formats);
	sink.leading.see(head);
	reader.push(head);
	sink.remarks.turned = false;
	for await (const { at, piece } of piecesOf(part, bytes, sink)) {
		// The reader counts from the head; what it counts stands further behind in the source.
		sink.shift ??= at - head.length;
		for (const small of pushable(piece)) {
			sink.leading.see(small);
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

/** The bytes of the records of a part. A line that begins in it is in it to its end. */
async function* piecesOf(part: PartRequest, bytes: Bytes, notes: NoteTaker): AsyncGenerator<Piece> {
	const { from, to, isCut, compression } = part;
	if (part.bytes !== null) return yield { at: from, piece: part.bytes };
	let at = isCut ? from : from - 1;
	// The byte before may be the end of a line, or stand within one that belongs to the part before.
	let within = !isCut;
	for await (const chunk of decompressedFrom(at, bytes, compression, notes)) {
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
