import type { Engine, StoredIn } from '#engine/duckdb/engine.ts';
import { Failure, messageOf } from '#lib/failure.ts';
import { marks } from './marks.ts';
import type { DiskPlace } from './services/platform.ts';
import type { EngineState } from './services/engine-state.ts';

/** So many losses within so many milliseconds are a loop that nobody would end. */
const TOO_OFTEN = { losses: 3, within: 60_000 };

/** Keeps one database running: opens it with the event tables in it, and says when it is lost. */
export class EngineRoom {
	#state = $state.raw<EngineState>({
		state: 'starting',
		place: 'memory',
		version: null,
		reason: null
	});
	readonly #open: (place: StoredIn, disk: DiskPlace) => Promise<Engine>;
	/** That of the case that is open. */
	#disk: DiskPlace;
	/** That on which the database at hand is, or was last. */
	#used: DiskPlace;
	readonly #onlost: (reason: string) => void;
	/** When databases were lost, in milliseconds since 1970. */
	#losses: number[] = [];
	/** The one that was started last; null before the first. */
	#engine: Promise<Engine> | null = null;

	/** @param onlost is told why a database is gone, with all that it held in memory */
	constructor(
		open: (place: StoredIn, disk: DiskPlace) => Promise<Engine>,
		disk: DiskPlace,
		onlost: (reason: string) => void
	) {
		this.#open = open;
		this.#disk = disk;
		this.#used = disk;
		this.#onlost = onlost;
	}

	get state(): EngineState {
		return this.#state;
	}

	/** Where the database at hand is; null before the first was started. */
	get place(): StoredIn | null {
		return this.#engine === null ? null : this.#state.place;
	}

	/** Each case has a database on disk of its own: from here on it is this one, once one is wanted. */
	enter(disk: DiskPlace): void {
		this.#disk = disk;
	}

	/** An empty database in memory, in the place of the one before. */
	start(): Promise<Engine> {
		const used = this.#used;
		const engine = this.#start('memory', () => this.#opened('memory'));
		// Another page may have the one on disk as soon as this one has closed it, and did not come back to it.
		const leave = () => {
			if (this.#state.place === 'memory' || this.#used !== used) used.leave();
		};
		engine.then(leave, leave);
		return engine;
	}

	/** Why so many more bytes cannot go into the database on disk, which is the one at hand; null where they can. */
	lackOnDisk(wanted: number): Promise<string | null> {
		return this.#used.take(wanted);
	}

	/**
	 * The database on disk, in the place of the one before.
	 * @param wanted bytes that may be written to it
	 * @param anew what an earlier visit left in it is not wanted any more
	 * @throws `storage failed` with the reason where it cannot be had; there is none at hand then
	 */
	async startOnDisk(wanted: number, anew: boolean): Promise<Engine> {
		const disk = this.#disk;
		const lack = await disk.take(wanted);
		if (lack !== null) throw new Failure('storage failed', lack);
		const before = this.#used;
		this.#used = disk;
		const engine = this.#start('disk', async () => {
			if (before !== disk) before.leave();
			if (anew) await disk.erase();
			return this.#opened('disk');
		});
		try {
			return await engine;
		} catch (cause) {
			throw new Failure('storage failed', messageOf(cause), { cause });
		}
	}

	/**
	 * The one at hand again, after it was lost or could not be started.
	 * @param asked whether a person wants it, for whom what was lost before counts no more
	 */
	startAgain(asked: boolean): Promise<Engine> {
		if (asked) this.#losses = [];
		const { place } = this.#state;
		return this.#start(place, () => this.#opened(place));
	}

	#start(place: StoredIn, open: () => Promise<Engine>): Promise<Engine> {
		const before = this.#engine;
		this.#state = { state: 'starting', place, version: null, reason: null };
		const engine = closed(before).then(open);
		this.#engine = engine;
		this.#follow(engine, place);
		return engine;
	}

	/** The state follows an engine until it is lost or fails, or another takes its place. */
	#follow(engine: Promise<Engine>, place: StoredIn): void {
		const current = () => this.#engine === engine;
		engine.then(
			({ version, lost }) => {
				if (!current()) return;
				this.#state = { state: 'ready', place, version, reason: null };
				performance.mark(marks.engine);
				void lost.then((reason) => {
					if (!current()) return;
					this.#lose(place, reason);
				});
			},
			(error: unknown) => {
				if (!current()) return;
				this.#state = { state: 'failed', place, version: null, reason: messageOf(error) };
			}
		);
	}

	/** What is lost again and again is not started again by itself. */
	#lose(place: StoredIn, reason: string): void {
		const now = Date.now();
		this.#losses = [...this.#losses, now].filter((at) => now - at < TOO_OFTEN.within);
		if (this.#losses.length < TOO_OFTEN.losses) {
			this.#state = { state: 'lost', place, version: null, reason };
			return this.#onlost(reason);
		}
		const often = `it was lost ${TOO_OFTEN.losses} times within a minute (${reason})`;
		const told = `${often} and is not started again by itself`;
		this.#state = { state: 'failed', place, version: null, reason: told };
	}

	async #opened(place: StoredIn): Promise<Engine> {
		const disk = this.#used;
		const engine = await this.#open(place, disk);
		if (await isPrepared(engine, place)) return engine;
		await engine.close();
		await disk.erase();
		const anew = await this.#open(place, disk);
		await isPrepared(anew, place);
		return anew;
	}
}

async function isPrepared(engine: Engine, place: StoredIn): Promise<boolean> {
	const { prepare } = await import('./database-work.ts');
	const connection = await engine.connect();
	const prepared = await prepare(connection, place);
	await connection.close();
	return prepared;
}

/** Ends an engine, whatever became of it. */
async function closed(engine: Promise<Engine> | null): Promise<void> {
	await engine?.then((open) => open.close()).catch(() => undefined);
}
