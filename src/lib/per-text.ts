/** Texts of which is remembered what was found; a notebook has some dozens, and each is read many times in a run. */
const MOST_REMEMBERED = 256;

/**
 * A function of a text that is worked out once for as long as the text is remembered: a notebook is read again at every
 * edit, of which most texts are the same. What throws is not remembered.
 */
export function perText<Found>(find: (text: string) => Found): (text: string) => Found {
	const remembered = new Map<string, Found>();
	return (text) => {
		if (remembered.has(text)) return remembered.get(text)!;
		const found = find(text);
		const [oldest] = remembered.keys();
		if (remembered.size >= MOST_REMEMBERED && oldest !== undefined) remembered.delete(oldest);
		remembered.set(text, found);
		return found;
	};
}
