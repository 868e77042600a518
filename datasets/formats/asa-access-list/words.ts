import { unreadable } from '#lib/unreadable.ts';

/** The words of a line of the configuration, one after the other. */
export class AsaWords {
	readonly line: string;
	readonly #words: readonly string[];
	#at = 0;

	constructor(line: string) {
		this.line = line.trim();
		this.#words = this.line.split(/\s+/);
	}

	/** The word at hand; empty at the end. */
	get word(): string {
		return this.#words[this.#at] ?? '';
	}

	/** The word behind the one at hand; empty where there is none. */
	get next(): string {
		return this.#words[this.#at + 1] ?? '';
	}

	get isEnd(): boolean {
		return this.#at >= this.#words.length;
	}

	/** What is left of the line from the word at hand. */
	get rest(): string {
		return this.#words.slice(this.#at).join(' ');
	}

	/** Every word of the line. */
	get all(): readonly string[] {
		return this.#words;
	}

	/** Passes over so many words. Throws `record not readable` where there are not as many. */
	skip(count: number): void {
		for (let i = 0; i < count; i++) this.take();
	}

	/** Takes the word at hand. Throws `record not readable` at the end. */
	take(): string {
		if (this.isEnd) throw unreadable('the line ends too early', this.line);
		return this.#words[this.#at++]!;
	}

	/** Takes the word at hand where it is this one. */
	takes(word: string): boolean {
		if (this.word !== word) return false;
		this.#at++;
		return true;
	}
}
