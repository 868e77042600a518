import { bytesText } from '#lib/format-number.ts';
import { messageOf } from '#lib/failure.ts';
import { once } from '#lib/once.ts';

/** Name of the first file, among those that the browser keeps for this origin (OPFS), that is a database on disk. */
export const databaseFile = 'lookdeeper.db';
const LOCK = 'lookdeeper database on disk';
/** How long a worker that has ended may hold on to the file, in milliseconds, and how often one looks. */
const LET_GO = { within: 5_000, every: 100 };

/** The databases on disk of this origin. */
export class Disks {
	readonly #disks = new Map<string | null, Disk>();

	/** One by its name, the same each time; null for the first, which has none. */
	of(name: string | null): Disk {
		return once(this.#disks, name, () => new Disk(name));
	}
}

/** A database on disk: a single page at a time may have it. */
class Disk {
	readonly file: string;
	readonly #files: readonly string[];
	readonly #lock: string;
	#letGo: (() => void) | null = null;

	constructor(name: string | null) {
		this.file = name === null ? databaseFile : databaseFile.replace('.', `-${name}.`);
		// What DuckDB writes ahead of the file lies beside it.
		this.#files = [this.file, `${this.file}.wal`];
		this.#lock = name === null ? LOCK : `${LOCK} ${name}`;
	}

	/**
	 * Takes hold of it for this page, and asks the browser not to clear it away.
	 * @param wanted bytes that may be written to it
	 * @returns null, or why it cannot be had
	 */
	async take(wanted: number): Promise<string | null> {
		if (!(await isThere())) return 'this browser gives the page no files of its own (OPFS)';
		const lack = await lackOf(wanted);
		if (lack !== null) return lack;
		this.#letGo ??= await held(this.#lock);
		if (this.#letGo === null) return 'another tab has it open';
		void persisted();
		return null;
	}

	/** Lets another page have it. */
	leave(): void {
		this.#letGo?.();
		this.#letGo = null;
	}

	/** Bytes of the database, with what is written ahead of it; null where there is none. */
	async size(): Promise<number | null> {
		if (!(await isThere())) return null;
		const root = await navigator.storage.getDirectory();
		const sizes = await Promise.all(this.#files.map((name) => sizeOf(root, name)));
		const found = sizes.filter((size) => size !== null);
		return found.length === 0 ? null : found.reduce((sum, size) => sum + size, 0);
	}

	/** Removes the database; no engine may have it open. */
	async erase(): Promise<void> {
		const root = await navigator.storage.getDirectory();
		for (const name of this.#files) await opened(() => root.removeEntry(name).catch(unlessAbsent));
	}
}

async function sizeOf(root: FileSystemDirectoryHandle, name: string): Promise<number | null> {
	try {
		return (await (await root.getFileHandle(name)).getFile()).size;
	} catch (error) {
		unlessAbsent(error);
		return null;
	}
}

/** Does what needs the file for itself, as soon as a worker that has just ended has let go of it. */
export async function opened<T>(attempt: () => Promise<T>): Promise<T> {
	const last = Date.now() + LET_GO.within;
	for (;;) {
		try {
			return await attempt();
		} catch (error) {
			if (!isHeld(error) || Date.now() > last) throw error;
			await new Promise((resolve) => setTimeout(resolve, LET_GO.every));
		}
	}
}

/** From the worker only the words of an error arrive. */
function isHeld(error: unknown): boolean {
	const name = error instanceof Error ? error.name : '';
	return (
		name === 'NoModificationAllowedError' || /another open Access Handle/.test(messageOf(error))
	);
}

function unlessAbsent(error: unknown): void {
	if (!(error instanceof Error && error.name === 'NotFoundError')) throw error;
}

/** Older browsers have some of these, or have them for other pages only. */
type Offered = Partial<Pick<StorageManager, 'getDirectory' | 'estimate' | 'persist'>>;

function offered(): Offered {
	return (navigator as { storage?: Offered }).storage ?? {};
}

async function isThere(): Promise<boolean> {
	const storage = offered();
	if (storage.getDirectory === undefined || !('locks' in navigator)) return false;
	return storage.getDirectory().then(
		() => true,
		() => false
	);
}

/** Where the browser does not say how much room there is, the writing itself will. */
async function lackOf(wanted: number): Promise<string | null> {
	const { quota, usage = 0 } =
		(await offered()
			.estimate?.()
			.catch(() => null)) ?? {};
	const room = quota === undefined ? Infinity : quota - usage;
	if (room >= wanted) return null;
	return `the browser leaves ${bytesText(room)} for it, and ${bytesText(wanted)} may be needed`;
}

async function persisted(): Promise<void> {
	await offered()
		.persist?.()
		.catch(() => undefined);
}

/** Holds a lock until the function is called that this gives; null where somebody else holds it. */
function held(name: string): Promise<(() => void) | null> {
	return new Promise((resolve, reject) => {
		const kept = navigator.locks.request(name, { ifAvailable: true }, (lock) => {
			if (lock === null) return resolve(null);
			return new Promise<void>((letGo) => resolve(letGo));
		});
		kept.catch(reject);
	});
}
