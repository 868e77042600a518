import type { Format } from '#datasets/format.ts';

/** The format that will read a source, and why it and not another. */
export interface Chosen {
	format: Format;
	/** End of the sentence "recognised by …". */
	because: string;
	runnerUp: { format: string; because: string } | null;
}
