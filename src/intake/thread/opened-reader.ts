import type { YearPlan } from '#lib/settled-years.ts';
import { blobBytes } from '../bytes/blob-bytes.ts';
import { cutParts, type Cut } from '../parallel/cut-parts.ts';
import { held } from '../bytes/held-bytes.ts';
import { identify } from '../bytes/identify.ts';
import { Remarks } from '../record/remarks.ts';
import { inPartsOf, type InParts } from '../parallel/parting.ts';
import { partLength } from '../parallel/parts-of.ts';
import { find } from '../reading/read-bytes.ts';
import {
	factsOf,
	hasOwnColumns,
	readSource,
	readWith,
	type ReadingPlan,
	type ReadingRequest
} from '../record/read-source.ts';
import type { ReadRequest } from '../record/read-request.ts';
import type { CutAnswer, PartedOpenness } from './reader-protocol.ts';
import type { Receipt } from '../record/receipt.ts';
import type { Bytes, Identity, NoteTaker, Opened } from '../bytes/source.ts';
import { threadCount } from '../parallel/thread-count.ts';

/** Who hears of a reading. */
type Heard = Pick<ReadingRequest, 'onBatch' | 'onRestart' | 'onProgress'>;

/**
 * A source that was recognised, and all that can be done with it from then on, in any order but this one's. It may
 * be held in memory, and is to be forgotten once it was read.
 */
export class OpenedReader {
	/** How it is read in parts; null where it has to be read in one go. */
	readonly parts: PartedOpenness | null;
	readonly #bytes: Bytes;
	readonly #found: ReadingPlan;
	readonly #inParts: InParts | null;
	#identity: Identity | null = null;
	#cuts: AsyncGenerator<Cut> | null = null;
	readonly #remarks = new Remarks();

	static async open({ blob, name, modified, settings, now }: ReadRequest): Promise<OpenedReader> {
		const bytes = held(blobBytes(blob, name, modified));
		return new OpenedReader(bytes, await find(bytes, settings, now));
	}

	private constructor(bytes: Bytes, found: ReadingPlan) {
		const { source, chosen, settings } = found;
		this.#bytes = bytes;
		this.#found = found;
		this.#inParts = inPartsOf(source, chosen.format, settings);
		this.parts = this.#inParts === null ? null : opennessOf(found, this.#inParts);
	}

	async identify(onHashed: (bytes: number) => void): Promise<Identity> {
		this.#identity = await identify(this.#bytes, onHashed);
		return this.#identity;
	}

	/** Reads all of it; not before it was identified. */
	read(heard: Heard): Promise<Receipt> {
		return readSource({ ...this.#found, identity: this.#identity!, ...heard });
	}

	/** The same with times that name no year of these. */
	readWith(years: YearPlan | null, heard: Heard): Promise<Receipt> {
		return readWith({ ...this.#found, identity: this.#identity!, ...heard }, years);
	}

	/** The next part of a source whose parts have to be cut. */
	async nextCut(): Promise<Omit<CutAnswer, 'type' | 'number'>> {
		const { source } = this.#found;
		this.#cuts ??= cutsOf(source, this.#inParts!, this.#remarks);
		const { value, done } = await this.#cuts.next();
		const cut = done === true ? null : value;
		return { cut, consumed: source.consumed, notes: this.#remarks.notes };
	}
}

/** Bytes of a part of a source whose length is not known: what gives the database batches that it likes. */
const USUAL = 8 * 1024 * 1024;

function cutsOf(source: Opened, { whole, cutter }: InParts, notes: NoteTaker): AsyncGenerator<Cut> {
	const { compression, bytes } = source;
	// A source that has grown meanwhile is read on behind its end.
	const sizeAt = (from: number) =>
		compression === null && from < bytes
			? Math.min(USUAL, partLength(bytes - from, threadCount()))
			: USUAL;
	return cutParts(source.chunks(notes), cutter!, whole.head.length, sizeAt);
}

function opennessOf(found: ReadingPlan, { whole, cutter }: InParts): PartedOpenness {
	const own = hasOwnColumns(found) ? 'on demand' : 'none';
	return { whole, facts: factsOf(found, own), isCut: cutter !== null };
}
