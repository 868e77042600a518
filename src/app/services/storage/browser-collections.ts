import { openDB, type IDBPDatabase } from 'idb';
import { collectionNames, type Key, type CollectionName, type Collections } from './collections.ts';

const DATABASE = 'lookdeeper';
const VERSION = 3;

/** The field, or fields, of a record that are its key; a place that is not named here has its keys beside. */
const keyPaths: Partial<Record<CollectionName, string | string[]>> = {
	sources: 'key',
	investigations: 'workspace',
	deeper: 'id',
	categories: ['workspace', 'alertId'],
	pins: 'id',
	questions: 'id'
};

/**
 * The browser's own database of this origin.
 * @param onend hears that it was closed from outside, by the browser or for another edition of this page
 * @throws where the browser offers none (a private window, say), or an older edition in another tab holds fast
 */
export async function openBrowserCollections(onend: () => void): Promise<Collections> {
	const db = await withEveryPlace(await openAt(VERSION, onend), onend);
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
	place: CollectionName,
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
function openAt(version: number | undefined, onend: () => void): Promise<IDBPDatabase> {
	return new Promise((resolve, reject) => {
		const opening = openDB(DATABASE, version, {
			upgrade: makePlaces,
			blocked: () => {
				reject(new Error(heldByOlder));
				void opening.then((db) => db.close());
			},
			blocking: (_now, _wanted, event) => {
				(event.target as IDBDatabase).close();
				onend();
			},
			terminated: onend
		});
		opening.then(resolve, (error: unknown) => {
			const isNewer = error instanceof DOMException && error.name === 'VersionError';
			if (isNewer && version !== undefined) openAt(undefined, onend).then(resolve, reject);
			else reject(error);
		});
	});
}

const heldByOlder =
	'an older edition of this page is open in another tab; close it and load this one again';

/** A database that lacks places, whatever made it, is given them; nothing that is there is touched. */
async function withEveryPlace(db: IDBPDatabase, onend: () => void): Promise<IDBPDatabase> {
	if (collectionNames.every((name) => db.objectStoreNames.contains(name))) return db;
	db.close();
	return openAt(db.version + 1, onend);
}

function makePlaces(db: IDBPDatabase): void {
	for (const name of collectionNames) {
		if (db.objectStoreNames.contains(name)) continue;
		const keyPath = keyPaths[name];
		db.createObjectStore(name, keyPath === undefined ? {} : { keyPath });
	}
}
