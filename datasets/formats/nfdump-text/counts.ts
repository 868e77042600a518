/** Words behind a number that nfdump has scaled. */
const scales: Readonly<Record<string, number>> = { K: 1e3, M: 1e6, G: 1e9, T: 1e12 };

/** Joins what nfdump prints in two words: `6.3 M`. */
export function joinScaled(words: readonly string[]): string[] {
	const joined: string[] = [];
	for (const word of words) {
		if (word in scales && joined.length > 0) joined.push(`${joined.pop()!} ${word}`);
		else joined.push(word);
	}
	return joined;
}

/** A count, and whether it was rounded; null where it is none. */
export function countOf(text: string): { count: number; rounded: boolean } | null {
	const parts = /^(\d{1,15})(\.\d)?(?: ([KMGT]))?$/.exec(text);
	if (parts === null || (parts[2] !== undefined && parts[3] === undefined)) return null;
	const scale = parts[3] === undefined ? 1 : scales[parts[3]]!;
	const count = Math.round(Number(parts[1]! + (parts[2] ?? '')) * scale);
	return Number.isSafeInteger(count) ? { count, rounded: scale > 1 } : null;
}
