/** A map, or one that holds its keys weakly. */
interface Known<Key, Value> {
	get(key: Key): Value | undefined;
	set(key: Key, value: Value): unknown;
}

/** What was worked out once is known from then on. */
export function once<Key, Value>(known: Known<Key, Value>, key: Key, work: () => Value): Value {
	const found = known.get(key);
	if (found !== undefined) return found;
	const value = work();
	known.set(key, value);
	return value;
}
