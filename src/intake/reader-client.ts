import { Failure } from '#lib/failure.ts';
import { receiptOf, summed } from './account.ts';
import { readInParts, type PartReader } from './in-parts.ts';
import { partsOf } from './parts-of.ts';
import type { ReadHandlers } from './read-bytes.ts';
import type { Openness, ReadRequest } from './reader-protocol.ts';
import { ReaderThread } from './reader-thread.ts';
import type { Receipt } from './receipt.ts';

/** More would wait for the database, which has one thread. */
const MOST_THREADS = 8;

/**
 * Reads sources in threads of their own, one source at a time; a large one of lines in several threads at once.
 * Cancelling ends the threads at once; the next reading starts others.
 */
export class ReaderClient {
	#threads: ReaderThread[] = [];

	/** @throws what the reading threw; `cancelled` */
	async read(request: ReadRequest, handlers: ReadHandlers): Promise<Receipt> {
		const { signal } = handlers;
		if (signal?.aborted) throw cancelled();
		const abort = () => this.#close(cancelled());
		signal?.addEventListener('abort', abort);
		try {
			const first = this.#thread(0);
			first.onHashed = (bytes) => handlers.onHashed?.(bytes);
			const opened = await first.open(request);
			await handlers.onOpened(opened.facts);
			const receipt = await this.#readOpened(first, opened, request, handlers);
			// Threads end with what they were asked; whoever aborts meanwhile is heard here.
			if (signal?.aborted) throw cancelled();
			return receipt;
		} catch (error) {
			// What others still read of this source is not wanted any more.
			this.#close(cancelled());
			throw error;
		} finally {
			signal?.removeEventListener('abort', abort);
		}
	}

	close(): void {
		this.#close(cancelled());
	}

	async #readOpened(
		first: ReaderThread,
		{ parts }: Openness,
		request: ReadRequest,
		handlers: ReadHandlers
	): Promise<Receipt> {
		const all = parts === null ? [] : partsOf(parts.whole, request.blob.size, threadCount());
		if (parts === null || all.length === 1) {
			first.onProgress = (bytes) => handlers.onProgress?.(bytes);
			return first.read(handlers.onBatch);
		}
		const threads = Array.from({ length: threadCount() }, (_, i) => this.#thread(i));
		const progress = new Progress(request.blob.size, (bytes) => handlers.onProgress?.(bytes));
		const readers = threads.map((thread) => progress.watch(thread, thread.partsOf(all, request)));
		const accounts = await readInParts(all, readers, handlers.onBatch);
		return receiptOf(parts.facts, summed(accounts));
	}

	#thread(number: number): ReaderThread {
		return (this.#threads[number] ??= new ReaderThread());
	}

	#close(reason: Failure): void {
		for (const thread of this.#threads) thread.close(reason);
		this.#threads = [];
	}
}

/** Adds up what several threads have read of one source. */
class Progress {
	readonly #size: number;
	readonly #tell: (bytes: number) => void;
	/** Bytes of the part at hand, by thread. */
	readonly #now = new Map<ReaderThread, number>();
	#done = 0;

	constructor(size: number, tell: (bytes: number) => void) {
		this.#size = size;
		this.#tell = tell;
	}

	/** The same reader, whose progress counts: that of a part as it is read, and the whole of it in the end. */
	watch(thread: ReaderThread, reader: PartReader): PartReader {
		thread.onProgress = (bytes) => {
			this.#now.set(thread, bytes);
			this.#tell([...this.#now.values()].reduce((sum, each) => sum + each, this.#done));
		};
		return {
			...reader,
			read: async (part) => {
				const answer = await reader.read(part);
				this.#done += Math.min(part.to, this.#size) - part.from;
				this.#now.delete(thread);
				return answer;
			}
		};
	}
}

/** The database has a thread and so has the page; both wait a good deal for the readers where there are few. */
function threadCount(): number {
	return Math.min(MOST_THREADS, Math.max(2, navigator.hardwareConcurrency - 1));
}

function cancelled(): Failure {
	return new Failure('cancelled', 'the reading was cancelled');
}
