import type { Engine, StoredIn } from '#engine/duckdb/engine.ts';
import type { ImportSettings } from '#intake/record/import-settings.ts';
import { Failure, messageOf } from '#lib/failure.ts';
import { bytesText } from '#lib/format-number.ts';
import type { DataStore } from './data-store.svelte.ts';
import { EngineRoom } from './engine-room.svelte.ts';
import { fileOf } from './given-sources.ts';
import { goneFailure, isReadable } from './gone-file.ts';
import type { Notices } from './services/notices.svelte.ts';
import { FIRST_OWN } from './services/storage/first-own.ts';
import { isStored, memoryLimit, SourceKeeper } from './source-keeper.ts';
import type { Platform } from './services/platform.ts';
import { waiting, type Source } from './services/source.ts';
import type { Storage } from './services/storage.ts';

/** Rows take less room than the records that they were read from: about a seventh of them, in what was measured. */
const SMALLER_ON_DISK = 3;

export interface DataServices {
	platform: Platform;
	storage: Promise<Storage>;
	notices: Notices;
	data: DataStore;
	/** Whether this tab writes the case: of those that read it none has the database on disk. */
	mayWrite(): boolean;
	/** Hears of every new engine before anything is asked of it; none of its variables are set. */
	onengine(engine: Promise<Engine>): void;
	/** Hears that the sources are in a new database after the one before was lost. */
	onrecovered(): Promise<void>;
}

/**
 * Where the data live: in a database in memory, or, of the analyst's own sources that are large, in one on disk
 * that is there again at the next visit.
 */
export class DataHome {
	readonly #around: DataServices;
	readonly #room: EngineRoom;
	readonly #sources: SourceKeeper;
	readonly #limit: number;
	/** Name of the analyst's own case whose sources are here, or were last. */
	#case = FIRST_OWN;
	/** Resolves once all is kept that was read so far. */
	#keeping: Promise<unknown> = Promise.resolve();

	constructor(around: DataServices) {
		const { platform, storage } = around;
		this.#around = around;
		this.#room = new EngineRoom(
			platform.openEngine,
			platform.disk(FIRST_OWN),
			(reason) => void this.#recover(reason)
		);
		this.#limit = memoryLimit(platform.address());
		this.#sources = new SourceKeeper(storage, this.#limit);
	}

	get engine() {
		return this.#room.state;
	}

	/** An empty database in memory, for the sources of an incident. */
	async openEmpty(): Promise<void> {
		const { data } = this.#around;
		if (this.#room.place === 'memory') {
			if (data.sources.length > 0) await data.clear();
			return;
		}
		if (this.#room.place !== null) await data.forget();
		this.#attach(this.#room.start());
	}

	/** An empty database in memory, and nothing of what was before is written any more. */
	async letGo(): Promise<void> {
		await this.openEmpty();
		await this.kept();
		this.#sources.forget();
	}

	/**
	 * The database of a case of the analyst's own: the one on disk where an earlier visit left rows there.
	 * @param onnone hears, before there is a database, that nothing is kept or can be read
	 * @returns what brings the sources into it
	 */
	async openOwn(name: string, onnone: () => void): Promise<() => Promise<void>> {
		const { data, platform } = this.#around;
		this.#case = name;
		this.#room.enter(platform.disk(name));
		const kept = await this.#kept();
		if (kept.length === 0) onnone();
		const engine = kept.some(isStored) ? await this.#onDiskToWrite() : null;
		if (engine === null) {
			await this.openEmpty();
			return () => data.add(kept);
		}
		await data.forget();
		this.#attach(Promise.resolve(engine));
		return () => data.restore(kept);
	}

	/**
	 * More than is good for the memory goes to the database on disk, and with it what is loaded.
	 * @returns whether there is another database now
	 */
	async makeRoomFor(sources: readonly Source[]): Promise<boolean> {
		const { data, notices } = this.#around;
		if (this.#room.place === 'disk') {
			const lack = await this.#room.lackOnDisk(sizeOf(sources) / SMALLER_ON_DISK);
			if (lack !== null) notices.say('warning', `the disk may be too small: ${lack}`, 'case');
			return false;
		}
		const bytes = sizeOf([...data.rows.list.loaded, ...sources]);
		if (bytes <= this.#limit) return false;
		const kept = (await this.#kept()).filter(isStored);
		const engine = await this.#onDisk(bytes / SMALLER_ON_DISK, kept.length === 0);
		if (engine === null && this.#room.place === 'memory') return false;
		if (engine === null) await this.#goOverTo(this.#room.start());
		else {
			const text = `${bytesText(bytes)} go into a database on disk, which is there again at the next visit`;
			notices.say('information', text, 'case');
			await this.#goOverTo(Promise.resolve(engine), kept);
		}
		await this.keepSettled(data.rows.list.loaded);
		return true;
	}

	/**
	 * Keeps a source for the next visit as soon as it is read. Large files take seconds to be kept as they are;
	 * nobody has to wait for that.
	 */
	async keepTaken(source: Source): Promise<void> {
		if (source.workspace === null) return;
		const kept = this.#keep([source], false);
		if (this.#room.place === 'disk') await kept;
	}

	/** Keeps sources once what follows from their rows is worked out. */
	async keepSettled(sources: readonly Source[]): Promise<void> {
		if (this.#room.place === 'disk') await this.#keep(sources, true);
	}

	/**
	 * Has the sources that another tab keeps now: those that it added, and not those that it took out.
	 * @returns whether there are others now
	 */
	async follow(): Promise<boolean> {
		const { data } = this.#around;
		const kept = await this.#kept();
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

	/** Whether a database on disk is at hand, or another tab has what it should hold. */
	async hasRowsOnDisk(): Promise<boolean> {
		return this.#room.place === 'disk' || (await this.#kept()).some(isStored);
	}

	/** Keeps all of the analyst's own anew. */
	async keepAnew(): Promise<void> {
		this.#sources.forget();
		await this.#keep(
			this.#around.data.rows.list.loaded.filter(({ workspace }) => workspace !== null),
			true
		);
	}

	/** Resolves once all is kept that was read so far. */
	async kept(): Promise<void> {
		await this.#keeping;
	}

	#keep(sources: readonly Source[], settled: boolean): Promise<unknown> {
		const kept = this.#keepRead(sources, settled);
		this.#keeping = Promise.all([this.#keeping, kept]);
		return kept;
	}

	/** Those that were read, and says which cannot be kept. */
	async #keepRead(sources: readonly Source[], settled: boolean): Promise<void> {
		const { data, notices } = this.#around;
		const onDisk = this.#room.place === 'disk';
		const keys = sources.map(({ key }) => key);
		const read = data.rows.stored.filter(({ key }) => keys.includes(key));
		if (onDisk && read.length > 0) await data.connections.checkpoint();
		for (const source of read) {
			const { key, name } = source;
			const order = data.rows.list.placeOf(key);
			await notices.guarded(async () => {
				const kept = onDisk ? { ...source, settled } : waiting(source);
				if (await this.#sources.keep(kept, order)) return;
				const text = `${name} is too large to be kept: drop it again at the next visit`;
				notices.say('information', text, 'case');
			}, 'case');
		}
	}

	/** The copy of a source that is kept; null where there is none. */
	copyOf(source: Source): Promise<File | null> {
		return this.#sources.copyOf(source).catch(() => null);
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
		this.#around.notices.say('information', text, 'case');
		return { ...source, file: copy };
	}

	/** Keeps a source no longer. */
	async drop(key: string): Promise<void> {
		await this.#sources.drop(key);
		if (this.#room.place === 'disk') await this.#around.data.connections.checkpoint();
	}

	/** What is kept of the analyst's own sources; nothing, and why, where that cannot be read. */
	async #kept(): Promise<Source[]> {
		try {
			return await this.#sources.all(this.#case);
		} catch (error) {
			const text = `the files of your own case cannot be read from where they were kept: ${messageOf(error)}. They are still there; what you drop now is read`;
			this.#around.notices.say('failure', text);
			return [];
		}
	}

	#attach(engine: Promise<Engine>): void {
		this.#around.data.connections.attach(engine);
		this.#around.onengine(engine);
	}

	/** Has what is loaded in another database, where it is read again if it is not there already. */
	async #goOverTo(engine: Promise<Engine>, kept: readonly Source[] = []): Promise<void> {
		this.#around.onengine(engine);
		await this.#around.data.moveTo(engine, this.engine.place, kept);
	}

	/** The database is gone with all that it held in memory; the sources are not. */
	async #recover(reason: string): Promise<void> {
		const remedies: Record<StoredIn, string> = {
			memory: 'the sources are read again',
			disk: 'it is opened again from the disk'
		};
		const remedy = remedies[this.engine.place];
		this.#around.notices.say('warning', `the database was lost (${reason}); ${remedy}`);
		await this.#goOverTo(this.#room.startAgain(false));
		await this.#around.onrecovered();
	}

	/** The database that was lost too often, or could not be started, with the sources; a person asked for it. */
	async startAgain(): Promise<void> {
		if (this.engine.state === 'failed') await this.#goOverTo(this.#room.startAgain(true));
	}

	/** The database on disk for the tab that writes the case; null, and the reason on the page, for another. */
	async #onDiskToWrite(): Promise<Engine | null> {
		if (this.#around.mayWrite()) return this.#onDisk(0, false);
		const text =
			'Another tab has the database on disk with the rows of large files: take over to have them here';
		this.#around.notices.say('information', text, 'case');
		return null;
	}

	/** The database on disk; null, and the reason on the page, where it cannot be had. */
	async #onDisk(wanted: number, anew: boolean): Promise<Engine | null> {
		try {
			return await this.#room.startOnDisk(wanted, anew);
		} catch (error) {
			if (!(error instanceof Failure) || error.kind !== 'storage failed') throw error;
			this.#around.notices.say(
				'warning',
				`no database on disk: ${error.message}. Large files are read into memory, as far as it goes, and have to be dropped again at the next visit`,
				'case'
			);
			return null;
		}
	}
}

function isSameReading(a: ImportSettings, b: ImportSettings): boolean {
	return JSON.stringify({ ...a, native: false }) === JSON.stringify({ ...b, native: false });
}

function sizeOf(sources: readonly Source[]): number {
	return sources.map(fileOf).reduce((sum, { size }) => sum + size, 0);
}
