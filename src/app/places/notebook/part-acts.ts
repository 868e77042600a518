import type { CellKind } from '#cells/cell.ts';
import type { CellUnit, Unit } from '#recipe/units.ts';
import type { DraggedPart } from './dragged-part.svelte.ts';
import type { KindChoice } from './kind-choice.svelte.ts';
import type { LastEdit } from './last-edit.svelte.ts';
import type { NotebookEdits, Refusal } from './notebook-edits.ts';
import type { NotebookParts } from './notebook-parts.svelte.ts';
import type { PartEditor } from './part-editor.svelte.ts';

interface ActsParts {
	parts: NotebookParts;
	editor: PartEditor;
	edits: NotebookEdits;
	choice: KindChoice;
	dragged: DraggedPart;
	last: LastEdit;
}

/** What is done with whole parts; what is being edited is kept before, and the focus goes along. */
export class PartActs {
	readonly #around: ActsParts;

	constructor(around: ActsParts) {
		this.#around = around;
	}

	/** @param place among the units; those from there on stand below it @param kind null for prose */
	async insert(place: number, kind: CellKind | null): Promise<void> {
		const { choice, editor, edits, parts, last } = this.#around;
		choice.close();
		if (!(await editor.leave()) || !(await last.made(edits.insert(place, kind)))) return;
		await parts.focus(place + 1);
		await editor.open();
	}

	/** Puts what was being written in a part that is gone in below what is at hand, with its editor open. */
	async putBack(): Promise<void> {
		const { editor, parts, last } = this.#around;
		const { adrift } = editor;
		if (adrift === null) return;
		const { draft, unit } = adrift;
		await this.insert(
			Math.min(parts.at, parts.items.length - 1),
			unit.type === 'cell' ? unit.cell.kind : null
		);
		if (last.refusal !== null) return;
		editor.letGo();
		editor.write(draft);
	}

	remove(): Promise<void> {
		return this.#ofUnit(async (unit, { parts, edits, last }) => {
			const left = Math.min(parts.at, parts.items.length - 2);
			if (await last.made(edits.remove(unit))) await parts.focus(left);
		});
	}

	/** @param by how many places; less than none is upwards */
	shift(by: number): Promise<void> {
		return this.#ofUnit(async (unit, { parts, edits, last }) => {
			const to = parts.at + by;
			if (to < 1 || to >= parts.items.length) return;
			if (await last.made(edits.shift(unit, by))) await parts.focus(to);
		});
	}

	/** Has what was dragged stand where it was let go. */
	async drop(): Promise<void> {
		const { dragged, parts } = this.#around;
		const moved = dragged.drop();
		if (moved === null) return;
		parts.at = moved.from;
		await this.shift(moved.to - moved.from);
	}

	duplicate(): Promise<void> {
		return this.#ofUnit(async (unit, { parts, edits, last }) => {
			if (await last.made(edits.duplicate(unit))) await parts.focus(parts.at + 1);
		});
	}

	/** Makes a cell one of another kind. */
	async become({ cell }: CellUnit, kind: CellKind): Promise<void> {
		const { choice, editor, edits, parts, last } = this.#around;
		choice.close();
		if ((await editor.apply()) && (await last.made(edits.become(cell, kind))))
			if (editor.now === null) await parts.focus(parts.at);
	}

	/** The editor of the cell stays open. */
	async rename({ cell }: CellUnit, id: string): Promise<Refusal> {
		const { editor, edits } = this.#around;
		const key = `cell ${cell.spec.id}`;
		const refusal = await edits.rename(cell, id);
		if (refusal === null) editor.follow(key, `cell ${id}`);
		return refusal;
	}

	/** Does something with the unit at hand, after what is being edited was kept. */
	async #ofUnit(act: (unit: Unit, around: ActsParts) => Promise<void>): Promise<void> {
		const { editor, parts } = this.#around;
		if (!(await editor.leave())) return;
		const unit = parts.current?.unit ?? null;
		if (unit !== null) await act(unit, this.#around);
	}
}
