import type { Around } from '#engine/sql/bounded-rows.ts';
import { isCancelled, messageOf } from '#lib/failure.ts';
import type { LoadRows, PageOfRows } from '../paged-rows.svelte.ts';
import type { Result } from '#engine/duckdb/engine.ts';
import type { FileFormat, FileWriter } from './file-format.ts';

/** Rows that are asked for at once. */
const ROWS_AT_ONCE = 10_000;

type State = 'idle' | 'reading' | 'failed';

/** All rows of a statement, written as a file. All getters are reactive. */
export class RowDownload {
	readonly #load: LoadRows;
	#done = $state.raw(0);
	#state = $state.raw<State>('idle');
	#failure = $state.raw<string | null>(null);
	#cancel = new AbortController();

	constructor(load: LoadRows) {
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
	async take(format: FileFormat, around: Around): Promise<Blob | null> {
		this.#cancel = new AbortController();
		this.#state = 'reading';
		this.#failure = null;
		this.#done = 0;
		const rows = new AbortController();
		try {
			const parts = await this.#parts(format, around, rows.signal);
			this.#state = 'idle';
			return new Blob(parts, { type: format.type });
		} catch (error) {
			this.#state = isCancelled(error) ? 'idle' : 'failed';
			this.#failure = isCancelled(error) ? null : messageOf(error);
			return null;
		} finally {
			rows.abort();
		}
	}

	async #parts(format: FileFormat, around: Around, keptUntil: AbortSignal): Promise<BlobPart[]> {
		const parts: BlobPart[] = [];
		let writer: FileWriter | null = null;
		for (let isLast = false; !isLast;) {
			const { columns, rows } = await this.#page({ offset: this.#done, around, keptUntil });
			writer ??= await format.open(columns, () => this.#types(around));
			parts.push(writer.add(rows));
			this.#done += rows.length;
			isLast = rows.length < ROWS_AT_ONCE;
		}
		return [...parts, writer!.end()];
	}

	/** Types of the columns, as the database names them. */
	async #types(around: Around): Promise<string[]> {
		const { columns, rows } = await this.#page({
			offset: 0,
			around: (sql) => `DESCRIBE ${around(sql)}`
		});
		const at = columns.findIndex(({ name }) => name === 'column_type');
		return rows.map((row) => String(row[at] ?? ''));
	}

	#page(page: Pick<PageOfRows, 'offset' | 'around' | 'keptUntil'>): Promise<Result> {
		const { signal } = this.#cancel;
		return this.#load({ ...page, limit: ROWS_AT_ONCE, again: true, signal });
	}
}
