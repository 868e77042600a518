import type { Batch } from '#tables/batch.ts';
import type { Account } from '../record/account.ts';
import type { PartRequest } from './read-part.ts';
import type { PartOrigin } from '../record/writers.ts';

/** The parts of a source in their order, whoever asks for the next; null behind the last. */
export interface PartQueue {
	next(): Promise<PartRequest | null>;
}

/** A part that was read elsewhere and waits to be numbered. */
export interface PartAnswer {
	records: number;
	/** Whether the parts behind it cannot be read alone after all. */
	turned: boolean;
	/** Sends its rows as those of a source, numbered; resolves once all were taken. */
	deliver(standing: PartOrigin, onBatch: OnBatch): Promise<Account>;
}

export type OnBatch = (batch: Batch) => void | Promise<void>;

/** Something that reads parts, one after the other: a thread. */
export interface PartReader {
	read(part: PartRequest): Promise<PartAnswer>;
	/** Reads a part whose place is known, and sends its rows as it comes by them. */
	readOn(part: PartRequest, standing: PartOrigin, onBatch: OnBatch): Promise<Account>;
}

/** What came of the parts of a source. */
export interface PartAccounts {
	/** In the order of the parts. */
	accounts: Account[];
	/** Whether the last is that of all that was left when a part changed how the rest is read. */
	turned: boolean;
}

/**
 * Reads the parts of a source with several readers at once. Rows arrive in the order of the source, numbered as
 * if it had been read in one go. Where a part turns out to change how the rest is read, all from its beginning
 * is read by one reader.
 * @param sourceId of the source; nothing is sent before it is known
 * @throws what a reader, `parts`, `sourceId` or `onBatch` throws; the others then end with their next part at
 *   the latest, and no rows behind those that failed are sent
 */
export async function readInParts(
	parts: PartQueue,
	readers: readonly PartReader[],
	sourceId: Promise<string>,
	onBatch: OnBatch
): Promise<PartAccounts> {
	const run = new Run(parts, sourceId, onBatch);
	await Promise.all(readers.map((reader) => run.work(reader)));
	return run.end(readers[0]!);
}

/** All parts by a list of them. */
export function listed(parts: readonly PartRequest[]): PartQueue {
	const left = [...parts];
	return { next: async () => left.shift() ?? null };
}

/** A part between its neighbours. */
interface Link {
	number: number;
	part: PartRequest;
	/** Records before it; null where it is not read alone. */
	before: Promise<number | null>;
	/** Resolves once all rows before it were taken. */
	taken: Promise<void>;
	/** Says how many records stand before the next part. */
	place(before: number | null): void;
	/** Says that all rows up to the next part were taken. */
	done(): void;
	/** Says that nothing comes of it, nor of the parts behind it: whoever waits for it ends with that. */
	fail(cause: unknown): void;
}

/** Where the parts stop being readable alone. */
interface Turn extends Pick<Link, 'number' | 'part'> {
	before: number;
}

class Run {
	readonly #parts: PartQueue;
	readonly #sourceId: Promise<string>;
	readonly #onBatch: OnBatch;
	readonly #accounts: Account[] = [];
	/** What the part that comes next has to wait for. */
	#tail: Pick<Link, 'number' | 'before' | 'taken'> = {
		number: 0,
		before: Promise.resolve(0),
		taken: Promise.resolve()
	};
	#turn: Turn | null = null;
	#failed = false;

	constructor(parts: PartQueue, sourceId: Promise<string>, onBatch: OnBatch) {
		this.#parts = parts;
		this.#sourceId = sourceId;
		// The first rows that are ready hear of a failure; until then it must not go astray.
		sourceId.catch(() => undefined);
		this.#onBatch = onBatch;
	}

	/** Reads part after part. The rows of one are taken while the next is read, but not of more. */
	async work(reader: PartReader): Promise<void> {
		let delivering: Promise<void> = Promise.resolve();
		for (let link = await this.#next(); link !== null; link = await this.#next()) {
			const read = this.#read(link, reader, delivering);
			const [answer, before] = await failing(link, read);
			if (before === null) break;
			delivering = failing(link, this.#deliver(link, answer, before));
			// It is waited for further on; until then a failure must not go astray.
			delivering.catch(() => undefined);
		}
		await delivering;
	}

	/** A part and how many records stand before it, once the rows of the one before were taken. */
	async #read(
		link: Link,
		reader: PartReader,
		delivering: Promise<void>
	): Promise<[answer: PartAnswer, before: number | null]> {
		const answer = await reader.read(link.part);
		await delivering;
		return [answer, await this.#place(link, answer)];
	}

	async end(reader: PartReader): Promise<PartAccounts> {
		if (this.#turn === null) return { accounts: this.#accounts, turned: false };
		const { number, part, before } = this.#turn;
		const rest = { ...part, to: Number.MAX_SAFE_INTEGER, bytes: null };
		const standing = { sourceId: await this.#sourceId, before };
		const last = await reader.readOn(rest, standing, this.#onBatch);
		return { accounts: [...this.#accounts.slice(0, number), last], turned: true };
	}

	/** The next part; null where there is none, or none that is read alone. */
	async #next(): Promise<Link | null> {
		if (this.#turn !== null || this.#failed) return null;
		// Parts come in the order in which they were asked for, and so do those who asked get on.
		const part = await this.#parts.next();
		if (part === null) return null;
		const { number, before, taken } = this.#tail;
		const [next, place, failPlace] = promised<number | null>();
		const [nextTaken, done, failTaken] = promised<void>();
		this.#tail = { number: number + 1, before: next, taken: nextTaken };
		const fail = (cause: unknown) => {
			this.#failed = true;
			failPlace(cause);
			failTaken(cause);
		};
		return { number, part, before, taken, place, done, fail };
	}

	/** How many records stand before a part that was read; null where it is not to be taken as it is. */
	async #place(link: Link, { records, turned }: PartAnswer): Promise<number | null> {
		const before = await link.before;
		if (before !== null && turned) this.#turn = { ...link, before };
		const goesOn = before !== null && !turned;
		link.place(goesOn ? before + records : null);
		return goesOn ? before : null;
	}

	async #deliver(link: Link, answer: PartAnswer, before: number): Promise<void> {
		const standing = { sourceId: await this.#sourceId, before };
		this.#accounts[link.number] = await answer.deliver(standing, async (batch) => {
			await link.taken;
			await this.#onBatch(batch);
		});
		// A part without rows waits for nothing, and is not done before those in front of it.
		await link.taken;
		link.done();
	}
}

/** What comes of some work for a part; where it fails, the parts behind it hear of it. */
async function failing<T>(link: Link, work: Promise<T>): Promise<T> {
	try {
		return await work;
	} catch (cause) {
		link.fail(cause);
		throw cause;
	}
}

/** A promise, how to keep it, and how to break it, which nobody has to hear. */
function promised<T>(): [
	promise: Promise<T>,
	keep: (value: T) => void,
	breakOff: (cause: unknown) => void
] {
	let [keep, breakOff]: [((value: T) => void)?, ((cause: unknown) => void)?] = [];
	const promise = new Promise<T>((resolve, reject) => ([keep, breakOff] = [resolve, reject]));
	promise.catch(() => undefined);
	return [promise, keep!, breakOff!];
}
