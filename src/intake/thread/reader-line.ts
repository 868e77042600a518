import { Failure } from '#lib/failure.ts';
import { AwaitedAnswers, type AnswerOf } from './awaited-answers.ts';
import type { ReadAnswer, ReadOrder } from './reader-protocol.ts';

/** Orders to a reading thread, and the answers to them. */
export class ReaderLine {
	readonly #worker: Worker;
	readonly #awaited = new AwaitedAnswers();

	/** @param hear is given all that the thread says */
	constructor(hear: (answer: ReadAnswer) => void) {
		this.#worker = new Worker(new URL('./reader-worker.ts', import.meta.url), {
			type: 'module',
			name: 'reader'
		});
		this.#worker.onmessage = ({ data }: MessageEvent<ReadAnswer>) => hear(data);
		this.#worker.onerror = ({ message }) =>
			this.fail(new Failure('defect', message || 'the reading thread failed'));
	}

	/** Ends the thread at once; what was asked of it ends with `reason`. */
	close(reason: Failure): void {
		this.#worker.terminate();
		this.fail(reason);
	}

	order(order: ReadOrder, transfer: Transferable[] = []): void {
		this.#worker.postMessage(order, transfer);
	}

	/** @returns the answer of that type, and of that number where there may be several */
	async ask<T extends ReadAnswer['type']>(
		order: ReadOrder,
		type: T,
		number: number | null = null,
		transfer: Transferable[] = []
	): Promise<AnswerOf<T>> {
		const answer = this.#awaited.add(type, number);
		this.order(order, transfer);
		return answer;
	}

	/** Gives an answer to whoever asked for it. */
	settle(answer: ReadAnswer): void {
		this.#awaited.settle(answer);
	}

	/** All that was asked ends with an error. */
	fail(error: Error): void {
		this.#awaited.fail(error);
	}
}
