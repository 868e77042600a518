import { LF } from '#lib/ascii.ts';
import { concatenated } from '#lib/bytes.ts';
import type { RecordReader } from '../../format.ts';
import { lines } from '../lines/lines.ts';
import type { RecordAccount } from '../record-account.ts';
import { refuse } from '../refuse.ts';

/** What a format does with records of several lines each. */
export interface TextBlockHandler {
	/**
	 * What a line is: the first of a block, one of those that follow it, or nothing (a rule between blocks), which
	 * also ends the block before.
	 */
	kind(bytes: Uint8Array, start: number, end: number): 'first' | 'further' | 'between';
	/**
	 * Reads one record: its lines, each but the last with one LF behind it. A `Failure` that it throws rejects the
	 * record.
	 */
	block(bytes: Uint8Array): void;
}

/** Bytes of a block at most: what is longer has lost the beginning of the next. */
const MAX_BLOCK = 1 << 16;
const lineFeed = Uint8Array.of(LF);

/**
 * Cuts a text into blocks of lines. A blank line ends a block; lines behind it that no first line precedes are a
 * block of their own, so that nothing vanishes.
 */
export function textBlocks(sink: RecordAccount, handler: TextBlockHandler): RecordReader {
	const blocks = new OpenBlock(sink, handler);
	return lines(blocks, {
		skip: (bytes, start, end) => {
			if (handler.kind(bytes, start, end) !== 'between') return false;
			blocks.close();
			return true;
		},
		line: (bytes, start, end) => blocks.add(bytes, start, end),
		blank: () => blocks.close(),
		end: () => blocks.close()
	});
}

/** Stands between the lines and the sink: it gathers lines, and settles the block once that is whole. */
class OpenBlock implements RecordAccount {
	readonly #sink: RecordAccount;
	readonly #handler: TextBlockHandler;
	#pieces: Uint8Array[] = [];
	#length = 0;
	/** Where the block begins, and where its last line ends. */
	#start = 0;
	#end = 0;
	#lineStart = 0;
	#lineLength = 0;

	constructor(sink: RecordAccount, handler: TextBlockHandler) {
		this.#sink = sink;
		this.#handler = handler;
	}

	begin(offset: number, length: number): void {
		this.#lineStart = offset;
		this.#lineLength = length;
	}

	reject(): void {}

	settle(): void {}

	add(bytes: Uint8Array, start: number, end: number): void {
		const first = this.#handler.kind(bytes, start, end) === 'first';
		if (first || this.#length + end - start > MAX_BLOCK) this.close();
		if (this.#pieces.length === 0) this.#start = this.#lineStart;
		else this.#push(lineFeed);
		this.#push(bytes.slice(start, end));
		this.#end = this.#lineStart + this.#lineLength;
	}

	close(): void {
		if (this.#pieces.length === 0) return;
		const block = concatenated(this.#pieces, this.#length);
		this.#pieces = [];
		this.#length = 0;
		this.#sink.begin(this.#start, this.#end - this.#start);
		try {
			this.#handler.block(block);
		} catch (error) {
			refuse(this.#sink, error);
		}
		this.#sink.settle();
	}

	#push(piece: Uint8Array): void {
		this.#pieces.push(piece);
		this.#length += piece.length;
	}
}
