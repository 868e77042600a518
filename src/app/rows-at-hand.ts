import { standsAlone } from '#cells/facets.ts';
import type { Result } from '#engine/duckdb/engine.ts';
import { Bases, type Situation } from '#investigation/basis.ts';
import type { Investigator } from '#investigation/investigator.ts';
import type { Variables } from '#investigation/parameters.ts';
import type { InTurn } from '#lib/in-turn.ts';
import { cellsOf, type Cell } from '#notebook/notebook.ts';
import type { Present } from './present.svelte.ts';
import type { Page } from './services/page.ts';

interface Asked {
	variables: Variables;
	investigator: Investigator;
}

const nothing: Result = { columns: [], rows: [] };

/** Rows about the alert at hand, with the recipe, values and data of now: they wait for a run to end. */
export class RowsAtHand {
	readonly #present: Present;
	readonly #desk: () => Promise<Asked>;
	readonly #turns: InTurn;

	constructor(present: Present, desk: () => Promise<Asked>, turns: InTurn) {
		this.#present = present;
		this.#desk = desk;
		this.#turns = turns;
	}

	/** Of those behind a step. */
	async of(cell: string, page: Page): Promise<Result> {
		const investigator = await this.#turned();
		return investigator === null ? nothing : investigator.rows(cell, page);
	}

	/** Of a statement that may read the cells of the recipe by their ids. */
	async ask(sql: string, page: Page): Promise<Result> {
		const investigator = await this.#turned();
		return investigator === null ? nothing : investigator.ask(sql, page);
	}

	/** What asks about what there is now; null where no alert is at hand. */
	async #turned(): Promise<Investigator | null> {
		const now = this.#present.live();
		if (now === null) return null;
		const { investigator, variables } = await this.#desk();
		if (!investigator.isAt(now))
			await this.#turns.run(async () => {
				await variables.give(now.notebook.parameters, now.world.values);
				await investigator.turnTo(now);
			});
		return investigator;
	}
}

/** What changes whenever a cell that stands alone lists other rows, by its id; empty for no situation. */
export function rowsKeysOf(now: Situation | null): ReadonlyMap<string, string> {
	if (now === null) return new Map();
	const bases = new Bases(now);
	const keyOf = (cell: Cell) => bases.rowsOf(cell)?.key ?? '';
	const cells = cellsOf(now.notebook).filter(({ kind }) => standsAlone(kind));
	return new Map(cells.map((cell) => [cell.spec.id, keyOf(cell)]));
}
