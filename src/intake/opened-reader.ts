import { blobBytes } from './blob-bytes.ts';
import { cutParts, type Cut } from './cut-parts.ts';
import { identify } from './identify.ts';
import type { OnBatch } from './in-parts.ts';
import { NoteCounts } from './note-counts.ts';
import { inPartsOf, type InParts } from './parting.ts';
import { find, type Found } from './read-bytes.ts';
import { factsOf, hasOwnColumns, readSource } from './read-source.ts';
import type { CutAnswer, PartedOpenness, ReadRequest } from './reader-protocol.ts';
import type { Receipt } from './receipt.ts';
import type { Bytes, Identity } from './source.ts';

/** A source that was recognised, and all that can be done with it from then on, in any order but this one's. */
export class OpenedReader {
	/** How it is read in parts; null where it has to be read in one go. */
	readonly parts: PartedOpenness | null;
	readonly #bytes: Bytes;
	readonly #found: Found;
	readonly #inParts: InParts | null;
	#identity: Identity | null = null;
	#cuts: AsyncGenerator<Cut> | null = null;
	readonly #notes = new NoteCounts();

	static async open({ blob, name, modified, settings, now }: ReadRequest): Promise<OpenedReader> {
		const bytes = blobBytes(blob, name, modified);
		return new OpenedReader(bytes, await find(bytes, settings, now));
	}

	private constructor(bytes: Bytes, found: Found) {
		const { source, chosen, settings } = found;
		this.#bytes = bytes;
		this.#found = found;
		this.#inParts = inPartsOf(source, chosen.format, settings);
		this.parts = this.#partedOpenness();
	}

	async identify(onHashed: (bytes: number) => void): Promise<Identity> {
		this.#identity = await identify(this.#bytes, onHashed);
		return this.#identity;
	}

	/** Reads all of it; not before it was identified. */
	read(onBatch: OnBatch, onProgress: (bytes: number) => void): Promise<Receipt> {
		return readSource({ ...this.#found, identity: this.#identity!, onBatch, onProgress });
	}

	/** The next part of a source whose parts have to be cut. */
	async nextCut(): Promise<Omit<CutAnswer, 'type' | 'number'>> {
		const { source } = this.#found;
		const { whole, cutter } = this.#inParts!;
		this.#cuts ??= cutParts(source.chunks(this.#notes), cutter!, whole.head.length);
		const { value, done } = await this.#cuts.next();
		const cut = done === true ? null : value;
		return { cut, consumed: source.consumed, notes: this.#notes.all };
	}

	#partedOpenness(): PartedOpenness | null {
		if (this.#inParts === null) return null;
		const { whole, cutter } = this.#inParts;
		const own = hasOwnColumns(this.#found) ? 'on demand' : 'none';
		return { whole, facts: factsOf(this.#found, own), isCut: cutter !== null };
	}
}
