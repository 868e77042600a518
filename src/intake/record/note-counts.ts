import type { Note } from './receipt.ts';

/** Sentences for a receipt: each is kept once, with how often it was said. */
export class NoteCounts {
	readonly #times = new Map<string, number>();

	note(sentence: string): void {
		this.#times.set(sentence, (this.#times.get(sentence) ?? 0) + 1);
	}

	get all(): Note[] {
		return [...this.#times].map(([sentence, times]) => ({ sentence, times }));
	}
}
