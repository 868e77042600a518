import type { PartQueue } from '../parallel/in-parts.ts';
import type { Whole } from '../parallel/parts-of.ts';
import type { PartRequest } from '../parallel/read-part.ts';
import type { CutAnswer } from './reader-protocol.ts';
import type { Note } from '../record/receipt.ts';

/** The parts of a source that a thread cuts, one ahead of those that are asked for. */
export class CutQueue implements PartQueue {
	readonly #whole: Whole;
	readonly #cut: (number: number) => Promise<CutAnswer>;
	#count = 0;
	#ahead: Promise<CutAnswer> | null = null;
	/** What was said of the compression so far. */
	notes: Note[] = [];
	/** Hears how many bytes as given were read so far. */
	onConsumed: (bytes: number) => void = () => undefined;

	/** @param cut cuts the part of that number, each after the one before */
	constructor(whole: Whole, cut: (number: number) => Promise<CutAnswer>) {
		this.#whole = whole;
		this.#cut = cut;
	}

	async next(): Promise<PartRequest | null> {
		const asked = this.#ahead ?? this.#ask();
		this.#ahead = this.#ask();
		const { cut, consumed, notes } = await asked;
		this.notes = notes;
		this.onConsumed(consumed);
		return cut === null ? null : { ...this.#whole, ...cut };
	}

	#ask(): Promise<CutAnswer> {
		const asked = this.#cut(this.#count++);
		// Whoever asks for the part hears of a failure.
		asked.catch(() => undefined);
		return asked;
	}
}
