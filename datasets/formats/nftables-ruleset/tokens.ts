/** A word, a mark or a quoted text of a line, and where it stands in it. */
export interface Token {
	/** Without quotes. */
	text: string;
	/** True for what stood in quotes. */
	isString: boolean;
	start: number;
	end: number;
}

const piece =
	/\s*(?:"(?<string>[^"]*)"?|(?<mark>[{},;]|[!=<>]=|[<>](?![^\s]))|(?<word>[^\s"{},;]+))/uy;

/** Cuts a line into tokens; a comment behind `#`, as `# handle 7`, is left out. */
export function tokensOf(line: string): Token[] {
	const tokens: Token[] = [];
	piece.lastIndex = 0;
	const length = line.trimEnd().length;
	while (piece.lastIndex < length) {
		const at = piece.lastIndex;
		const found = piece.exec(line);
		if (found === null) break;
		const { string, mark, word } = found.groups!;
		if (word?.startsWith('#')) break;
		const start = at + found[0].length - found[0].trimStart().length;
		const text = string ?? mark ?? word!;
		tokens.push({ text, isString: string !== undefined, start, end: piece.lastIndex });
	}
	return tokens;
}

/** The tokens of a statement, one after the other. */
export class Words {
	readonly #tokens: readonly Token[];
	#at = 0;

	constructor(tokens: readonly Token[]) {
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
	token(): Token {
		const token = this.#tokens[this.#at++];
		return token ?? { text: '', isString: true, start: 0, end: 0 };
	}

	takes(word: string): boolean {
		if (this.word !== word) return false;
		this.#at++;
		return true;
	}
}
