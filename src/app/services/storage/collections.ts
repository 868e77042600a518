/** Where each kind of record is kept. */
export const collectionNames = [
	'sources',
	'investigations',
	'deeper',
	'settings',
	'categories',
	'pins',
	'questions',
	'aside'
] as const;

export type CollectionName = (typeof collectionNames)[number];

export type Key = string | readonly [string, string];

export interface Kept {
	key: Key;
	value: unknown;
}

/** Records by place and key, whatever is in them. Every call may fail, and each by itself. */
export interface Collections {
	keys(place: CollectionName): Promise<Key[]>;
	/** Undefined where there is none. */
	get(place: CollectionName, key: Key): Promise<unknown>;
	all(place: CollectionName): Promise<Kept[]>;
	/**
	 * Puts another record in the place of the one there, in one step: no other page comes between.
	 * @param to is given the record, undefined where there is none; undefined leaves all as it is
	 */
	change(place: CollectionName, key: Key, to: (before: unknown) => unknown): Promise<void>;
	drop(place: CollectionName, key: Key): Promise<void>;
	/** Takes every record out of every collection: all, or none. */
	clear(): Promise<void>;
	/** Takes a record out of its place and puts `aside` among those that are set aside: both, or nothing. */
	setAside(place: CollectionName, key: Key, aside: { key: string; value: unknown }): Promise<void>;
}

/** A key as one text, for maps. */
export function keyText(key: Key): string {
	return typeof key === 'string' ? key : JSON.stringify(key);
}
