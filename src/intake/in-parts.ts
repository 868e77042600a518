import type { Batch } from '#arrow/batch.ts';
import type { Account } from './account.ts';
import type { Part } from './read-part.ts';

/** A part that was read elsewhere and waits to be numbered. */
export interface PartAnswer {
	records: number;
	/** Whether the parts behind it cannot be read alone after all. */
	turned: boolean;
	/** Sends its rows, numbered behind `before` records; resolves once all were taken. */
	deliver(before: number, onBatch: OnBatch): Promise<Account>;
}

export type OnBatch = (batch: Batch) => void | Promise<void>;

/** Something that reads parts, one after the other: a thread. */
export interface PartReader {
	read(part: Part): Promise<PartAnswer>;
	/** Reads a part whose place is known, and sends its rows as it comes by them. */
	readOn(part: Part, before: number, onBatch: OnBatch): Promise<Account>;
}

/** A promise, and how to keep it. */
interface Promised<T> {
	promise: Promise<T>;
	keep: (value: T) => void;
}

/**
 * Reads the parts of a source with several readers at once. Rows arrive in the order of the source, numbered as
 * if it had been read in one go. Where a part turns out to change how the rest is read, all from its beginning
 * is read by one reader.
 * @returns the accounts of the parts in their order
 * @throws what a reader or `onBatch` throws; the others may then still be at work
 */
export async function readInParts(
	parts: readonly Part[],
	readers: readonly PartReader[],
	onBatch: OnBatch
): Promise<Account[]> {
	const run = new Run(parts, onBatch);
	await Promise.all(readers.map((reader) => run.work(reader)));
	return run.end(readers[0]!);
}

/** Where the parts stop being readable alone. */
interface Turn {
	part: number;
	before: number;
}

class Run {
	readonly #parts: readonly Part[];
	readonly #onBatch: OnBatch;
	readonly #accounts: Account[] = [];
	/** Records before each part; null for those that are not read alone. */
	readonly #before: Promised<number | null>[];
	/** Kept once all rows of a part were taken. */
	readonly #taken: Promised<void>[];
	#next = 0;
	#turn: Turn | null = null;

	constructor(parts: readonly Part[], onBatch: OnBatch) {
		this.#parts = parts;
		this.#onBatch = onBatch;
		this.#before = [...parts, null].map(() => promised<number | null>());
		this.#taken = [...parts, null].map(() => promised<void>());
		this.#before[0]!.keep(0);
		this.#taken[0]!.keep();
	}

	/** Reads part after part. The rows of one are taken while the next is read, but not of more. */
	async work(reader: PartReader): Promise<void> {
		let delivering: Promise<void> = Promise.resolve();
		while (this.#next < this.#parts.length && this.#turn === null) {
			const number = this.#next++;
			const answer = await reader.read(this.#parts[number]!);
			await delivering;
			const before = await this.#place(number, answer);
			if (before === null) break;
			delivering = this.#deliver(number, answer, before);
			// It is waited for further on; until then a failure must not go astray.
			delivering.catch(() => undefined);
		}
		await delivering;
	}

	async end(reader: PartReader): Promise<Account[]> {
		if (this.#turn === null) return this.#accounts;
		const { part, before } = this.#turn;
		const rest = { ...this.#parts[part]!, to: Number.MAX_SAFE_INTEGER };
		return [...this.#accounts.slice(0, part), await reader.readOn(rest, before, this.#onBatch)];
	}

	/** How many records stand before a part that was read; null where it is not to be taken as it is. */
	async #place(number: number, { records, turned }: PartAnswer): Promise<number | null> {
		const before = await this.#before[number]!.promise;
		if (before !== null && turned) this.#turn = { part: number, before };
		const goesOn = before !== null && !turned;
		this.#before[number + 1]!.keep(goesOn ? before + records : null);
		return goesOn ? before : null;
	}

	async #deliver(number: number, answer: PartAnswer, before: number): Promise<void> {
		this.#accounts[number] = await answer.deliver(before, async (batch) => {
			await this.#taken[number]!.promise;
			await this.#onBatch(batch);
		});
		// A part without rows waits for nothing, and is not done before those in front of it.
		await this.#taken[number]!.promise;
		this.#taken[number + 1]!.keep();
	}
}

function promised<T>(): Promised<T> {
	let keep!: (value: T) => void;
	const promise = new Promise<T>((resolve) => (keep = resolve));
	return { promise, keep };
}
