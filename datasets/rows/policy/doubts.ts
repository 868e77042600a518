import type { Sink } from '../../format.ts';

/** Doubts that are told by their words; of more, that there are some. */
const MOST_TOLD = 20;

/** Tells the receipt what of rules was not understood, so that they say `unknown` of all that was. */
export class Doubts {
	readonly #sink: Sink;
	readonly #told = new Set<string>();

	constructor(sink: Sink) {
		this.#sink = sink;
	}

	/** @param what the part of a rule that was not understood, with its words */
	tell(what: string): void {
		if (this.#told.size < MOST_TOLD || this.#told.has(what)) {
			this.#told.add(what);
			this.#sink.note(`not wholly understood, so that the rule says unknown: ${what}`);
		} else this.#sink.note('more rules were not wholly understood, and say unknown');
	}
}
