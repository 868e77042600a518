import type { Connection } from '#engine/duckdb/engine.ts';
import { copyNotes, type CopyNote } from '#engine/derived/copies.ts';
import type { CoveragePiece } from '#investigation/result.ts';
import { coveragePieces } from '#investigation/coverage-pieces.ts';
import { derivedSessions, SHOWN_ALERTS, tableEntries } from './catalogue-queries.ts';
import type { CatalogueState, TableEntry } from './services/data-state.ts';

/** What there is in the database, as far as it was counted. */
export class Catalogue implements CatalogueState {
	/** How often rows came or went, and up to which of these they were counted. */
	#changes = $state.raw(0);
	#counted = $state.raw(-1);
	#settling = $state.raw(false);
	#tables = $state.raw<readonly TableEntry[]>([]);
	#coverage = $state.raw<readonly CoveragePiece[]>([]);
	#derived = $state.raw<ReadonlyMap<string, number>>(new Map());
	#copies = $state.raw<readonly CopyNote[]>([]);

	get isCounted(): boolean {
		return this.#counted === this.#changes;
	}
	get isSettling(): boolean {
		return this.#settling;
	}
	get tables(): readonly TableEntry[] {
		return this.#tables;
	}
	get coverage(): readonly CoveragePiece[] {
		return this.#coverage;
	}
	get derived(): ReadonlyMap<string, number> {
		return this.#derived;
	}
	get copies(): readonly CopyNote[] {
		return this.#copies;
	}

	/** Says that rows come or go. */
	change(): void {
		this.#changes++;
	}

	empty(): void {
		this.change();
		this.#tables = [];
		this.#coverage = [];
		this.#derived = new Map();
		this.#copies = [];
	}

	/** Counts the rows alone, which is soon done. */
	async countRows(ask: Connection): Promise<void> {
		this.#tables = await tableEntries(ask);
	}

	/** Tells meanwhile that sessions and coverage are being worked out. */
	async whileSettling(work: () => Promise<void>): Promise<void> {
		this.#settling = true;
		try {
			await work();
		} finally {
			this.#settling = false;
		}
	}

	/** Counts everything. */
	async take(ask: Connection): Promise<void> {
		const changes = this.#changes;
		await this.countRows(ask);
		this.#coverage = await coveragePieces(ask, SHOWN_ALERTS);
		this.#derived = await derivedSessions(ask, this.#tables);
		this.#copies = await copyNotes(ask);
		this.#counted = changes;
	}
}
