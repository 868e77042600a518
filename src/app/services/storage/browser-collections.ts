import { openDB, type IDBPDatabase } from 'idb';
import type { Collection } from './collection.ts';
import type { Collections, Key } from './collections.ts';

const DATABASE = 'lookdeeper';
const VERSION = 3;

type Stored = Pick<Collection, 'name' | 'key'>;

interface Opening {
	collections: readonly Stored[];
	onend: () => void;
}

/**
 * The browser's own database of this origin.
 * @param onend hears that it was closed from outside, by the browser or for another edition of this page
 * @throws where the browser offers none (a private window, say), or an older edition in another tab holds fast
 */
export async function openBrowserCollections(
	collections: readonly Stored[],
	onend: () => void
): Promise<Collections> {
	const db = await withAll(await openAt(VERSION, { collections, onend }), { collections, onend });
	return {
		keys: async (place) => (await db.getAllKeys(place)) as Key[],
		get: (place, key) => db.get(place, asIndexed(key)),
		all: async (place) => {
			const tx = db.transaction(place);
			const [keys, values] = await Promise.all([tx.store.getAllKeys(), tx.store.getAll()]);
			return values.map((value: unknown, i) => ({ key: keys[i] as Key, value }));
		},
		change: (place, key, to) => change(db, place, asIndexed(key), to),
		drop: (place, key) => db.delete(place, asIndexed(key)),
		clear: async () => {
			const names = [...db.objectStoreNames];
			const tx = db.transaction(names, 'readwrite');
			await Promise.all([...names.map((name) => tx.objectStore(name).clear()), tx.done]);
		},
		setAside: async (place, key, aside) => {
			const tx = db.transaction([place, 'aside'], 'readwrite');
			await Promise.all([
				tx.objectStore('aside').put(aside.value, aside.key),
				tx.objectStore(place).delete(asIndexed(key)),
				tx.done
			]);
		}
	};
}

async function change(
	db: IDBPDatabase,
	place: string,
	key: IDBValidKey,
	to: (before: unknown) => unknown
): Promise<void> {
	const tx = db.transaction(place, 'readwrite');
	const done = tx.done;
	// It is awaited below; where the step before fails it fails too, and nobody has to hear of it twice.
	done.catch(() => undefined);
	const value = to(await tx.store.get(key));
	if (value !== undefined)
		await (tx.store.keyPath === null ? tx.store.put(value, key) : tx.store.put(value));
	await done;
}

function asIndexed(key: Key): IDBValidKey {
	return typeof key === 'string' ? key : [...key];
}

/** An older edition in another tab would keep everybody waiting for as long as it is open. */
function openAt(version: number | undefined, opening: Opening): Promise<IDBPDatabase> {
	const { collections, onend } = opening;
	return new Promise((resolve, reject) => {
		const opened = openDB(DATABASE, version, {
			upgrade: (db) => makeStores(db, collections),
			blocked: () => {
				reject(new Error(heldByOlder));
				void opened.then((db) => db.close());
			},
			blocking: (_now, _wanted, event) => {
				(event.target as IDBDatabase).close();
				onend();
			},
			terminated: onend
		});
		opened.then(resolve, (error: unknown) => {
			const isNewer = error instanceof DOMException && error.name === 'VersionError';
			if (isNewer && version !== undefined) openAt(undefined, opening).then(resolve, reject);
			else reject(error);
		});
	});
}

const heldByOlder =
	'an older edition of this page is open in another tab; close it and load this one again';

/** A database that lacks collections, whatever made it, is given them; nothing that is there is touched. */
async function withAll(db: IDBPDatabase, opening: Opening): Promise<IDBPDatabase> {
	if (opening.collections.every(({ name }) => db.objectStoreNames.contains(name))) return db;
	db.close();
	return openAt(db.version + 1, opening);
}

function makeStores(db: IDBPDatabase, collections: readonly Stored[]): void {
	for (const { name, key } of collections) {
		if (db.objectStoreNames.contains(name)) continue;
		const keyPath = typeof key === 'string' ? key : key === null ? undefined : [...key];
		db.createObjectStore(name, keyPath === undefined ? {} : { keyPath });
	}
}
