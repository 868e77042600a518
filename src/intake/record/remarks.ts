import type { ClaimedSpan, ToldSpan } from '#datasets/format.ts';
import type { Note } from './receipt.ts';

/** What is said of a source beside what its records become. */
export class Remarks {
	readonly claims: ClaimedSpan[] = [];
	readonly told: ToldSpan[] = [];
	/** Whether what was read changes how the rest is to be read. */
	turned = false;
	readonly #notes = new Map<string, number>();
	readonly #formats = new Map<string, number>();

	note(sentence: string): void {
		countIn(this.#notes, sentence);
	}

	/** Counts a record that is of another format than the source. */
	readAs(format: string): void {
		countIn(this.#formats, format);
	}

	/** Each sentence once, with how often it was said. */
	get notes(): Note[] {
		return [...this.#notes].map(([sentence, times]) => ({ sentence, times }));
	}

	/** Records of other formats than the source's own, by format. */
	get byFormat(): Record<string, number> {
		return Object.fromEntries(this.#formats);
	}
}

function countIn(counts: Map<string, number>, name: string): void {
	counts.set(name, (counts.get(name) ?? 0) + 1);
}
