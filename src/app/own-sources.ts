import type { ImportSettings } from '#intake/record/import-settings.ts';
import { messageOf } from '#lib/failure.ts';
import type { DataStore } from './data-store.svelte.ts';
import { fileOf } from './given-sources.ts';
import { goneFailure, isReadable } from './gone-file.ts';
import type { Notices } from './services/notices.svelte.ts';
import { waiting, type Source } from './services/source.ts';
import type { SourceKeeper } from './source-keeper.ts';

interface OwnSourcesParts {
	notices: Notices;
	data: DataStore;
	keeper: SourceKeeper;
	/** Whether the rows lie in a database that is there again at the next visit. */
	isOnDisk(): boolean;
}

/** What the page keeps of the analyst's own sources for the next visit, and has of them from an earlier one. */
export class OwnSources {
	readonly #parts: OwnSourcesParts;
	/** Resolves once all is kept that was read so far. */
	#keeping: Promise<unknown> = Promise.resolve();

	constructor(parts: OwnSourcesParts) {
		this.#parts = parts;
	}

	/** What is kept of a case; nothing, and why, where that cannot be read. */
	async of(caseName: string): Promise<Source[]> {
		const { keeper, notices } = this.#parts;
		try {
			return await keeper.all(caseName);
		} catch (error) {
			const text = `the files of your own case cannot be read from where they were kept: ${messageOf(error)}. They are still there; what you drop now is read`;
			notices.say('failure', text);
			return [];
		}
	}

	/**
	 * Keeps a source for the next visit as soon as it is read. Large files take seconds to be kept as they are;
	 * nobody has to wait for that.
	 */
	async keepTaken(source: Source): Promise<void> {
		if (source.workspace === null) return;
		const kept = this.#keep([source], false);
		if (this.#parts.isOnDisk()) await kept;
	}

	/** Keeps sources once what follows from their rows is worked out. */
	async keepSettled(sources: readonly Source[]): Promise<void> {
		if (this.#parts.isOnDisk()) await this.#keep(sources, true);
	}

	/** Keeps all of the analyst's own anew. */
	async keepAnew(): Promise<void> {
		const { keeper, data } = this.#parts;
		keeper.forget();
		const own = data.rows.list.loaded.filter(({ workspace }) => workspace !== null);
		await this.#keep(own, true);
	}

	/** Resolves once all is kept that was read so far. */
	async kept(): Promise<void> {
		await this.#keeping;
	}

	/** What was kept may be gone. */
	forget(): void {
		this.#parts.keeper.forget();
	}

	/** Keeps a source no longer. */
	async drop(key: string): Promise<void> {
		const { keeper, data, isOnDisk } = this.#parts;
		await keeper.drop(key);
		if (isOnDisk()) await data.connections.checkpoint();
	}

	/**
	 * Has the sources that another tab keeps now: those that it added, and not those that it took out.
	 * @returns whether there are others now
	 */
	async follow(caseName: string): Promise<boolean> {
		const { data } = this.#parts;
		const kept = await this.of(caseName);
		const asKept = (key: string) => kept.find((source) => source.key === key);
		const gone = data.sources.filter(({ key, settings }) => {
			const there = asKept(key);
			return there === undefined || !isSameReading(there.settings, settings);
		});
		for (const { key } of gone) await data.remove(key);
		const added = kept.filter(({ key }) => data.rows.list.of(key) === undefined);
		for (const source of added) await data.add([source], kept.indexOf(source));
		return gone.length + added.length > 0;
	}

	/** The copy of a source that is kept; null where there is none. */
	copyOf(source: Source): Promise<File | null> {
		return this.#parts.keeper.copyOf(source).catch(() => null);
	}

	/**
	 * A source with bytes that can be read: those of its file, or of a copy where the file is gone by now.
	 * @throws `input not readable` where neither can be
	 */
	async readable(source: Source, copyOf = () => this.copyOf(source)): Promise<Source> {
		const { file, name } = source;
		if (file !== null && (await isReadable(file))) return source;
		const copy = await copyOf();
		if (file === null) return { ...source, file: copy ?? fileOf(source) };
		if (copy === null || !(await isReadable(copy))) throw goneFailure(name);
		const text = `${name} was moved, changed or deleted since it was dropped: its kept copy is read`;
		this.#parts.notices.say('information', text, 'case');
		return { ...source, file: copy };
	}

	#keep(sources: readonly Source[], settled: boolean): Promise<unknown> {
		const kept = this.#keepRead(sources, settled);
		this.#keeping = Promise.all([this.#keeping, kept]);
		return kept;
	}

	/** Those that were read, and says which cannot be kept. */
	async #keepRead(sources: readonly Source[], settled: boolean): Promise<void> {
		const { data, notices, keeper } = this.#parts;
		const onDisk = this.#parts.isOnDisk();
		const keys = sources.map(({ key }) => key);
		const read = data.rows.stored.filter(({ key }) => keys.includes(key));
		if (onDisk && read.length > 0) await data.connections.checkpoint();
		for (const source of read) {
			const { key, name } = source;
			const order = data.rows.list.placeOf(key);
			await notices.guarded(async () => {
				const kept = onDisk ? { ...source, settled } : waiting(source);
				if (await keeper.keep(kept, order)) return;
				const text = `${name} is too large to be kept: drop it again at the next visit`;
				notices.say('information', text, 'case');
			}, 'case');
		}
	}
}

function isSameReading(a: ImportSettings, b: ImportSettings): boolean {
	return JSON.stringify({ ...a, native: false }) === JSON.stringify({ ...b, native: false });
}
