import type { FormatFacts } from '#datasets/format-facts.ts';
import type { Mapping } from '#datasets/mapping/mapping.ts';
import type { Result } from '#engine/duckdb/engine.ts';
import type { ImportSettings } from '#intake/record/import-settings.ts';
import type { Preview } from '#intake/reading/preview.ts';
import type { Receipt } from '#intake/record/receipt.ts';
import { unlessStopped, type StopBook } from '#investigation/stops.ts';
import { Arrivals } from './arrivals.svelte.ts';
import type { DataStore } from './data-store.svelte.ts';
import type { LiveCases } from './live-cases.ts';
import type { Looks } from './looks.ts';
import type { OpenCase } from './open-case.svelte.ts';
import type { OpenedCapture, SourceActs } from './services/data-state.ts';
import type { Notices } from './services/notices.svelte.ts';
import type { Page } from './services/page.ts';
import type { SourceDesk } from './source-desk.ts';

export interface LiveSourcesParts {
	data: DataStore;
	desk: SourceDesk;
	case: OpenCase;
	cases: LiveCases;
	notices: Notices;
	looks: Looks;
	stops: StopBook;
}

/** What an analyst does with sources, and asks of what came of them. */
export class LiveSources implements SourceActs {
	readonly #parts: LiveSourcesParts;
	readonly #arrivals = new Arrivals();

	constructor(parts: LiveSourcesParts) {
		this.#parts = parts;
	}

	get arriving(): readonly string[] {
		return this.#arrivals.names;
	}

	formats(): Promise<readonly FormatFacts[]> {
		return this.#parts.data.reading.formats();
	}

	expectFiles(): void {
		this.#parts.data.reading.prepare();
	}

	/** Whoever drops files here works here: this tab takes over, and nothing is asked or refused. */
	addFiles(files: readonly File[], as: string | null = null): Promise<void> {
		const { case: open, cases, desk, notices } = this.#parts;
		return notices.guarded(async () => {
			if (files.length === 0) return;
			await this.#arrivals.during(files, async (listed) => {
				await open.leaveForOwn();
				await cases.takeOver();
				await desk.add(files, as, listed);
			});
		});
	}

	async addText(text: string): Promise<void> {
		const stamp = new Date().toISOString().slice(0, 19).replaceAll(':', '-');
		await this.addFiles([new File([text], `pasted-${stamp}.txt`)]);
	}

	readAgain(key: string, settings: Partial<ImportSettings>): Promise<void> {
		return this.#changing((desk) => desk.readAgain(key, settings));
	}

	preview(key: string, mapping: Mapping | null): Promise<Preview> {
		return this.#parts.desk.preview(key, mapping);
	}

	map(key: string, mapping: Mapping): Promise<void> {
		return this.#changing((desk) => desk.map(key, mapping));
	}

	removeSource(key: string): Promise<void> {
		return this.#changing((desk) => desk.takeOut(key));
	}

	cancelReading(): void {
		this.#parts.data.reading.cancel();
	}

	bytesOf(sourceId: string, offset: number, length: number): Promise<Uint8Array> {
		return this.#parts.data.reading.bytesOf(sourceId, offset, length);
	}

	captureOf(sourceId: string): Promise<OpenedCapture> {
		return this.#parts.data.reading.captureOf(sourceId);
	}

	browse(relation: string, page: Page): Promise<Result> {
		const { data } = this.#parts;
		const ask = (signal: AbortSignal) => data.queries.browse(relation, page, { signal });
		return this.#looked(`rows of ${relation}`, ask, page);
	}

	look(sql: string, page: Partial<Page> = {}): Promise<Result> {
		return this.#looked(sql, (signal) => this.#parts.data.queries.query(sql, { signal }), page);
	}

	query(sql: string): Promise<Result> {
		const { data, looks } = this.#parts;
		return data.queries.query(sql, { signal: looks.signal });
	}

	readBy(tables: readonly string[]): Receipt[] {
		return this.#parts.data.rows.readBy(tables);
	}

	#looked(
		key: string,
		ask: (signal: AbortSignal) => Promise<Result>,
		{ again, signal: own }: Partial<Page>
	): Promise<Result> {
		const { looks, stops } = this.#parts;
		return looks.look((signal) => unlessStopped(stops, key, () => ask(signal), again), own);
	}

	#changing(work: (desk: SourceDesk) => Promise<void>): Promise<void> {
		const { cases, desk } = this.#parts;
		return cases.changing(() => work(desk));
	}
}
