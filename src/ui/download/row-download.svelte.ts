import type { Around } from '#engine/sql/bounded-rows.ts';
import { isCancelled, messageOf } from '#lib/failure.ts';
import type { PageOfRows } from '../paged-rows.svelte.ts';
import type { Result } from '#engine/duckdb/engine.ts';
import type { RowFormat } from './row-texts.ts';

/** Rows that are asked for at once. */
const ROWS_AT_ONCE = 10_000;

type State = 'idle' | 'reading' | 'failed';

/** All rows of a statement, written as a file. All getters are reactive. */
export class RowDownload {
	readonly #load: (page: PageOfRows) => Promise<Result>;
	#done = $state.raw(0);
	#state = $state.raw<State>('idle');
	#failure = $state.raw<string | null>(null);
	#cancel = new AbortController();

	constructor(load: (page: PageOfRows) => Promise<Result>) {
		this.#load = load;
	}

	/** Rows that are written so far. */
	get done(): number {
		return this.#done;
	}
	get state(): State {
		return this.#state;
	}
	get failure(): string | null {
		return this.#failure;
	}

	cancel(): void {
		this.#cancel.abort();
	}

	/** @returns null where it failed or was cancelled */
	async take(format: RowFormat, around: Around): Promise<Blob | null> {
		this.#cancel = new AbortController();
		this.#state = 'reading';
		this.#failure = null;
		this.#done = 0;
		try {
			const parts = await this.#parts(format, around);
			this.#state = 'idle';
			return new Blob(parts, { type: `${format.type};charset=utf-8` });
		} catch (error) {
			this.#state = isCancelled(error) ? 'idle' : 'failed';
			this.#failure = isCancelled(error) ? null : messageOf(error);
			return null;
		}
	}

	async #parts(format: RowFormat, around: Around): Promise<string[]> {
		const parts: string[] = [];
		for (let isLast = false; !isLast;) {
			const { signal } = this.#cancel;
			const page = { offset: this.#done, limit: ROWS_AT_ONCE, around, again: true, signal };
			const { columns, rows } = await this.#load(page);
			if (parts.length === 0) parts.push(format.head(columns));
			else if (rows.length > 0) parts.push(format.between);
			parts.push(rows.map((row) => format.row(columns, row)).join(format.between));
			this.#done += rows.length;
			isLast = rows.length < ROWS_AT_ONCE;
		}
		return [...parts, format.end];
	}
}
