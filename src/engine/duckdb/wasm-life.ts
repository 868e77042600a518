import type { AsyncDuckDB } from '@duckdb/duckdb-wasm';
import { Failure } from '#lib/failure.ts';

/**
 * How often the worker is asked for a sign of life, and how long it may leave the question open, in
 * milliseconds: a statement at work may hold it up, an idle worker has no excuse.
 */
const HEARTBEAT = { every: 2_000, idle: 10_000, working: 30_000 };
/**
 * How long a statement that was cancelled may go on, in milliseconds, before its worker is given up: as long as
 * it would take to bring back what the database holds, within bounds.
 */
const PATIENCE = { least: 1_000, most: 5_000, bytesPerMillisecond: 50_000 };
/** After how many milliseconds of it another worker is begun: nearly all statements hear of a cancel before. */
const SPARE_AFTER = 150;

/** What takes the place of a worker that is given up, or of the database in it. */
export interface Spare {
	/** Begins it, where it was not yet. */
	begin(): void;
	/** It is not needed. */
	dismiss(): void;
}

/** Notices that the worker is gone: nothing else would ever settle the promises that wait for it. */
export class Life {
	/** Resolves, with the reason, once the worker is gone. */
	readonly lost: Promise<string>;
	readonly #gone: Promise<Failure>;
	#end!: (failure: Failure) => void;
	#over: Failure | null = null;
	#working = 0;
	#appended = 0;
	/** Statements that were cancelled and have not ended yet. */
	#deaf = 0;
	readonly #worker: Pick<Worker, 'terminate'>;
	readonly #db: Pick<AsyncDuckDB, 'getVersion'>;
	readonly #spare: Spare;

	constructor(
		worker: Pick<Worker, 'terminate' | 'addEventListener'>,
		db: Pick<AsyncDuckDB, 'getVersion'>,
		spare: Spare
	) {
		this.#worker = worker;
		this.#db = db;
		this.#spare = spare;
		this.#gone = new Promise((resolve) => (this.#end = resolve));
		this.lost = this.#gone.then(({ message }) => message);
		worker.addEventListener('error', (event) => this.end(event.message || 'the worker failed'));
	}

	/** It failed: whatever was asked of it will not be answered. */
	end(reason: string): void {
		this.#over ??= new Failure('engine lost', reason);
		this.#end(this.#over);
	}

	/** It was ended on purpose, and nobody is to blame. */
	close(): void {
		this.#over ??= new Failure('cancelled', 'the database was closed');
		this.#end(this.#over);
	}

	/**
	 * The outcome of `work`, or `engine lost` where the worker ends first; where it had ended before, the failure says
	 * by its cause that it was not lost with this.
	 */
	async race<T>(work: Promise<T>): Promise<T> {
		const over = this.#over;
		if (over !== null) {
			work.catch(() => undefined);
			throw new Failure(over.kind, over.message, { cause: over });
		}
		this.#working++;
		work.catch(() => undefined).finally(() => this.#working--);
		const gone = this.#gone.then((failure) => {
			throw failure;
		});
		return Promise.race([work, gone]);
	}

	/** Notes that so many bytes of rows went in. */
	took(bytes: number): void {
		this.#appended += bytes;
	}

	/**
	 * Gives the worker up where it does not end a statement that was cancelled. Meanwhile another gets ready, which
	 * takes as long as that patience does.
	 */
	async insistOn(cancelled: Promise<unknown>): Promise<void> {
		const ended = cancelled.then(
			() => true,
			() => true
		);
		if ((await Promise.race([ended, after(SPARE_AFTER)])) || this.#over !== null) return;
		this.#deaf++;
		this.#spare.begin();
		const { least, most, bytesPerMillisecond } = PATIENCE;
		const patience = Math.min(Math.max(this.#appended / bytesPerMillisecond, least), most);
		const heard = await Promise.race([ended, after(patience - SPARE_AFTER)]);
		this.#deaf--;
		if (!heard) this.#giveUp('it went on with a statement that was cancelled');
		else if (this.#deaf === 0 && this.#over === null) this.#spare.dismiss();
	}

	/** Asks the worker for a sign of life until it ends. */
	watch(): void {
		const beat = async () => {
			if (this.#over !== null) return;
			const { working, idle } = HEARTBEAT;
			if (!(await this.#hears(this.#working > 0 ? working : idle)))
				this.#giveUp('it stopped answering');
			setTimeout(beat, HEARTBEAT.every);
		};
		setTimeout(beat, HEARTBEAT.every);
	}

	#hears(within: number): Promise<boolean> {
		const answer = this.#db.getVersion().then(
			() => true,
			() => true
		);
		return Promise.race([answer, after(within)]);
	}

	#giveUp(reason: string): void {
		if (this.#over !== null) return;
		this.#worker.terminate();
		this.end(reason);
	}
}

function after(milliseconds: number): Promise<false> {
	return new Promise((resolve) => setTimeout(() => resolve(false), milliseconds));
}
