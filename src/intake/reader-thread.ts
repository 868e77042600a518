import { Failure } from '#lib/failure.ts';
import type { Account } from './account.ts';
import type { OnBatch, PartAnswer, PartReader } from './in-parts.ts';
import type { Part } from './read-part.ts';
import type { Openness, ReadAnswer, ReadOrder, ReadRequest } from './reader-protocol.ts';
import type { Receipt } from './receipt.ts';

type AnswerOf<T extends ReadAnswer['type']> = Extract<ReadAnswer, { type: T }>;

/** An order that is under way. */
interface Awaited {
	resolve: (answer: ReadAnswer) => void;
	reject: (error: Error) => void;
}

/** The page's end of one reading thread. */
export class ReaderThread {
	readonly #worker: Worker;
	/** Orders under way by what answers them. */
	readonly #awaited = new Map<string, Awaited>();
	#onBatch: OnBatch = () => undefined;
	/** Hears how many bytes of the source that is being opened were hashed. */
	onHashed: (bytes: number) => void = () => undefined;
	/** Hears how many bytes of what is at hand were read. */
	onProgress: (bytes: number) => void = () => undefined;
	/** One after the other: a batch may come while the one before is still being taken in. */
	#turn: Promise<void> = Promise.resolve();

	constructor() {
		this.#worker = new Worker(new URL('./reader-worker.ts', import.meta.url), {
			type: 'module',
			name: 'reader'
		});
		this.#worker.onmessage = ({ data }: MessageEvent<ReadAnswer>) => this.#hear(data);
		this.#worker.onerror = ({ message }) =>
			this.#fail(new Failure('defect', message || 'the reading thread failed'));
	}

	/** Ends the thread at once; what was asked of it ends with `reason`. */
	close(reason: Failure): void {
		this.#worker.terminate();
		this.#fail(reason);
	}

	async open(request: ReadRequest): Promise<Openness> {
		const { opened } = await this.#ask({ type: 'open', request }, 'opened');
		return opened;
	}

	/** Reads all of the source that was opened. */
	async read(onBatch: OnBatch): Promise<Receipt> {
		this.#onBatch = onBatch;
		const { receipt } = await this.#ask({ type: 'read' }, 'done');
		return receipt;
	}

	/** This thread as a reader of the parts of a source. */
	partsOf(parts: readonly Part[], { blob, name }: ReadRequest): PartReader {
		const numberOf = (part: Part) => parts.findIndex(({ from }) => from === part.from);
		return {
			read: async (part) => {
				const number = numberOf(part);
				const answer = await this.#ask(
					{ type: 'part', number, part, blob, name },
					'parsed',
					number
				);
				return this.#partAnswer(answer);
			},
			readOn: (part, before, onBatch) => {
				const number = numberOf(part);
				return this.#account({ type: 'on', number, part, before, blob, name }, onBatch);
			}
		};
	}

	#partAnswer({ number, records, turned }: AnswerOf<'parsed'>): PartAnswer {
		const deliver = (before: number, onBatch: OnBatch) =>
			this.#account({ type: 'place', number, before }, onBatch);
		return { records, turned, deliver };
	}

	async #account(order: ReadOrder & { number: number }, onBatch: OnBatch): Promise<Account> {
		this.#onBatch = onBatch;
		const { account } = await this.#ask(order, 'account', order.number);
		return account;
	}

	#ask<T extends ReadAnswer['type']>(
		order: ReadOrder,
		type: T,
		number: number | null = null
	): Promise<AnswerOf<T>> {
		return new Promise((resolve, reject) => {
			const done = resolve as Awaited['resolve'];
			this.#awaited.set(keyOf(type, number), { resolve: done, reject });
			this.#worker.postMessage(order);
		});
	}

	#hear(answer: ReadAnswer): void {
		switch (answer.type) {
			case 'hashed':
				return this.onHashed(answer.bytes);
			case 'progress':
				return this.onProgress(answer.bytes);
			case 'failed':
				return this.#fail(new Failure(answer.kind, answer.message));
			case 'batch':
				return this.#inTurn(async () => {
					await this.#onBatch(answer.batch);
					this.#worker.postMessage({ type: 'taken' } satisfies ReadOrder);
				});
			case 'done':
			case 'account':
				return this.#inTurn(() => this.#settle(answer));
			default:
				return this.#settle(answer);
		}
	}

	/** What was asked for is there, and all batches before it were taken. */
	#settle(answer: ReadAnswer): void {
		const key = keyOf(answer.type, 'number' in answer ? answer.number : null);
		this.#awaited.get(key)?.resolve(answer);
		this.#awaited.delete(key);
	}

	#inTurn(work: () => void | Promise<void>): void {
		this.#turn = this.#turn.then(work).catch((error: unknown) => this.#fail(error as Error));
	}

	#fail(error: Error): void {
		for (const { reject } of this.#awaited.values()) reject(error);
		this.#awaited.clear();
	}
}

function keyOf(type: ReadAnswer['type'], number: number | null): string {
	return `${type} ${number ?? ''}`;
}
