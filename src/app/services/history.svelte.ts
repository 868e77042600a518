import { InTurn } from '#lib/in-turn.ts';

/** Something that the analyst did to the investigation and can take back. */
export interface Edit {
	/** Said where it was made, and where it is made again. */
	made(): string;
	undone(): string;
	undo(): Promise<void>;
	redo(): Promise<void>;
}

/** The last word on the edits, and what can be done about it. */
export interface LastWord {
	text: string;
	offers: 'undo' | 'redo' | null;
}

/** The edits of this visit to the open workspace, which can be taken back one by one, the last one first. */
export class History {
	#done = $state.raw<readonly Edit[]>([]);
	#undone = $state.raw<readonly Edit[]>([]);
	#said = $state.raw<LastWord | null>(null);
	readonly #turn = new InTurn();

	get canUndo(): boolean {
		return this.#done.length > 0;
	}
	get canRedo(): boolean {
		return this.#undone.length > 0;
	}
	/** Null where nothing was said, or it was heard. */
	get said(): LastWord | null {
		return this.#said;
	}

	/** Remembers an edit that was made; `quiet` where the page shows it anyway. What was taken back is gone. */
	add(edit: Edit, quiet = false): void {
		this.#done = [...this.#done, edit];
		this.#undone = [];
		this.#said = quiet ? null : { text: edit.made(), offers: 'undo' };
	}

	/** Takes the last edit back. @throws what the edit throws */
	async undo(): Promise<void> {
		const edit = this.#done.at(-1);
		if (edit === undefined) return this.tell('There is nothing to take back.');
		this.#done = this.#done.slice(0, -1);
		this.#undone = [...this.#undone, edit];
		await this.#turn.run(() => edit.undo());
		this.#said = { text: edit.undone(), offers: 'redo' };
	}

	/** Makes the edit again that was taken back last. @throws what the edit throws */
	async redo(): Promise<void> {
		const edit = this.#undone.at(-1);
		if (edit === undefined) return this.tell('There is nothing to do again.');
		this.#undone = this.#undone.slice(0, -1);
		this.#done = [...this.#done, edit];
		await this.#turn.run(() => edit.redo());
		this.#said = { text: edit.made(), offers: 'undo' };
	}

	/** Says a sentence that is about no edit. */
	tell(text: string): void {
		this.#said = { text, offers: null };
	}

	heard(): void {
		this.#said = null;
	}

	clear(): void {
		this.#done = [];
		this.#undone = [];
		this.#said = null;
	}
}
