/**
 * Cuts a line into words as iptables-restore does: white space divides, double or single quotes hold together,
 * a backslash takes the next character as it is.
 */
export function wordsOf(line: string): string[] {
	const words: string[] = [];
	let word: string | null = null;
	let quote = '';
	for (let i = 0; i < line.length; i++) {
		let character = line[i]!;
		if (quote === '' && /\s/.test(character)) {
			if (word !== null) words.push(word);
			word = null;
			continue;
		}
		word ??= '';
		if (quote === '' ? character === '"' || character === "'" : character === quote) {
			quote = quote === '' ? character : '';
			continue;
		}
		if (character === '\\' && i + 1 < line.length) character = line[++i]!;
		word += character;
	}
	if (word !== null) words.push(word);
	return words;
}
