import type { FormatFacts } from '#datasets/format-facts.ts';
import { Failure } from '#lib/failure.ts';
import { InTurn } from '#lib/in-turn.ts';
import type { YearPlan } from '#lib/settled-years.ts';
import type { Account } from '../record/account.ts';
import type { OnBatch, PartAnswer, PartReader } from '../parallel/in-parts.ts';
import type { LookRequest, NamedBlob, ReadRequest } from '../record/read-request.ts';
import type { AnswerOf } from './awaited-answers.ts';
import { ReaderLine } from './reader-line.ts';
import type { CutAnswer, PartedOpenness, ReadAnswer, ReadOrder } from './reader-protocol.ts';
import type { Preview } from '../reading/preview.ts';
import type { Receipt, Reject } from '../record/receipt.ts';
import type { PartOrigin } from '../record/writers.ts';
import type { Identity } from '../bytes/source.ts';

/** The page's end of one reading thread. */
export class ReaderThread {
	readonly #line = new ReaderLine((answer) => this.#hear(answer));
	#onBatch: OnBatch = () => undefined;
	#onRestart: () => void | Promise<void> = () => undefined;
	/** Hears how many bytes of the source that is being opened were hashed. */
	onHashed: (bytes: number) => void = () => undefined;
	/** Hears how many bytes of what is at hand were read. */
	onProgress: (bytes: number) => void = () => undefined;
	#looks = 0;
	/** Rejects that were sent ahead of the account they belong to. */
	#rejects: Reject[] = [];
	/** One after the other: a batch may come while the one before is still being taken in. */
	readonly #turns = new InTurn();

	/** Ends the thread at once; what was asked of it ends with `reason`. */
	close(reason: Failure): void {
		this.#line.close(reason);
	}

	/** All formats that it reads, by name. */
	async formats(): Promise<readonly FormatFacts[]> {
		const { formats } = await this.#line.ask({ type: 'formats' }, 'formats');
		return formats;
	}

	/** Recognises a source; null where it has to be read in one go. */
	async open(request: ReadRequest): Promise<PartedOpenness | null> {
		const { parts } = await this.#line.ask({ type: 'open', request }, 'opened');
		return parts;
	}

	/** Hashes the source that was opened. */
	async identify(): Promise<Identity> {
		const { identity } = await this.#line.ask({ type: 'identify' }, 'identified');
		return identity;
	}

	/**
	 * Reads all of the source that was opened and identified.
	 * @param onRestart called where the rows so far are void, and all come once more
	 */
	async read(onBatch: OnBatch, onRestart: () => void | Promise<void>): Promise<Receipt> {
		this.#onRestart = onRestart;
		return this.#read({ type: 'read' }, onBatch);
	}

	/** The same with times that name no year of these. */
	readWith(years: YearPlan | null, onBatch: OnBatch): Promise<Receipt> {
		return this.#read({ type: 'read with', years }, onBatch);
	}

	/** Shows what the beginning of a source would be read as, whatever else is at hand. */
	async look(request: LookRequest): Promise<Preview> {
		const number = this.#looks++;
		const { seen } = await this.#line.ask({ type: 'look', number, request }, 'seen', number);
		if ('failure' in seen) throw new Failure(seen.failure.kind, seen.failure.message);
		return seen.preview;
	}

	/** Cuts the next part of the source that was opened. */
	cut(number: number): Promise<CutAnswer> {
		return this.#line.ask({ type: 'cut', number }, 'cut', number);
	}

	/** This thread as a reader of the parts of a source. */
	partsOf({ blob, name }: NamedBlob): PartReader {
		this.#line.order({ type: 'turn to', source: { blob, name } });
		let count = 0;
		return {
			read: async (part) => {
				const number = count++;
				const transfer = part.bytes === null ? [] : [part.bytes.buffer];
				const order: ReadOrder = { type: 'part', number, part };
				return this.#partAnswer(await this.#line.ask(order, 'parsed', number, transfer));
			},
			readOn: (part, standing, onBatch) => {
				const number = count++;
				return this.#account({ type: 'on', number, part, standing }, onBatch);
			}
		};
	}

	/** Gives back the memory that reading took. */
	rest(): void {
		this.#line.order({ type: 'rest' });
	}

	async #read(order: ReadOrder, onBatch: OnBatch): Promise<Receipt> {
		this.#onBatch = onBatch;
		const { receipt } = await this.#line.ask(order, 'done');
		return { ...receipt, rejects: this.#takeRejects() };
	}

	#partAnswer({ number, records, turned }: AnswerOf<'parsed'>): PartAnswer {
		const deliver = (standing: PartOrigin, onBatch: OnBatch) =>
			this.#account({ type: 'place', number, standing }, onBatch);
		return { records, turned, deliver };
	}

	async #account(order: ReadOrder & { number: number }, onBatch: OnBatch): Promise<Account> {
		this.#onBatch = onBatch;
		const { account } = await this.#line.ask(order, 'account', order.number);
		return { ...account, rejects: this.#takeRejects() };
	}

	#takeRejects(): Reject[] {
		const rejects = this.#rejects;
		this.#rejects = [];
		return rejects;
	}

	#hear(answer: ReadAnswer): void {
		switch (answer.type) {
			case 'hashed':
				return this.onHashed(answer.bytes);
			case 'progress':
				return this.onProgress(answer.bytes);
			case 'failed':
				return this.#line.fail(new Failure(answer.kind, answer.message));
			case 'batch':
				return this.#inTurn(async () => {
					await this.#onBatch(answer.batch);
					this.#line.order({ type: 'taken' });
				});
			case 'restart':
				return this.#inTurn(() => this.#onRestart());
			case 'rejects':
				for (const reject of answer.rejects) this.#rejects.push(reject);
				return;
			case 'done':
			case 'account':
				return this.#inTurn(() => this.#line.settle(answer));
			default:
				return this.#line.settle(answer);
		}
	}

	#inTurn(work: () => void | Promise<void>): void {
		this.#turns.run(work).catch((error: unknown) => this.#line.fail(error as Error));
	}
}
