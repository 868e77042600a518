import type { FormatFacts } from '#datasets/format-facts.ts';
import { Failure, isCancelled } from '#lib/failure.ts';
import { onDemand } from '#lib/on-demand.ts';
import type { YearPlan } from '#lib/settled-years.ts';
import { receiptOf, summed } from '../record/account.ts';
import { yearsOf } from '../record/years-of.ts';
import { CutQueue } from './cut-queue.ts';
import { listed, readInParts, type PartQueue } from '../parallel/in-parts.ts';
import { PartProgress } from './part-progress.ts';
import { partsOf } from '../parallel/parts-of.ts';
import type { Preview } from '../reading/preview.ts';
import type { ReadHandlers } from '../reading/read-bytes.ts';
import type { LookRequest, ReadRequest } from '../record/read-request.ts';
import type { PartedOpenness } from './reader-protocol.ts';
import { ReaderThread } from './reader-thread.ts';
import type { Receipt } from '../record/receipt.ts';
import type { Identity } from '../bytes/source.ts';
import { threadCount } from '../parallel/thread-count.ts';

/**
 * Reads sources in threads of their own, one source at a time; a large one in several threads at once.
 * Cancelling ends the threads at once; the next reading starts others.
 */
export class ReaderClient {
	/** The first opens, hashes and cuts sources, and reads those that are read in one go. */
	#threads: ReaderThread[] = [];
	/** All formats, by name: they stand where they are read, and nowhere else in the page. */
	readonly formats = onDemand(() => this.#askFormats());

	/** @throws what the reading threw; `cancelled` */
	async read(request: ReadRequest, handlers: ReadHandlers): Promise<Receipt> {
		const { signal } = handlers;
		if (signal?.aborted) throw cancelled();
		const abort = () => this.#close(cancelled());
		signal?.addEventListener('abort', abort);
		try {
			const receipt = await this.#read(request, handlers);
			for (const thread of this.#threads) thread.rest();
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

	/** Starts the threads that large sources are read in: that takes a while, and is done better before than meanwhile. */
	prepare(): void {
		for (let number = 0; number <= threadCount(); number++) this.#thread(number);
	}

	/** Shows what the beginning of a source would be read as. @throws what stands in the way of it; `cancelled` */
	look(request: LookRequest): Promise<Preview> {
		return this.#thread(0).look(request);
	}

	close(): void {
		this.#close(cancelled());
	}

	/** Whoever cancels a reading ends the threads, and did not mean this. */
	async #askFormats(): Promise<readonly FormatFacts[]> {
		try {
			return await this.#thread(0).formats();
		} catch (error) {
			if (!isCancelled(error)) throw error;
			return this.#askFormats();
		}
	}

	async #read(request: ReadRequest, handlers: ReadHandlers): Promise<Receipt> {
		const first = this.#thread(0);
		const parts = await first.open(request);
		const identified = identify(first, handlers);
		if (parts !== null) {
			const source = sourceOf(parts, request, first);
			if (source !== null) return this.#readParts(source, parts, request, identified, handlers);
		}
		await identified;
		first.onProgress = (bytes) => handlers.onProgress?.(bytes);
		return first.read(handlers.onBatch, () => handlers.onRestart?.());
	}

	async #readParts(
		source: PartQueue,
		{ facts, whole }: PartedOpenness,
		request: ReadRequest,
		identified: Promise<Identity>,
		handlers: ReadHandlers
	): Promise<Receipt> {
		const progress = new PartProgress(request.blob.size, identified, handlers.onProgress);
		const isCut = source instanceof CutQueue;
		if (isCut) source.onConsumed = (bytes) => progress.tell(bytes);
		const threads = Array.from({ length: threadCount() }, (_, i) => this.#thread(i + 1));
		const readers = threads.map((thread) => {
			const reader = thread.partsOf(request);
			return isCut ? reader : progress.watch(thread, reader);
		});
		const sourceId = identified.then((identity) => identity.sourceId);
		const { accounts, turned } = await readInParts(source, readers, sourceId, handlers.onBatch);
		// Whoever reads all that is left finds out for itself what is wrong with the compression.
		const said = isCut && !turned ? source.notes : [];
		const account = summed(accounts, said);
		const years = yearsOf({ source: whole, settings: request.settings }, account);
		// Where a part begins in an hour that occurs twice, the lines before it tell which one it is.
		const isInDoubt = accounts.slice(1).some(({ doubtful }) => doubtful.begins);
		if (years !== null || isInDoubt) return this.#readAgain(years, handlers);
		return receiptOf(facts, await identified, account);
	}

	/** Only all lines in their order tell some times their years, or their hours. */
	async #readAgain(years: YearPlan | null, handlers: ReadHandlers): Promise<Receipt> {
		await handlers.onRestart?.();
		const first = this.#thread(0);
		first.onProgress = (bytes) => handlers.onProgress?.(bytes);
		return first.readWith(years, handlers.onBatch);
	}

	#thread(number: number): ReaderThread {
		return (this.#threads[number] ??= new ReaderThread());
	}

	#close(reason: Failure): void {
		for (const thread of this.#threads) thread.close(reason);
		this.#threads = [];
	}
}

/** Hashes a source that was opened, and says which it is. */
function identify(thread: ReaderThread, handlers: ReadHandlers): Promise<Identity> {
	thread.onHashed = (bytes) => handlers.onHashed?.(bytes);
	const identified = thread.identify().then(async (identity) => {
		await handlers.onOpened(identity);
		return identity;
	});
	// Whoever reads the source waits for it sooner or later; until then a failure must not go astray.
	identified.catch(() => undefined);
	return identified;
}

/** Null where it is too small for more than one part. */
function sourceOf(
	{ whole, isCut }: PartedOpenness,
	{ blob }: ReadRequest,
	thread: ReaderThread
): PartQueue | null {
	if (isCut) return new CutQueue(whole, (number) => thread.cut(number));
	const parts = partsOf(whole, blob.size, threadCount());
	return parts.length > 1 ? listed(parts) : null;
}

function cancelled(): Failure {
	return new Failure('cancelled', 'the reading was cancelled');
}
