import { copiedCells, type Edges } from './cell-range.ts';
import type { RowsAt } from './rows-at.ts';
import type { ResultColumn } from '#engine/duckdb/engine.ts';
import { copiedWords } from './table-words.ts';

/** Cells that are taken to the clipboard, and what became of it. All getters are reactive. */
export class CellCopy {
	#words = $state.raw<string | null>(null);

	/** Null where nothing was copied of late. */
	get words(): string | null {
		return this.#words;
	}

	forget(): void {
		this.#words = null;
	}

	/** @param rows those of the range, which may have to be asked for */
	async copy(
		rows: () => Promise<RowsAt>,
		shown: readonly { column: ResultColumn; index: number }[],
		edges: Edges
	): Promise<void> {
		this.#words = 'Copying';
		try {
			const found = copiedCells(await rows(), shown, edges);
			if (found !== null) await navigator.clipboard.writeText(found.text);
			this.#words = copiedWords(edges, found);
		} catch {
			this.#words = 'It could not be copied.';
		}
	}
}
