import { keyText, type Kept, type Collections } from './collections.ts';

/** What serves where the browser keeps nothing: it lasts as long as the page. */
export function memoryCollections(): Collections {
	const records = new Map<string, Map<string, Kept>>();
	const of = (place: string) => {
		const found = records.get(place) ?? new Map<string, Kept>();
		records.set(place, found);
		return found;
	};
	return {
		keys: async (place) => [...of(place).values()].map(({ key }) => key),
		get: async (place, key) => of(place).get(keyText(key))?.value,
		all: async (place) => [...of(place).values()],
		change: async (place, key, to) => {
			const value = to(of(place).get(keyText(key))?.value);
			if (value !== undefined) of(place).set(keyText(key), { key, value });
		},
		drop: async (place, key) => void of(place).delete(keyText(key)),
		clear: async () => records.clear(),
		setAside: async (place, key, aside) => {
			of('aside').set(aside.key, aside);
			of(place).delete(keyText(key));
		}
	};
}
