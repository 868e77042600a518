/** Longer names are never near to anything: to compare them would take long, and nobody mistypes them. */
const LONGEST = 64;

/**
 * The name among `names` that somebody may have meant who wrote `name`: it differs in few signs for its length, or
 * the one goes on where the other ends; null where none is that near. Case and underscores count for nothing.
 */
export function nearestName(name: string, names: Iterable<string>): string | null {
	const given = bare(name);
	if (given.length > LONGEST) return null;
	let best: { other: string; far: number } | null = null;
	for (const other of names) {
		const far = farness(given, bare(other));
		if (far < (best?.far ?? Infinity)) best = { other, far };
	}
	return best?.other ?? null;
}

function bare(name: string): string {
	return name.toLowerCase().replaceAll('_', '');
}

/** How many signs differ; more than any of these where only the beginning is the same; infinite where not near. */
function farness(given: string, other: string): number {
	const shorter = Math.min(given.length, other.length);
	const longer = Math.max(given.length, other.length);
	const most = Math.min(3, Math.floor(longer / 3));
	const isNear = longer - shorter <= most && longer <= LONGEST;
	const edits = isNear ? editsBetween(given, other) : Infinity;
	if (edits <= most) return edits;
	const goesOn = shorter >= 3 && (given.startsWith(other) || other.startsWith(given));
	return goesOn ? LONGEST + longer : Infinity;
}

/** Signs put in, left out, changed, or exchanged with the next one. */
function editsBetween(a: string, b: string): number {
	let [before, row]: [number[], number[]] = [[], [...b, ''].map((_, j) => j)];
	for (let i = 1; i <= a.length; i++) {
		const next = [i];
		for (let j = 1; j <= b.length; j++) {
			const changed = row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
			const isExchanged = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
			const exchanged = isExchanged ? before[j - 2]! + 1 : Infinity;
			next.push(Math.min(row[j]! + 1, next[j - 1]! + 1, changed, exchanged));
		}
		[before, row] = [row, next];
	}
	return row[b.length]!;
}
