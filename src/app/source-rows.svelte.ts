import type { Receipt } from '#intake/record/receipt.ts';

import { OwnViews } from './own-views.svelte.ts';
import { sourcesReadBy } from './read-by.ts';
import { withState, type SourceIn } from './services/source.ts';
import { SourceList } from './source-list.svelte.ts';

/** Which rows there are of which sources, and whether what follows from them is worked out. */
export class SourceRows {
	readonly list = new SourceList();
	readonly views = new OwnViews();
	/** How often rows came or went, while what follows from them is not worked out yet; null once it is. */
	#unsettled = $state.raw<number | null>(null);
	#changes = 0;

	/**
	 * Changes whenever the rows of a table, or of a source's own view, change; the same where the same rows are
	 * there again. As long as sessions and coverage are still being worked out it is that of no other moment.
	 */
	versionOf(table: string): string {
		const version = this.list.versionOf(table, (key) => this.views.of(key)?.name ?? null);
		return this.#unsettled === null ? version : `${version} and not settled, ${this.#unsettled}`;
	}

	/** Receipts of the loaded sources that a statement about `tables` reads. */
	readBy(tables: readonly string[]): Receipt[] {
		return sourcesReadBy(tables, this.list.all, (key) => this.views.of(key)?.name ?? null);
	}

	/** What it takes to have the sources that were read again in another database, or after the loss of this one. */
	get stored(): SourceIn<'stored'>[] {
		return this.list.loaded.map((source) => {
			const view = this.views.of(source.key);
			const { receipt } = source;
			return withState(source, { state: 'stored', receipt, progress: null, view, settled: true });
		});
	}

	/** Rows come or go: until what follows from them is settled, no answer is that of a state to come. */
	unsettle(): void {
		this.#unsettled = ++this.#changes;
	}

	/** @param work that works out what follows from the rows */
	async settled(work: () => Promise<void>): Promise<void> {
		try {
			await work();
		} finally {
			this.#unsettled = null;
		}
	}

	drop(key: string): void {
		this.views.drop(key);
		this.list.drop(key);
	}
}
