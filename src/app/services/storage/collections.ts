export type Key = string | readonly [string, string];

export interface Kept {
	key: Key;
	value: unknown;
}

/** Records by the name of their collection and their key, whatever is in them. Every call may fail, and each by itself. */
export interface Collections {
	keys(name: string): Promise<Key[]>;
	/** Undefined where there is none. */
	get(name: string, key: Key): Promise<unknown>;
	all(name: string): Promise<Kept[]>;
	/**
	 * Puts another record in the place of the one there, in one step: no other page comes between.
	 * @param to is given the record, undefined where there is none; undefined leaves all as it is
	 */
	change(name: string, key: Key, to: (before: unknown) => unknown): Promise<void>;
	drop(name: string, key: Key): Promise<void>;
	/** Takes every record out of every collection: all, or none. */
	clear(): Promise<void>;
	/** Takes a record out of its place and puts `aside` among those that are set aside: both, or nothing. */
	setAside(name: string, key: Key, aside: { key: string; value: unknown }): Promise<void>;
}

/** A key as one text, for maps. */
export function keyText(key: Key): string {
	return typeof key === 'string' ? key : JSON.stringify(key);
}
