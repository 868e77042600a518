import type { Refusal } from './notebook-edits.ts';

/** What became of the last edit. */
export class LastEdit {
	/** Why it was not made; null where it was. */
	refusal = $state.raw<Refusal>(null);

	/** @returns whether it was made */
	async made(edit: Promise<Refusal>): Promise<boolean> {
		this.refusal = await edit;
		return this.refusal === null;
	}
}
