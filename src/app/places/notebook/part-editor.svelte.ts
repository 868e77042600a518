import type { Unit } from '#recipe/units.ts';
import type { Services } from '../../services/services.ts';
import type { FoldedParts } from './folded-parts.svelte.ts';
import { writtenIn } from './items.ts';
import type { LastEdit } from './last-edit.svelte.ts';
import type { NotebookEdits } from './notebook-edits.ts';
import type { NotebookParts } from './notebook-parts.svelte.ts';

/** A part that is being edited, and what is written there so far. */
interface Editing {
	key: string;
	draft: string;
	/** What stood there when its editor was opened. */
	written: string;
	/** Whether the focus is in the form of its attributes first, and not in its text. */
	inForm: boolean;
	/** The part as it was when its editor was opened; null for what the recipe is. */
	unit: Unit | null;
}

/** What was being written in a part that is gone. */
interface Adrift extends Editing {
	unit: Unit;
}

interface EditorParts {
	services: Pick<Services, 'recipe'>;
	parts: NotebookParts;
	edits: NotebookEdits;
	folded: FoldedParts;
	last: LastEdit;
}

/** Where a part is edited, one at a time. */
export class PartEditor {
	readonly #around: EditorParts;
	/** Null where none is edited. */
	now = $state.raw<Editing | null>(null);
	#kept = $state.raw<Adrift | null>(null);
	/** What was being written in a part that is gone, as an edit that was taken back has it; null where nothing was. */
	readonly adrift = $derived.by(() => (this.#isGone(this.now) ? this.now : this.#kept));

	constructor(around: EditorParts) {
		this.#around = around;
	}

	/** Opens the editor of an item, and leaves the one that is open. */
	async open(item = this.#around.parts.current, inForm = false): Promise<void> {
		const { folded, services } = this.#around;
		if (item === undefined || item.key === this.now?.key) return;
		if (!(await this.leave())) return;
		if (folded.has(item.key)) void folded.toggle(item.key);
		const written = item.unit === null ? '' : writtenIn(item.unit, services.recipe.text);
		this.now = { key: item.key, draft: written, written, inForm, unit: item.unit };
	}

	write(draft: string): void {
		if (this.now !== null) this.now = { ...this.now, draft };
	}

	/** What was written so far stands in the file, and the editor stays open. @returns whether it could be */
	async apply(): Promise<boolean> {
		const { parts, edits, last } = this.#around;
		const unit = parts.items.find(({ key }) => key === this.now?.key)?.unit ?? null;
		if (this.now === null || unit === null) return true;
		const { draft } = this.now;
		if (!(await last.made(edits.write(unit, draft)))) return false;
		if (this.now?.draft === draft) this.now = { ...this.now, written: draft };
		return true;
	}

	/** Closes the editor, and what was written stands in the file. @returns false where it cannot, and it stays open */
	async leave(): Promise<boolean> {
		if (!(await this.apply())) return false;
		if (this.#isGone(this.now)) this.#kept = this.now;
		this.now = null;
		return true;
	}

	/** Forgets what was being written in a part that is gone. */
	letGo(): void {
		if (this.#isGone(this.now)) this.now = null;
		this.#kept = null;
	}

	#isGone(editing: Editing | null): editing is Adrift {
		if (editing === null || editing.unit === null || editing.draft === editing.written)
			return false;
		return !this.#around.parts.items.some(({ key }) => key === editing.key);
	}

	/** Leaves the editor and has the focus on what it was of. */
	async close(): Promise<void> {
		const { parts } = this.#around;
		if (await this.leave()) await parts.focus(parts.at);
	}

	/** What is edited has another name now; its editor stays open. */
	follow(key: string, now: string): void {
		if (this.now?.key === key) this.now = { ...this.now, key: now };
	}
}
