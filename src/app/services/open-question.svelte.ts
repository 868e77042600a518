import type { Result } from '#engine/duckdb/engine.ts';
import { selectionSql, type RowChoices } from '#engine/sql/condition.ts';
import { isCancelled } from '#lib/failure.ts';
import type { Told } from '#notebook/error-words.ts';
import type { PageOfRows } from '#ui/paged-rows.svelte.ts';
import { ROWS_OF_PAGE } from '#ui/pages-at-hand.svelte.ts';
import { askData, faultOfQuestion, isOfInvestigation, type AskedOf } from './ask-data.ts';

/** `stale`: its answer is of another text, of other rows or of another alert than there are now. */
export type QuestionState = 'not asked' | 'running' | 'done' | 'stale' | 'failed' | 'cancelled';

/** What was found last, and what it was asked of. */
export interface QuestionAnswer {
	/** Another for each answer. */
	number: number;
	sql: string;
	first: Result;
	/** Milliseconds from question to first rows. */
	ms: number;
	/** Of which alone rows of event tables were read; empty for all of them. */
	selection: readonly RowChoices[];
	/** What there was when it was asked. */
	basis: string;
	/** Whether rows were still being read or worked out when it was asked. */
	early: boolean;
	/** Ends when nobody looks at its rows any more. */
	shown: AbortController;
}

type Ended = 'not asked' | 'running' | 'done' | 'failed' | 'cancelled';

let answers = 0;

/**
 * A statement that a person asks of what is loaded, outside of any path: how far it has come, and what was found
 * last, which stays when a later asking fails. All getters are reactive.
 */
export class OpenQuestion {
	readonly #of: AskedOf;
	readonly #selection: () => readonly RowChoices[];
	#sql = $state.raw('');
	#ended = $state.raw<Ended>('not asked');
	#answer = $state.raw<QuestionAnswer | null>(null);
	#fault = $state.raw<Told | null>(null);
	#cancel = new AbortController();

	/** @param selection of which alone rows of event tables are read; empty for all. Reading it is reactive */
	constructor(of: AskedOf, sql: string, selection: () => readonly RowChoices[] = () => []) {
		this.#of = of;
		this.#selection = selection;
		this.#sql = sql;
	}

	get sql(): string {
		return this.#sql;
	}

	/** Null until it was answered. */
	get answer(): QuestionAnswer | null {
		return this.#answer;
	}

	/** What was wrong with it as it stands; null where nothing is known to be. */
	get fault(): Told | null {
		return this.#fault;
	}

	get state(): QuestionState {
		if (this.#ended !== 'done') return this.#ended;
		const isCurrent = this.#answer?.sql === this.#sql && this.#answer.basis === this.#basis;
		return isCurrent ? 'done' : 'stale';
	}

	/** Whether its answer came of rows that were not all there, and they are now: nobody made it old. */
	get isOvertaken(): boolean {
		const { answer } = this;
		if (answer === null || !answer.early || this.#isComing) return false;
		return this.state === 'stale' && answer.sql === this.#sql;
	}

	/** Whether its answer is of other rows than those that are selected now. */
	get isOfOtherRows(): boolean {
		const asked = this.#answer?.selection ?? null;
		return asked !== null && selectionSql(asked) !== selectionSql(this.#selection());
	}

	/** Gives it another text; what was found by the one before is stale. */
	rewrite(sql: string): void {
		if (sql === this.#sql) return;
		this.#cancel.abort();
		this.#sql = sql;
		this.#fault = null;
		this.#ended = this.#answer === null ? 'not asked' : 'done';
	}

	/** Asks it as it stands; what was asked before and comes late is dropped. */
	async ask(): Promise<void> {
		this.#cancel.abort();
		const cancel = new AbortController();
		this.#cancel = cancel;
		const asked = {
			sql: this.#sql,
			selection: this.#selection(),
			basis: this.#basis,
			early: this.#isComing
		};
		this.#ended = 'running';
		this.#fault = null;
		const shown = new AbortController();
		const { signal } = cancel;
		const keptUntil = shown.signal;
		const page = { offset: 0, limit: ROWS_OF_PAGE, again: true, signal, keptUntil };
		const began = performance.now();
		try {
			const first = await askData(this.#of, asked.sql, page, asked.selection);
			if (this.#cancel !== cancel) return shown.abort();
			this.#answer?.shown.abort();
			this.#answer = { ...asked, first, shown, ms: performance.now() - began, number: ++answers };
			this.#ended = 'done';
		} catch (error) {
			if (this.#cancel === cancel) this.#fail(error);
		}
	}

	/** The page is free at once. */
	cancel(): void {
		this.#cancel.abort();
	}

	/** Rows of the last answer: the first ones are there already. */
	rows(page: PageOfRows): Promise<Result> {
		const { sql, selection, first, shown } = this.#answer!;
		page.keptUntil?.addEventListener('abort', () => shown.abort(), { once: true });
		if (page.brush !== undefined) return askData(this.#of, sql, page);
		const isFirst = page.offset === 0 && page.around === undefined && page.explained !== true;
		if (isFirst && page.again !== true) return Promise.resolve(first);
		const isOwn = page.around === undefined && !shown.signal.aborted;
		const keptUntil = isOwn ? shown.signal : page.keptUntil;
		return askData(this.#of, sql, { ...page, keptUntil }, selection);
	}

	#fail(error: unknown): void {
		this.#ended = isCancelled(error) ? 'cancelled' : 'failed';
		this.#fault = isCancelled(error) ? null : faultOfQuestion(this.#of, this.#sql, error);
	}

	readonly #isComing = $derived.by(() => {
		const { isSettling, isCounted } = this.#of.data.catalogue;
		return isSettling || !isCounted;
	});

	readonly #isOfInvestigation = $derived.by(() => isOfInvestigation(this.#of, this.#sql));

	/** Tells of the rows that there are, and of the alert and the recipe where it speaks of them. */
	readonly #basis = $derived.by((): string => {
		const { data, alerts, recipe } = this.#of;
		const sources = data.sources.map(({ receipt }) => receipt?.source_id ?? '');
		const about = this.#isOfInvestigation
			? [alerts.current?.alert_id, recipe.text, recipe.values]
			: [];
		return JSON.stringify([sources, this.#isComing, selectionSql(this.#selection()), ...about]);
	});
}
