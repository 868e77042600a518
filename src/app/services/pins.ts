import type { ResultColumn } from '#engine/duckdb/engine.ts';
import type { Pin, PinnedRow } from '#investigation/pin.ts';
import type { Value } from '#tables/value.ts';

/** What the analyst holds fast of the alert at hand. */
export interface EvidenceState {
	/** The oldest first. */
	pins: readonly Pin[];
	/** In what each pin differs from what there is now, by its id: sentences, none where it is the same. */
	standings: ReadonlyMap<string, readonly string[]>;
	/** Cells whose answer of now is pinned. */
	pinnedCells: ReadonlySet<string>;
	/** Pins the answer that a step has now, or unpins it. */
	pinAnswer(cell: string): Promise<void>;
	/** Pins one of the rows behind a step, or unpins it. */
	pinRow(cell: string, columns: readonly ResultColumn[], values: readonly Value[]): Promise<void>;
	/** The pin of a row behind a step; null where it is not pinned. */
	rowPinOf(
		cell: string,
		columns: readonly ResultColumn[],
		values: readonly Value[]
	): PinnedRow | null;
	unpin(pin: Pin): Promise<void>;
	note(pin: Pin, note: string): Promise<void>;
}
