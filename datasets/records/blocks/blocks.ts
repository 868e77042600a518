import { Failure, messageOf } from '#lib/failure.ts';
import type { Cutter, RecordReader, Sink } from '../../format.ts';
import { BlockWalk, type Measure } from './block-walk.ts';

/** What a format does with the blocks of a binary source. */
export interface BlockHandler {
	/** Where it throws, the rest of the source becomes one rejected record. */
	measure: Measure;
	/** True where the block is a record; what any other says about those that follow is kept here. */
	isRecord(bytes: Uint8Array, start: number, end: number): boolean;
	/** Reads one record, the whole block. A `Failure` that it throws rejects the record. */
	record(bytes: Uint8Array, start: number, end: number): void;
}

/** Cuts a source into blocks, and hands those that are records to the handler. */
export function blocks(sink: Sink, handler: BlockHandler): RecordReader {
	return new BlockReader(sink, handler);
}

/** Finds the ends of blocks; `measure` knows what stands in front of the first. */
export function blockCutter(measure: Measure): Cutter {
	const walk = new BlockWalk(measure);
	return {
		push(chunk) {
			const before = walk.offset + walk.openLength;
			walk.push(chunk, () => undefined);
			return walk.lost === null ? Math.max(0, walk.offset - before) : null;
		}
	};
}

class BlockReader implements RecordReader {
	readonly #sink: Sink;
	readonly #handler: BlockHandler;
	readonly #walk: BlockWalk;
	readonly #each = (bytes: Uint8Array, start: number, end: number) =>
		this.#readBlock(bytes, start, end);

	constructor(sink: Sink, handler: BlockHandler) {
		this.#sink = sink;
		this.#handler = handler;
		this.#walk = new BlockWalk((bytes, start, end) => handler.measure(bytes, start, end));
	}

	push(chunk: Uint8Array): void {
		this.#walk.push(chunk, this.#each);
	}

	end(): void {
		const { offset, openLength, needed, lost } = this.#walk;
		if (openLength === 0) return;
		this.#sink.begin(offset, openLength);
		this.#sink.reject(
			lost ?? `the file ends after ${openLength} of at least ${needed} bytes of this block`
		);
		this.#sink.settle();
	}

	#readBlock(bytes: Uint8Array, start: number, end: number): void {
		if (!this.#handler.isRecord(bytes, start, end)) return;
		this.#sink.begin(this.#walk.offset + start, end - start);
		try {
			this.#handler.record(bytes, start, end);
		} catch (error) {
			if (!(error instanceof Failure)) throw error;
			this.#sink.reject(messageOf(error));
		}
		this.#sink.settle();
	}
}
