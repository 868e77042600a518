import type { Result, ResultColumn } from '#engine/duckdb/engine.ts';
import { isCancelled, messageOf } from '#lib/failure.ts';
import { noColumn } from '../no-column.ts';
import type { Viewed } from '../shown.ts';
import {
	commonSql,
	factsSql,
	firstRowSql,
	profileOf,
	spreadSql,
	type ColumnProfile
} from './column-profile.ts';
import type { ProfileSpec } from './index.ts';

/** A column, with what is known of it so far. */
export interface ProfiledColumn {
	column: ResultColumn;
	/** Null while it was not looked at. */
	profile: ColumnProfile | null;
	failure: string | null;
}

/** `out of time`: columns are left that were not looked at. */
type State = 'looking' | 'done' | 'failed' | 'cancelled' | 'out of time';

/** How long columns are looked at before a person says that it may go on, in milliseconds. */
export const MOST_TIME = 10_000;
/** The columns of a relation, looked at one after another for as long as there is time. */
export class ProfileState {
	#state = $state.raw<State>('looking');
	#columns = $state.raw<readonly ProfiledColumn[] | null>(null);
	#failure = $state.raw<string | null>(null);
	#cancel = new AbortController();
	#isCancelled = false;
	/** Columns of which only the rows of before were looked at. */
	#old = $state.raw<ReadonlySet<ResultColumn>>(new Set());
	readonly #spec: ProfileSpec;
	readonly #ask: Viewed['ask'];

	constructor(spec: ProfileSpec, ask: Viewed['ask']) {
		this.#spec = spec;
		this.#ask = ask;
	}

	get state(): State {
		return this.#state;
	}
	/** Null before they are known. */
	get columns(): readonly ProfiledColumn[] | null {
		return this.#columns;
	}
	get failure(): string | null {
		return this.#failure;
	}
	/** How many were not looked at. */
	get left(): number {
		return this.#unseen.length;
	}

	get #unseen(): readonly ProfiledColumn[] {
		return (this.#columns ?? []).filter((each) => isLeft(each) || this.#old.has(each.column));
	}

	/** Whether what is known of a column is of the rows of before. */
	isOld(column: ResultColumn): boolean {
		return this.#old.has(column);
	}

	/** Looks at all columns, of other rows: what is known stands as old until then. */
	async lookAnew(): Promise<void> {
		this.#cancel.abort();
		this.#old = new Set((this.#columns ?? []).map(({ column }) => column));
		await this.look();
	}

	cancel(): void {
		this.#isCancelled = true;
		this.#cancel.abort();
	}

	/** Looks at the columns that are left. */
	async look(): Promise<void> {
		this.#state = 'looking';
		this.#failure = null;
		this.#isCancelled = false;
		this.#cancel = new AbortController();
		const { signal } = this.#cancel;
		const clock = setTimeout(() => this.#cancel.abort(), MOST_TIME);
		try {
			this.#columns ??= await this.#named(signal);
			for (const { column } of this.#unseen) await this.#lookAt(column, signal);
			if (this.#cancel.signal === signal) this.#state = 'done';
		} catch (error) {
			if (this.#cancel.signal === signal) this.#end(error, signal);
		} finally {
			clearTimeout(clock);
		}
	}

	#end(error: unknown, signal: AbortSignal): void {
		const ended = signal.aborted || isCancelled(error);
		if (ended) this.#state = this.#isCancelled ? 'cancelled' : 'out of time';
		else this.#state = 'failed';
		this.#failure = ended ? null : messageOf(error);
	}

	async #named(signal: AbortSignal): Promise<ProfiledColumn[]> {
		const { columns } = await this.#row(firstRowSql(this.#spec.sql), signal, 1);
		const wanted = this.#spec.columns;
		const unknown = wanted.find((name) => !columns.some((column) => column.name === name));
		if (unknown !== undefined && columns.length > 0) throw noColumn('no column', unknown, columns);
		return columns
			.filter(({ name }) => wanted.length === 0 || wanted.includes(name))
			.map((column) => ({ column, profile: null, failure: null }));
	}

	/** What fails of one column is told there, and the others are looked at. */
	async #lookAt(column: ResultColumn, signal: AbortSignal): Promise<void> {
		const { sql } = this.#spec;
		try {
			const facts = await this.#row(factsSql(sql, column), signal, 1);
			const common = await this.#row(commonSql(sql, column), signal, 10);
			const stretches = spreadSql(sql, column);
			const spread = stretches === null ? null : await this.#row(stretches, signal, 100);
			this.#give(column, { profile: profileOf(facts, common, spread), failure: null });
		} catch (error) {
			if (signal.aborted || isCancelled(error)) throw error;
			this.#give(column, { profile: null, failure: messageOf(error) });
		}
	}

	#give(column: ResultColumn, found: Pick<ProfiledColumn, 'profile' | 'failure'>): void {
		this.#columns = this.#columns!.map((each) =>
			each.column === column ? { column, ...found } : each
		);
		this.#old = new Set([...this.#old].filter((each) => each !== column));
	}

	#row(sql: string, signal: AbortSignal, limit: number): Promise<Result> {
		signal.throwIfAborted();
		return this.#ask(sql, { offset: 0, limit, again: true, signal });
	}
}

function isLeft({ profile, failure }: ProfiledColumn): boolean {
	return profile === null && failure === null;
}
