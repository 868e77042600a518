import type { CellKind } from '#cells/cell.ts';
import { messageOf } from '#lib/failure.ts';
import type { Cell, Notebook, QuietCell } from '#notebook/notebook.ts';
import { attributeEdit, kindEdit } from '#recipe/edit/attributes.ts';
import { freeId, newBlock } from '#recipe/edit/block.ts';
import { changed, type Change } from '#recipe/edit/change.ts';
import { renameEdit } from '#recipe/edit/rename.ts';
import { bodyEdit } from '#recipe/edit/sql.ts';
import { insertEdit, removeEdit, moveEdit, wordsEdit } from '#recipe/edit/units.ts';
import { unitsOf, type Unit } from '#recipe/units.ts';
import type { EditWords } from '../../services/recipe-state.ts';
import type { Services } from '../../services/services.ts';
import { wordsOfSet, wordsOfTakenOut } from './edit-words.ts';
import { nameOf, writtenIn } from './items.ts';

/** Why an edit was not made; null where it was. */
export type Refusal = string | null;

interface AtHand {
	text: string;
	notebook: Notebook;
	units: readonly Unit[];
}

/** Edits of the recipe at hand, each of which can be taken back. Places are those among the units of its file. */
export class NotebookEdits {
	readonly #services: Pick<Services, 'recipe' | 'recipes'>;

	constructor(services: Pick<Services, 'recipe' | 'recipes'>) {
		this.#services = services;
	}

	/** @param kind null for prose */
	insert(place: number, kind: CellKind | null): Promise<Refusal> {
		const what = kind?.title.toLowerCase() ?? 'part of the prose';
		const words = {
			made: `A ${what} was put in.`,
			undone: `The ${what} that was put in is gone.`,
			quiet: true
		};
		return this.change(words, ({ notebook, ...file }) =>
			insertEdit(file, place, kind === null ? '## A question' : newBlock(kind, notebook))
		);
	}

	remove(unit: Unit): Promise<Refusal> {
		return this.change(wordsOfTakenOut(nameOf(unit)), (file) =>
			removeEdit(file, placeOf(unit, file))
		);
	}

	/** @param by how many places; less than none is upwards */
	shift(unit: Unit, by: number): Promise<Refusal> {
		const name = nameOf(unit);
		const words = {
			made: `${name} is moved ${by > 0 ? 'down' : 'up'}.`,
			undone: `${name} is back where it was.`,
			quiet: true
		};
		return this.change(words, (file) => {
			const place = placeOf(unit, file);
			return moveEdit(file, place, place + by);
		});
	}

	duplicate(unit: Unit): Promise<Refusal> {
		const words = {
			made: `${nameOf(unit)} stands there twice.`,
			undone: 'The copy is gone.',
			quiet: true
		};
		return this.change(words, (file) =>
			insertEdit(file, placeOf(unit, file) + 1, copyOf(unit, file))
		);
	}

	/** Other words of prose, another body of a cell. */
	write(unit: Unit, written: string): Promise<Refusal> {
		const name = nameOf(unit);
		const words = { made: `${name} is edited.`, undone: `${name} is as it was.`, quiet: true };
		return this.change(words, (file) => {
			if (written === writtenIn(unit, file.text)) return [];
			if (unit.type === 'cell') return bodyEdit(file.text, unit.cell, written);
			return wordsEdit(file, placeOf(unit, file), written);
		});
	}

	/** Makes a cell one of another kind. */
	become(cell: Cell | QuietCell, kind: CellKind): Promise<Refusal> {
		const name = `“${cell.spec.id}”`;
		const words = {
			made: `${name} is a ${kind.title.toLowerCase()}.`,
			undone: `${name} is a ${cell.kind.title.toLowerCase()} again.`
		};
		return this.change(words, ({ text, notebook }) => kindEdit(text, cell, kind, notebook));
	}

	/** All that names the cell follows. */
	rename(cell: Cell | QuietCell, id: string): Promise<Refusal> {
		const old = cell.spec.id;
		const words = {
			made: `“${old}” is called “${id}”, wherever it is named.`,
			undone: `“${id}” is called “${old}” again.`
		};
		return this.change(words, (recipe) => renameEdit(recipe, cell, id));
	}

	/** @param value undefined takes the attribute out */
	setAttribute(cell: Cell | QuietCell, name: string, value: string | undefined): Promise<Refusal> {
		return this.change(wordsOfSet(`${name} of “${cell.spec.id}”`), ({ text }) =>
			attributeEdit(text, cell, name, value)
		);
	}

	/** The whole file. */
	async rewrite(text: string): Promise<Refusal> {
		const words = {
			made: 'The text of the recipe is edited.',
			undone: 'The text of the recipe is as it was.'
		};
		return this.#services.recipes.rewrite(text, words);
	}

	async change(words: EditWords, changesOf: (recipe: AtHand) => Change[]): Promise<Refusal> {
		const { recipe, recipes } = this.#services;
		const { notebook, text } = recipe;
		if (notebook === null) return 'no recipe is at hand';
		try {
			const changes = changesOf({ text, notebook, units: unitsOf(notebook) });
			return await recipes.rewrite(changed(text, changes), words);
		} catch (error) {
			return messageOf(error);
		}
	}
}

function placeOf({ from }: Unit, { units }: Pick<AtHand, 'units'>): number {
	return units.findIndex((unit) => unit.from === from);
}

/** As written; a cell has an id of its own. */
function copyOf(unit: Unit, { text, notebook }: AtHand): string {
	const written = text.slice(unit.from, unit.to);
	if (unit.type !== 'cell') return written;
	const { kind, spec } = unit.cell;
	const id = freeId(spec.id, notebook);
	return changed(written, attributeEdit(written, { from: 0 }, kind.name, id));
}
