import { boundStatement } from '#investigation/bound-statement.ts';
import { cellsOf, type Cell, type Notebook } from '#notebook/notebook.ts';
import type { SqlDeskOf } from './sql-desk.ts';

/** Something wrong in the SQL of a recipe's text, at an offset into the text. */
export interface RecipeFault {
	message: string;
	from: number;
}

/** What the engine says of the statements of a text: of each once, for as long as it and what it reads stay the same. */
export class RecipeFaults {
	readonly #of: SqlDeskOf;
	readonly #known = new Map<string, Promise<RecipeFault | null>>();

	constructor(of: SqlDeskOf) {
		this.#of = of;
	}

	/**
	 * What is wrong in the cells of a notebook, in their order. No record is read.
	 * @param notebook what was read of the text, which need not be the recipe at hand
	 * @param isWanted false as soon as the text is another: what was not asked yet is then not asked
	 */
	async in(notebook: Notebook, isWanted: () => boolean): Promise<RecipeFault[]> {
		const found: RecipeFault[] = [];
		for (const cell of cellsOf(notebook)) {
			if (!isWanted()) return [];
			const fault = await this.#faultOf(cell, notebook);
			if (fault !== null) found.push({ ...fault, from: cell.body.from + fault.from });
		}
		return found;
	}

	#faultOf(cell: Cell, notebook: Notebook): Promise<RecipeFault | null> {
		const { data } = this.#of;
		const { sql } = notebook.analysis.of(cell);
		const key = JSON.stringify([cell.kind.name, cell.sql, sql, notebook.parameters, data.views]);
		const known = this.#known.get(key);
		if (known !== undefined) return known;
		const asked = this.#ask(cell, notebook).catch(() => {
			this.#known.delete(key);
			return null;
		});
		this.#known.set(key, asked);
		return asked;
	}

	async #ask(cell: Cell, notebook: Notebook): Promise<RecipeFault | null> {
		const { data, sources } = this.#of;
		const place = { connection: sources, notebook, natives: data.views, kind: cell.kind };
		const { fault } = await boundStatement(cell.sql, place);
		return fault === null ? null : { message: fault.message, from: fault.position ?? 0 };
	}
}
