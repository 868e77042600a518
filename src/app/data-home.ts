import type { Engine, StoredIn } from '#engine/duckdb/engine.ts';
import { Failure } from '#lib/failure.ts';
import { bytesText } from '#lib/format-number.ts';
import type { DataStore } from './data-store.svelte.ts';
import { EngineRoom } from './engine-room.svelte.ts';
import { fileOf } from './given-sources.ts';
import type { Notices } from './services/notices.svelte.ts';
import { OwnSources } from './own-sources.ts';
import { FIRST_OWN } from './services/storage/first-own.ts';
import { isStored, memoryLimit, SourceKeeper } from './source-keeper.ts';
import type { Platform } from './services/platform.ts';
import type { Source } from './services/source.ts';
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
	/** What is kept of the sources. */
	readonly sources: OwnSources;
	readonly #around: DataServices;
	readonly #room: EngineRoom;
	readonly #limit: number;
	/** Name of the analyst's own case whose sources are here, or were last. */
	#case = FIRST_OWN;

	constructor(around: DataServices) {
		const { platform, storage, notices, data } = around;
		this.#around = around;
		this.#room = new EngineRoom(
			platform.openEngine,
			platform.disk(FIRST_OWN),
			(reason) => void this.#recover(reason)
		);
		this.#limit = memoryLimit(platform.address());
		this.sources = new OwnSources({
			...{ notices, data },
			keeper: new SourceKeeper(storage, this.#limit),
			isOnDisk: () => this.#room.place === 'disk'
		});
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
		await this.sources.kept();
		this.sources.forget();
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
		const kept = await this.sources.of(this.#case);
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
		const kept = (await this.sources.of(this.#case)).filter(isStored);
		const engine = await this.#onDisk(bytes / SMALLER_ON_DISK, kept.length === 0);
		if (engine === null && this.#room.place === 'memory') return false;
		if (engine === null) await this.#goOverTo(this.#room.start());
		else {
			const text = `${bytesText(bytes)} go into a database on disk, which is there again at the next visit`;
			notices.say('information', text, 'case');
			await this.#goOverTo(Promise.resolve(engine), kept);
		}
		await this.sources.keepSettled(data.rows.list.loaded);
		return true;
	}

	/** Has the sources that another tab keeps now. @returns whether there are others now */
	follow(): Promise<boolean> {
		return this.sources.follow(this.#case);
	}

	/** Whether a database on disk is at hand, or another tab has what it should hold. */
	async hasRowsOnDisk(): Promise<boolean> {
		return this.#room.place === 'disk' || (await this.sources.of(this.#case)).some(isStored);
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

function sizeOf(sources: readonly Source[]): number {
	return sources.map(fileOf).reduce((sum, { size }) => sum + size, 0);
}
