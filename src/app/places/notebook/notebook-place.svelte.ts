import { tick } from 'svelte';
import type { CellKind } from '#cells/cell.ts';
import type { CellUnit, Unit } from '#recipe/units.ts';
import type { PlaceState } from '../../place.ts';
import type { Command } from '../../services/command.ts';
import type { Services } from '../../services/services.ts';
import { commandsOf } from './commands.ts';
import { itemsOf, writtenIn, type NotebookItem } from './items.ts';
import { newRecipe } from './new-recipe.ts';
import { NotebookEdits, type Refusal } from './notebook-edits.ts';

/** A part that is being edited, and what is written there so far. */
interface Editing {
	key: string;
	draft: string;
	/** Whether the focus is in the form of its attributes first, and not in its text. */
	inForm: boolean;
}

/**
 * What is to be chosen of the kinds: where a cell is put in, or which cell becomes another. The menu stands beside an
 * element, and another has the focus once nothing was chosen.
 */
export type Choosing = { beside: HTMLElement; back: HTMLElement } & (
	{ place: number } | { cell: CellUnit }
);

/** The recipe at hand where it is read and written: which part is at hand, and which is being edited. */
export class NotebookPlace implements PlaceState {
	readonly services: Services;
	readonly edits: NotebookEdits;
	readonly commands: readonly Command[];
	/** Place of the item that has, or had last, the focus. */
	at = $state(0);
	/** One part is edited at a time. */
	editing = $state.raw<Editing | null>(null);
	choosing = $state.raw<Choosing | null>(null);
	/** Why the last edit was not made; null where it was. */
	refusal = $state.raw<Refusal>(null);
	/** The text of the whole file as it is being written; null where the notebook is shown. */
	raw = $state.raw<string | null>(null);
	/** Keys of the cells whose SQL is in sight. */
	withSql = $state.raw<ReadonlySet<string>>(new Set());
	readonly items = $derived.by(() => itemsOf(this.services.recipe.notebook));

	constructor(services: Services) {
		this.services = services;
		this.edits = new NotebookEdits(services);
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
		void this.services.runs.run();
		await this.move(1);
	}

	/** @param place among the units; those from there on stand below it @param kind null for prose */
	async insert(place: number, kind: CellKind | null): Promise<void> {
		this.choosing = null;
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

	shift(way: 1 | -1): Promise<void> {
		return this.#ofUnit(async (unit) => {
			const to = this.at + way;
			if (to < 1 || to >= this.items.length) return;
			if (await this.#made(this.edits.shift(unit, way))) await this.focus(to);
		});
	}

	duplicate(): Promise<void> {
		return this.#ofUnit(async (unit) => {
			if (await this.#made(this.edits.duplicate(unit))) await this.focus(this.at + 1);
		});
	}

	/** Makes a cell one of another kind. */
	async become({ cell }: CellUnit, kind: CellKind): Promise<void> {
		this.choosing = null;
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
		this.raw = null;
		this.services.ask('openPlace')?.('notebook');
		await this.services.recipes.openRecipe(newRecipe);
		await this.focus(0);
	}

	/** The text of the whole file in place of the notebook, or the notebook again with what was written. */
	async toggleRaw(): Promise<void> {
		this.services.ask('openPlace')?.('notebook');
		if (this.raw === null && (await this.leave())) this.raw = this.services.recipe.text;
		else if (this.raw !== null && (await this.applyRaw())) this.raw = null;
		await this.focus(this.at);
	}

	/** @returns false where what was written is no recipe, and stays where it is */
	async applyRaw(): Promise<boolean> {
		return this.raw === null || this.#made(this.edits.rewrite(this.raw));
	}

	toggleSql(key = this.current?.key ?? ''): void {
		const next = new Set(this.withSql);
		if (!next.delete(key)) next.add(key);
		this.withSql = next;
	}

	toggleAllSql(): void {
		const all = this.items.filter(({ unit }) => unit?.type === 'cell').map(({ key }) => key);
		this.withSql = new Set(all.every((key) => this.withSql.has(key)) ? [] : all);
	}

	/** Asks what is to be put in, beside the item at hand. */
	askKindOfNew(side: 'above' | 'below'): void {
		const back = elementOf(this.at);
		const place = Math.max(0, side === 'above' ? this.at - 1 : this.at);
		const line = document.querySelector<HTMLElement>(`[data-line-at="${place}"]`);
		if (back !== null) this.choosing = { beside: line ?? back, back, place };
	}

	askKind(): void {
		const own = elementOf(this.at);
		const unit = this.current?.unit;
		if (own !== null && unit?.type === 'cell')
			this.choosing = { beside: own.querySelector('header') ?? own, back: own, cell: unit };
	}

	async focus(at: number): Promise<void> {
		this.at = at;
		await tick();
		const element = elementOf(at);
		element?.focus({ preventScroll: true });
		element?.scrollIntoView({ block: 'nearest' });
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

/** What an item stands in on the page. */
function elementOf(at: number): HTMLElement | null {
	return document.querySelector<HTMLElement>(`[data-item-at="${at}"]`);
}
