import { Failure, messageOf } from '#lib/failure.ts';
import type { RecordReader, Sink } from '../format.ts';
import { OpenBytes } from './open-bytes.ts';

/** What a format does with the blocks of a binary source. */
export interface BlockHandler {
	/**
	 * Bytes of the block that begins at `start`. Where its head is not all there, the bytes of the head: the
	 * same question comes again once they are. A `Failure` says that nothing from here on can be cut into
	 * blocks; the rest of the source becomes one rejected record. So a handler bounds the length.
	 */
	measure(bytes: Uint8Array, start: number, end: number): number;
	/** True where the block is a record; what any other says about those that follow is kept here. */
	isRecord(bytes: Uint8Array, start: number, end: number): boolean;
	/** Reads one record, the whole block. A `Failure` that it throws rejects the record. */
	record(bytes: Uint8Array, start: number, end: number): void;
}

/** Cuts a source into blocks that say how long they are, and hands those that are records to the handler. */
export function blocks(sink: Sink, handler: BlockHandler): RecordReader {
	return new BlockReader(sink, handler);
}

class BlockReader implements RecordReader {
	readonly #sink: Sink;
	readonly #handler: BlockHandler;
	/** A block whose end has not come. */
	readonly #open = new OpenBytes();
	/** Bytes behind the last whole block; of a source that is lost they are not kept. */
	#openLength = 0;
	/** Bytes that must be there before the handler is asked again. */
	#needed = 1;
	/** Offset in the source of the first byte that is not yet handed over. */
	#offset = 0;
	/** Why the rest of the source cannot be read; null while it can. */
	#lost: string | null = null;

	constructor(sink: Sink, handler: BlockHandler) {
		this.#sink = sink;
		this.#handler = handler;
	}

	push(chunk: Uint8Array): void {
		this.#openLength += chunk.length;
		if (this.#lost !== null) return;
		if (this.#openLength < this.#needed) return this.#open.keep(chunk);
		const bytes = this.#open.take(chunk);
		const rest = this.#readBlocks(bytes);
		this.#offset += rest;
		this.#openLength = bytes.length - rest;
		if (this.#lost === null) this.#open.keep(bytes.subarray(rest));
	}

	end(): void {
		if (this.#openLength === 0) return;
		const there = this.#openLength;
		this.#sink.begin(this.#offset, there);
		this.#sink.reject(
			this.#lost ?? `the file ends after ${there} of at least ${this.#needed} bytes of this block`
		);
		this.#sink.settle();
	}

	/** Reads what is whole; answers where the first block begins that is not. */
	#readBlocks(bytes: Uint8Array): number {
		let start = 0;
		while (start < bytes.length) {
			const length = this.#measure(bytes, start);
			if (length === null) return start;
			this.#needed = length;
			if (start + length > bytes.length) return start;
			this.#readBlock(bytes, start, start + length);
			start += length;
		}
		this.#needed = 1;
		return start;
	}

	#measure(bytes: Uint8Array, start: number): number | null {
		try {
			return this.#handler.measure(bytes, start, bytes.length);
		} catch (error) {
			this.#lost = `${reasonOf(error)}; nothing from here on can be read`;
			return null;
		}
	}

	#readBlock(bytes: Uint8Array, start: number, end: number): void {
		if (!this.#handler.isRecord(bytes, start, end)) return;
		this.#sink.begin(this.#offset + start, end - start);
		try {
			this.#handler.record(bytes, start, end);
		} catch (error) {
			this.#sink.reject(reasonOf(error));
		}
		this.#sink.settle();
	}
}

function reasonOf(error: unknown): string {
	if (error instanceof Failure) return messageOf(error);
	throw error;
}
