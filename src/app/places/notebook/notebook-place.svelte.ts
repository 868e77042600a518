import type { PlaceState } from '../../place.ts';
import type { Command } from '../../services/command.ts';
import type { Services } from '../../services/services.ts';
import { AskedEdits } from './asked-edits.ts';
import { commandsOf } from './commands.ts';
import { DraggedPart } from './dragged-part.svelte.ts';
import { FoldedParts } from './folded-parts.svelte.ts';
import { KindChoice } from './kind-choice.svelte.ts';
import { LastEdit } from './last-edit.svelte.ts';
import { newRecipe } from './new-recipe.ts';
import { NotebookEdits } from './notebook-edits.ts';
import { NotebookParts } from './notebook-parts.svelte.ts';
import { PartActs } from './part-acts.ts';
import { PartEditor } from './part-editor.svelte.ts';
import { RawDraft } from './raw-draft.svelte.ts';
import { ShownSql } from './shown-sql.svelte.ts';

/** The recipe at hand where it is read and written. */
export class NotebookPlace implements PlaceState {
	readonly services: Services;
	readonly parts: NotebookParts;
	readonly edits: NotebookEdits;
	readonly last = new LastEdit();
	readonly folded: FoldedParts;
	readonly editor: PartEditor;
	readonly choice = new KindChoice();
	readonly dragged = new DraggedPart();
	readonly acts: PartActs;
	readonly raw: RawDraft;
	readonly sql = new ShownSql();
	readonly asked: AskedEdits;
	readonly commands: readonly Command[];

	constructor(services: Services) {
		const { choice, dragged, last } = this;
		const parts = new NotebookParts(services);
		const edits = new NotebookEdits(services);
		const folded = new FoldedParts(services);
		const editor = new PartEditor({ services, parts, edits, folded, last });
		this.services = services;
		this.parts = parts;
		this.edits = edits;
		this.folded = folded;
		this.editor = editor;
		this.acts = new PartActs({ parts, editor, edits, choice, dragged, last });
		this.raw = new RawDraft(edits);
		this.asked = new AskedEdits(services, parts);
		this.commands = commandsOf(this);
	}

	load(): Promise<void> {
		return this.asked.load();
	}

	enter(caseName: string): Promise<void> {
		return this.folded.enter(caseName);
	}

	refresh(): Promise<void> {
		return this.folded.refresh();
	}

	keepAnew(): Promise<void> {
		return this.folded.keepAnew();
	}

	async runAndGoOn(): Promise<void> {
		if (!(await this.editor.leave())) return;
		void this.asked.run();
		await this.parts.move(1);
	}

	/** What was written so far stands in the file and is asked, and the editor stays open. */
	async applyAndRun(): Promise<void> {
		if (await this.editor.apply()) await this.asked.runHeld();
	}

	async begin(): Promise<void> {
		if (!(await this.editor.leave())) return;
		this.raw.text = null;
		this.services.ask('openPlace')?.('notebook');
		await this.services.recipes.openRecipe(newRecipe);
		await this.parts.focus(0);
	}

	/** The text of the whole file in place of the notebook, or the notebook again with what was written. */
	async toggleRaw(): Promise<void> {
		const { raw, parts } = this;
		this.services.ask('openPlace')?.('notebook');
		if (raw.text !== null) await this.last.made(raw.leave());
		else if (await this.editor.leave()) raw.text = this.services.recipe.text;
		await parts.focus(parts.at);
	}

	async applyRaw(): Promise<void> {
		if (await this.last.made(this.raw.apply())) await this.asked.runHeld();
	}
}
