/** A word, a mark or a quoted text of a line, and where it stands in it. */
export interface NftToken {
	/** Without quotes. */
	text: string;
	/** True for what stood in quotes. */
	isString: boolean;
	start: number;
	end: number;
}

const piece = /\s*(?:(?<quote>")|(?<mark>[{},;]|[!=<>]=|[<>](?![^\s]))|(?<word>[^\s"{},;]+))/uy;

/** Cuts a line into tokens; a comment behind `#`, as `# handle 7`, is left out. */
export function tokensOf(line: string): NftToken[] {
	const tokens: NftToken[] = [];
	const endOf = stringEnds(line);
	piece.lastIndex = 0;
	const length = line.trimEnd().length;
	while (piece.lastIndex < length) {
		const at = piece.lastIndex;
		const found = piece.exec(line);
		if (found === null) break;
		const { quote, mark, word } = found.groups!;
		if (word?.startsWith('#')) break;
		const start = at + found[0].length - found[0].trimStart().length;
		const end = quote === undefined ? piece.lastIndex : endOf(start);
		const text = mark ?? word ?? line.slice(start + 1, end);
		if (quote !== undefined) piece.lastIndex = Math.min(end + 1, line.length);
		tokens.push({ text, isString: quote !== undefined, start, end: piece.lastIndex });
	}
	return tokens;
}

/**
 * Where quoted texts end. `nft` lists a quote within one as it is, as in `log prefix "say "hi" "`: so one ends at a quote
 * behind which a word ends, and behind which as many texts begin as end; where there is none, at the next quote.
 */
function stringEnds(line: string): (start: number) => number {
	const quotes = [...line.matchAll(/"/g)].map(({ index }) => index);
	const ends: (number | null)[] = [];
	let next: number | null = null;
	for (let i = quotes.length - 1; i >= 0; i--) {
		ends[i] = next;
		const isEven = (quotes.length - 1 - i) % 2 === 0;
		if (isEven && /^[\s{},;]?$/.test(line.slice(quotes[i]! + 1, quotes[i]! + 2))) next = quotes[i]!;
	}
	const places = new Map(quotes.map((quote, i) => [quote, i]));
	return (start) => {
		const i = places.get(start)!;
		return ends[i] ?? quotes[i + 1] ?? line.length;
	};
}

/** The tokens of a statement, one after the other. */
export class NftWords {
	readonly #tokens: readonly NftToken[];
	#at = 0;

	constructor(tokens: readonly NftToken[]) {
		this.#tokens = tokens;
	}

	get isEnd(): boolean {
		return this.#at >= this.#tokens.length;
	}

	/** The word at hand; empty at the end, and for a quoted text. */
	get word(): string {
		const token = this.#tokens[this.#at];
		return token === undefined || token.isString ? '' : token.text;
	}

	/** The word behind the one at hand. */
	get next(): string {
		return this.#tokens[this.#at + 1]?.text ?? '';
	}

	/** So many words from the one at hand, a quoted text among them by its text. */
	following(count: number): string[] {
		return this.#tokens.slice(this.#at, this.#at + count).map(({ text }) => text);
	}

	/** Whether these two words are at hand. */
	starts(first: string, second: string): boolean {
		return this.word === first && this.next === second;
	}

	/** The word at hand and what is behind it, for a message. */
	get rest(): string {
		const few = this.#tokens.slice(this.#at, this.#at + 16);
		return few.map(({ text }) => text).join(' ');
	}

	/** Takes the word at hand, quoted or not; empty at the end. */
	take(): string {
		return this.#tokens[this.#at++]?.text ?? '';
	}

	/** Takes the token at hand; an empty one at the end. */
	token(): NftToken {
		const token = this.#tokens[this.#at++];
		return token ?? { text: '', isString: true, start: 0, end: 0 };
	}

	takes(word: string): boolean {
		if (this.word !== word) return false;
		this.#at++;
		return true;
	}
}
