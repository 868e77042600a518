import type { NotebookEdits, Refusal } from './notebook-edits.ts';

/** The text of the whole file as it is being written. */
export class RawDraft {
	readonly #edits: NotebookEdits;
	/** Null where the notebook is shown. */
	text = $state.raw<string | null>(null);

	constructor(edits: NotebookEdits) {
		this.#edits = edits;
	}

	/** What was written stands in the file. @returns why it is no recipe, and stays where it is */
	async apply(): Promise<Refusal> {
		return this.text === null ? null : this.#edits.rewrite(this.text);
	}

	/** As that, and the notebook is shown again. */
	async leave(): Promise<Refusal> {
		const refusal = await this.apply();
		if (refusal === null) this.text = null;
		return refusal;
	}
}
