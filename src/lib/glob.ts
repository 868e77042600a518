/**
 * Whether a whole text is as a pattern says, whatever the case: `*` stands for any characters or none, `?`
 * for any one, and all else for itself. No pattern takes longer than its length times that of the text.
 */
export function matchesGlob(pattern: string, text: string): boolean {
	const [wanted, given] = [[...pattern.toLowerCase()], [...text.toLowerCase()]];
	let [at, star, resume] = [0, -1, 0];
	for (let i = 0; i < given.length;) {
		if (wanted[at] === '*') [star, resume] = [at++, i];
		else if (wanted[at] === '?' || wanted[at] === given[i]) [at, i] = [at + 1, i + 1];
		else if (star < 0) return false;
		else [at, i] = [star + 1, ++resume];
	}
	while (wanted[at] === '*') at++;
	return at === wanted.length;
}
