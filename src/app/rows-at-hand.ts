import { lists, standsAlone } from '#cells/facets.ts';
import type { Connection, Result } from '#engine/duckdb/engine.ts';
import { OVER_ALL } from '#investigation/alone.ts';
import { Bases, type Situation } from '#investigation/basis.ts';
import type { Investigator } from '#investigation/investigator.ts';
import { rowsOverAll } from '#investigation/over-all.ts';
import type { Variables } from '#investigation/parameters.ts';
import { unlessStopped, type StopBook } from '#investigation/stops.ts';
import type { InTurn } from '#lib/in-turn.ts';
import type { CellStatement } from '#notebook/analysis.ts';
import { cellsOf, type Cell } from '#notebook/notebook.ts';
import type { Present } from './present.svelte.ts';
import type { Page } from './services/page.ts';

interface Asked {
	connection: Connection;
	variables: Variables;
	investigator: Investigator;
}

export interface RowsAtHandParts {
	present: Present;
	stops: StopBook;
	desk: () => Promise<Asked>;
	turns: InTurn;
}

const nothing: Result = { columns: [], rows: [] };

/**
 * Rows with the recipe, values and data of now, about the alert at hand; where none is, of what speaks of no alert,
 * over all data. They wait for a run to end.
 */
export class RowsAtHand {
	readonly #parts: RowsAtHandParts;

	constructor(parts: RowsAtHandParts) {
		this.#parts = parts;
	}

	/** Of those behind a step. */
	async of(cell: string, page: Page): Promise<Result> {
		const now = this.#parts.present.live();
		if (now !== null) return (await this.#turned(now)).rows(cell, page);
		return this.#overAll(page, ({ notebook }) => {
			const found = cellsOf(notebook).find(({ spec }) => spec.id === cell);
			return found === undefined ? null : notebook.analysis.of(found).rows;
		});
	}

	/** Of a statement that may read the cells of the recipe by their ids. */
	async ask(sql: string, page: Page): Promise<Result> {
		const now = this.#parts.present.live();
		if (now !== null) return (await this.#turned(now)).ask(sql, page);
		return this.#overAll(page, ({ notebook }) => notebook.analysis.asked(sql));
	}

	/** What asks about what there is now. */
	async #turned(now: Situation): Promise<Investigator> {
		const { desk, turns } = this.#parts;
		const { investigator, variables } = await desk();
		if (!investigator.isAt(now))
			await turns.run(async () => {
				await variables.give(now.notebook.parameters, now.world.values);
				await investigator.turnTo(now);
			});
		return investigator;
	}

	/** @param statementIn null where nothing can be asked */
	async #overAll(
		{ again, ...page }: Page,
		statementIn: (now: Situation) => CellStatement | null
	): Promise<Result> {
		const { present, stops, desk, turns } = this.#parts;
		const now = present.liveOverAll();
		const statement = now === null ? null : statementIn(now);
		if (now === null || statement === null) return nothing;
		const { connection, variables } = await desk();
		await turns.run(() => variables.give(now.notebook.parameters, now.world.values));
		const ask = () => rowsOverAll(connection, statement, page);
		return unlessStopped(stops, statement.sql, ask, again);
	}
}

/**
 * What changes whenever a cell that lists rows, or stands alone, has others to show, by its id; empty for no situation.
 * A cell that speaks of the alert has none where that is of no alert in particular.
 */
export function rowsKeysOf(now: Situation | null): ReadonlyMap<string, string> {
	if (now === null) return new Map();
	const { analysis } = now.notebook;
	const bases = new Bases(now);
	const keyOf = (cell: Cell) => bases.rowsOf(cell)?.key ?? '';
	const cells = cellsOf(now.notebook)
		.filter(({ kind }) => standsAlone(kind) || lists(kind))
		.filter((cell) => now.alertId !== OVER_ALL || !analysis.of(cell).ofAlert);
	return new Map(cells.map((cell) => [cell.spec.id, keyOf(cell)]));
}
