import { Failure } from '#lib/failure.ts';
import type { ReadHandlers } from './read-bytes.ts';
import { TAKEN, type ReadAnswer, type ReadRequest } from './reader-protocol.ts';
import type { Receipt } from './receipt.ts';

/**
 * Reads sources in a thread of its own, one at a time. Cancelling ends the thread at once; the next
 * reading starts another.
 */
export class ReaderClient {
	#worker: Worker | null = null;

	/** @throws what the reading threw; `cancelled` */
	async read(request: ReadRequest, handlers: ReadHandlers): Promise<Receipt> {
		if (handlers.signal?.aborted) throw cancelled();
		const worker = (this.#worker ??= startWorker());
		const result = new Promise<Receipt>((resolve, reject) => {
			const abort = () => {
				this.close();
				reject(cancelled());
			};
			handlers.signal?.addEventListener('abort', abort, { once: true });
			// One after the other: an answer may come while the one before is still being taken in.
			let turn = Promise.resolve();
			worker.onmessage = ({ data }: MessageEvent<ReadAnswer>) => {
				if (data.type === 'progress') return handlers.onProgress?.(data.bytes);
				turn = turn.then(() => this.#take(data, worker, handlers, resolve));
				turn.catch((error: unknown) => {
					this.close();
					reject(error as Error);
				});
			};
			worker.onerror = (event) => {
				this.close();
				reject(new Failure('defect', event.message || 'the reading thread failed'));
			};
			worker.postMessage(request);
		});
		return result;
	}

	close(): void {
		this.#worker?.terminate();
		this.#worker = null;
	}

	async #take(
		answer: Exclude<ReadAnswer, { type: 'progress' }>,
		worker: Worker,
		handlers: ReadHandlers,
		done: (receipt: Receipt) => void
	): Promise<void> {
		switch (answer.type) {
			case 'opened':
				await handlers.onOpened(answer.facts);
				return worker.postMessage(TAKEN);
			case 'batch':
				await handlers.onBatch(answer.batch);
				return worker.postMessage(TAKEN);
			case 'done':
				return done(answer.receipt);
			case 'failed':
				throw new Failure(answer.kind, answer.message);
		}
	}
}

function cancelled(): Failure {
	return new Failure('cancelled', 'the reading was cancelled');
}

function startWorker(): Worker {
	return new Worker(new URL('./reader-worker.ts', import.meta.url), { type: 'module' });
}
