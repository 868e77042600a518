/** Where each kind of record is kept. */
export const placeNames = [
	'sources',
	'investigations',
	'deeper',
	'settings',
	'categories',
	'pins',
	'aside'
] as const;

export type PlaceName = (typeof placeNames)[number];

export type Key = string | readonly [string, string];

export interface Kept {
	key: Key;
	value: unknown;
}

/** Records by place and key, whatever is in them. Every call may fail, and each by itself. */
export interface Places {
	keys(place: PlaceName): Promise<Key[]>;
	/** Undefined where there is none. */
	get(place: PlaceName, key: Key): Promise<unknown>;
	all(place: PlaceName): Promise<Kept[]>;
	/**
	 * Puts another record in the place of the one there, in one step: no other page comes between.
	 * @param to is given the record, undefined where there is none; undefined leaves all as it is
	 */
	change(place: PlaceName, key: Key, to: (before: unknown) => unknown): Promise<void>;
	drop(place: PlaceName, key: Key): Promise<void>;
	/** Takes a record out of its place and puts `aside` among those that are set aside: both, or nothing. */
	setAside(place: PlaceName, key: Key, aside: { key: string; value: unknown }): Promise<void>;
}

/** A key as one text, for maps. */
export function keyText(key: Key): string {
	return typeof key === 'string' ? key : JSON.stringify(key);
}
