import type { CaseMirror } from './case-mirror.ts';
import type { DataHome } from './data-home.ts';
import type { DataStore } from './data-store.svelte.ts';
import type { OpenCase } from './open-case.svelte.ts';
import type { History } from './services/history.svelte.ts';
import type { Storage } from './services/storage.ts';

export interface TurnParts {
	storage: Promise<Storage>;
	history: History;
	case: OpenCase;
	data: DataStore;
	home: DataHome;
	mirror: CaseMirror;
	/** What may be running. */
	runs: { cancel(): void };
	/** Keeps anew what the page has beside the sources. */
	keepAnew(): readonly Promise<void>[];
}

/** What this tab does where it begins to write the case, and where it ends to: only one tab writes it. */
export class WritingTurns {
	readonly #parts: TurnParts;

	constructor(parts: TurnParts) {
		this.#parts = parts;
	}

	/** This tab writes the case now, which another one wrote so far. */
	async begin(): Promise<void> {
		const { case: open, home, mirror, history } = this.#parts;
		if (open.isOwn && (await home.hasRowsOnDisk())) await open.reopen();
		else await mirror.followAll();
		history.tell('This tab writes the case now.');
	}

	/** Another tab writes the case now; of a database on disk only one tab can have it. */
	async end(): Promise<void> {
		const { case: open, home, history } = this.#parts;
		history.clear();
		if (home.engine.place === 'disk') await open.reopen();
	}

	/** Resolves once all is kept that this tab has at hand. */
	async finish(): Promise<void> {
		const { data, home, storage } = this.#parts;
		await data.idle();
		await home.sources.kept();
		await (await storage).written();
	}

	/** Nothing is written any more, and no database on disk is open. */
	async leave(): Promise<void> {
		const { runs, data, home } = this.#parts;
		runs.cancel();
		data.reading.cancel();
		await home.openEmpty();
		await this.finish();
	}

	/** What was kept may be gone while the page is open; the page has it all. */
	async keepAnew(): Promise<void> {
		const { case: open, home, keepAnew } = this.#parts;
		if (open.role !== 'writes') return;
		await Promise.all([home.sources.keepAnew(), ...keepAnew()]);
	}
}
