import type { AskAround } from '../duckdb/ask-around.ts';
import { keepRows, type ToKeep } from '../duckdb/keep-rows.ts';
import { messageOf } from '#lib/failure.ts';

/** Rows, or where they stand, that were put in order once. */
export interface KeptOrder {
	/** The table that has them in their order, as it is written in a statement. */
	readonly table: string;
	readonly rows: number;
	/** Whether these are all; else there are more than are kept. */
	readonly isWhole: boolean;
}

/** Questions for which something is kept at once; what was asked for longest ago goes. */
const MOST_KEPT = 4;

/** What is kept for as long as somebody looks at it: a table of the connection that no catalogue has. */
class KeptFor {
	readonly #until: AbortSignal;
	readonly #ask: AskAround;
	readonly #cancel = new AbortController();
	readonly #name = `temp."rows in order ${++made}"`;
	readonly kept: Promise<KeptOrder>;

	constructor(until: AbortSignal, ask: AskAround, what: () => Promise<ToKeep>) {
		this.#until = until;
		this.#ask = ask;
		until.addEventListener('abort', this.drop, { once: true });
		this.kept = this.#make(what);
		this.kept.catch(this.drop);
	}

	/** Ends what is under way, and lets go of what there is. */
	readonly drop = (): void => {
		this.#cancel.abort();
		this.#until.removeEventListener('abort', this.drop);
		if (all.get(this.#until) === this) all.delete(this.#until);
		this.kept
			.then(() => this.#ask(() => `DROP TABLE IF EXISTS ${this.#name}`, {}))
			// Where it was not made, or the database is lost, there is nothing left of it.
			.catch(messageOf);
	};

	async #make(what: () => Promise<ToKeep>): Promise<KeptOrder> {
		const { signal } = this.#cancel;
		const toKeep = await what();
		const found = await keepRows(this.#name, toKeep, this.#ask, signal);
		const isWhole = found <= toKeep.rows;
		return { table: this.#name, rows: Math.min(found, toKeep.rows), isWhole };
	}
}

let made = 0;
/** The one that was asked for last is the last. */
const all = new Map<AbortSignal, KeptFor>();

/**
 * What is kept for a question; it is made where it is not there.
 * @param what asked where it is not there yet
 * @param until what ends the question
 * @param signal whose abort ends the making
 */
export async function keptRows(
	ask: AskAround,
	what: () => Promise<ToKeep>,
	until: AbortSignal,
	signal?: AbortSignal
): Promise<KeptOrder> {
	const found = all.get(until) ?? new KeptFor(until, ask, what);
	all.delete(until);
	all.set(until, found);
	const [oldest] = all.values();
	if (all.size > MOST_KEPT) oldest!.drop();
	signal?.addEventListener('abort', found.drop, { once: true });
	try {
		return await found.kept;
	} finally {
		signal?.removeEventListener('abort', found.drop);
	}
}

/** Lets go of what is kept for a question. */
export function dropKept(until: AbortSignal): void {
	all.get(until)?.drop();
}
