/** What was worked out once is known from then on. */
export function once<Key, Value>(known: Map<Key, Value>, key: Key, work: () => Value): Value {
	const found = known.get(key);
	if (found !== undefined) return found;
	const value = work();
	known.set(key, value);
	return value;
}
