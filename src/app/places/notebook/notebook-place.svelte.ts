import type { CellKind } from '#cells/cell.ts';
import type { CellUnit, Unit } from '#recipe/units.ts';
import type { PlaceState } from '../../place.ts';
import type { Command } from '../../services/command.ts';
import type { Services } from '../../services/services.ts';
import { commandsOf } from './commands.ts';
import { DraggedPart } from './dragged-part.svelte.ts';
import { FoldedParts } from './folded-parts.svelte.ts';
import { focusItem } from './focus.ts';
import { itemsOf, writtenIn, type NotebookItem } from './items.ts';
import { KindChoice } from './kind-choice.svelte.ts';
import { newRecipe } from './new-recipe.ts';
import { NotebookEdits, type Refusal } from './notebook-edits.ts';
import { RawDraft } from './raw-draft.svelte.ts';
import { ShownSql } from './shown-sql.svelte.ts';

/** A part that is being edited, and what is written there so far. */
interface Editing {
	key: string;
	draft: string;
	/** Whether the focus is in the form of its attributes first, and not in its text. */
	inForm: boolean;
}

/** Whether what is edited waits until somebody asks is kept under this. */
export const ON_DEMAND = 'run on demand';

/** The recipe at hand where it is read and written: which part is at hand, and which is being edited. */
export class NotebookPlace implements PlaceState {
	readonly services: Services;
	readonly edits: NotebookEdits;
	readonly commands: readonly Command[];
	/** Place of the item that has, or had last, the focus. */
	at = $state(0);
	/** One part is edited at a time. */
	editing = $state.raw<Editing | null>(null);
	readonly choice = new KindChoice();
	readonly raw: RawDraft;
	readonly sql = new ShownSql();
	readonly folded: FoldedParts;
	readonly dragged = new DraggedPart();
	/** Why the last edit was not made; null where it was. */
	refusal = $state.raw<Refusal>(null);
	readonly items = $derived.by(() => itemsOf(this.services.recipe.notebook));

	constructor(services: Services) {
		this.services = services;
		this.edits = new NotebookEdits(services);
		this.raw = new RawDraft(this.edits);
		this.folded = new FoldedParts(services);
		this.commands = commandsOf(this);
	}

	get current(): NotebookItem | undefined {
		return this.items[Math.min(this.at, this.items.length - 1)];
	}

	move(way: 1 | -1): Promise<void> {
		return this.focus(Math.max(0, Math.min(this.items.length - 1, this.at + way)));
	}

	/** Opens the editor of an item, and leaves the one that is open. */
	async edit(item = this.current, inForm = false): Promise<void> {
		if (item === undefined || item.key === this.editing?.key) return;
		if (!(await this.leave())) return;
		if (this.folded.has(item.key)) void this.folded.toggle(item.key);
		const draft = item.unit === null ? '' : writtenIn(item.unit, this.services.recipe.text);
		this.editing = { key: item.key, draft, inForm };
	}

	write(draft: string): void {
		if (this.editing !== null) this.editing = { ...this.editing, draft };
	}

	/** What was written so far stands in the file, and the editor stays open. @returns whether it could be */
	async apply(): Promise<boolean> {
		const unit = this.items.find(({ key }) => key === this.editing?.key)?.unit ?? null;
		if (this.editing === null || unit === null) return true;
		return this.#made(this.edits.write(unit, this.editing.draft));
	}

	/** Closes the editor, and what was written stands in the file. @returns false where it cannot, and it stays open */
	async leave(): Promise<boolean> {
		if (!(await this.apply())) return false;
		this.editing = null;
		return true;
	}

	/** Leaves the editor and has the focus on what it was of. */
	async close(): Promise<void> {
		if (await this.leave()) await this.focus(this.at);
	}

	async runAndGoOn(): Promise<void> {
		if (!(await this.leave())) return;
		void this.#run();
		await this.move(1);
	}

	/** @param place among the units; those from there on stand below it @param kind null for prose */
	async insert(place: number, kind: CellKind | null): Promise<void> {
		this.choice.close();
		if (!(await this.leave()) || !(await this.#made(this.edits.insert(place, kind)))) return;
		await this.focus(place + 1);
		await this.edit();
	}

	remove(): Promise<void> {
		return this.#ofUnit(async (unit) => {
			const left = Math.min(this.at, this.items.length - 2);
			if (await this.#made(this.edits.remove(unit))) await this.focus(left);
		});
	}

	/** @param by how many places; less than none is upwards */
	shift(by: number): Promise<void> {
		return this.#ofUnit(async (unit) => {
			const to = this.at + by;
			if (to < 1 || to >= this.items.length) return;
			if (await this.#made(this.edits.shift(unit, by))) await this.focus(to);
		});
	}

	/** Has what was dragged stand where it was let go. */
	async drop(): Promise<void> {
		const moved = this.dragged.drop();
		if (moved === null) return;
		this.at = moved.from;
		await this.shift(moved.to - moved.from);
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

	duplicate(): Promise<void> {
		return this.#ofUnit(async (unit) => {
			if (await this.#made(this.edits.duplicate(unit))) await this.focus(this.at + 1);
		});
	}

	/** Makes a cell one of another kind. */
	async become({ cell }: CellUnit, kind: CellKind): Promise<void> {
		this.choice.close();
		if ((await this.apply()) && (await this.#made(this.edits.become(cell, kind))))
			if (this.editing === null) await this.focus(this.at);
	}

	/** The editor of the cell stays open. */
	async rename({ cell }: CellUnit, id: string): Promise<Refusal> {
		const isEdited = this.editing?.key === `cell ${cell.spec.id}`;
		const refusal = await this.edits.rename(cell, id);
		if (refusal === null && isEdited) this.editing = { ...this.editing!, key: `cell ${id}` };
		return refusal;
	}

	async begin(): Promise<void> {
		if (!(await this.leave())) return;
		this.raw.text = null;
		this.services.ask('openPlace')?.('notebook');
		await this.services.recipes.openRecipe(newRecipe);
		await this.focus(0);
	}

	/** The text of the whole file in place of the notebook, or the notebook again with what was written. */
	async toggleRaw(): Promise<void> {
		this.services.ask('openPlace')?.('notebook');
		if (this.raw.text !== null) await this.#made(this.raw.leave());
		else if (await this.leave()) this.raw.text = this.services.recipe.text;
		await this.focus(this.at);
	}

	async applyRaw(): Promise<void> {
		if (await this.#made(this.raw.apply())) await this.#runHeld();
	}

	/** What was written so far stands in the file and is asked, and the editor stays open. */
	async applyAndRun(): Promise<void> {
		if (await this.apply()) await this.#runHeld();
	}

	async #runHeld(): Promise<void> {
		if (this.services.runs.held.isOn) await this.#run();
	}

	/** Has what is edited asked at once, or only where somebody asks. */
	async runAsEdited(isOn: boolean): Promise<void> {
		const { runs, storage } = this.services;
		runs.held.turn(!isOn);
		if (isOn) void runs.run();
		await (await storage).keepSetting(ON_DEMAND, !isOn);
	}

	async load(): Promise<void> {
		const isOn = await (await this.services.storage).setting(ON_DEMAND, (kept) => kept === true);
		if (isOn === true) this.services.runs.held.turn(true);
	}

	async focus(at: number): Promise<void> {
		this.at = at;
		await focusItem(at);
	}

	/** Asks whatever is not answered for what there is now; what no path asks only where it is at hand. */
	async #run(unit = this.current?.unit ?? null): Promise<void> {
		await this.services.runs.run();
		if (unit?.type === 'cell') await this.services.runs.askAlone(unit.cell.spec.id);
	}

	async #made(edit: Promise<Refusal>): Promise<boolean> {
		this.refusal = await edit;
		return this.refusal === null;
	}

	/** Does something with the unit at hand, after what is being edited was kept. */
	async #ofUnit(act: (unit: Unit) => Promise<void>): Promise<void> {
		if (!(await this.leave())) return;
		const unit = this.current?.unit ?? null;
		if (unit !== null) await act(unit);
	}
}
