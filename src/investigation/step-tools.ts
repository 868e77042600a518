import type { PickedFlow } from '#cells/shown.ts';
import type { CapturedBytes } from '#datasets/packets/layers/packet-layers.ts';
import type { Value } from '#tables/value.ts';
import type { Result } from '#engine/duckdb/engine.ts';
import type { Cell } from '#notebook/notebook.ts';
import type { PageOfRows } from '#ui/paged-rows.svelte.ts';
import type { RowPin } from '#ui/record/row-pin.ts';
import type { ValueSpot } from '#ui/value-spot.ts';
import type { Linked } from './linked.ts';
import type { HasBytes, RecordPlace } from './record-place.ts';

/** What can be done with a step, wherever it is shown. */
export interface StepTools {
	rowsOf(cell: string, page: PageOfRows): Promise<Result>;
	/** Rows of a statement that may read cells by their ids, about the alert at hand; where none is, over all data. */
	ask(sql: string, page: PageOfRows): Promise<Result>;
	/** How the selection of the page concerns the rows that a cell lists. */
	linked(cell: Cell): Linked;
	/** Whether anything is selected on the page: what answers is over all data all the same. */
	readonly isNarrowed: boolean;
	/** What changes whenever a cell that is no step lists other rows; undefined where it cannot be asked yet. */
	rowsKeyOf(cell: string): string | undefined;
	/** Whether what was edited of it waits until somebody asks. */
	isHeld(cell: string): boolean;
	setParameter(name: string, value: string): void;
	/** The text that a parameter has, and what the database says against it. */
	parameterNow(name: string): { value: string | null; failure: string | null };
	editSql(cell: string, sql: string): Promise<void>;
	/** Asks what is not answered for what there is now. */
	run(): void;
	/** Runs a cell all the same that made the database stop answering. */
	runStopped(cell: string): void;
	/** Shows the bytes of a record. */
	openBytes(place: RecordPlace): void;
	hasBytes: HasBytes;
	/** The packet of a record. @throws where its source is not loaded, not at hand, or no capture */
	packetOf(place: RecordPlace): Promise<CapturedBytes>;
	/** Shows what was said in a flow, of which packets are loaded. */
	followStream(flow: PickedFlow): void;
	/** Opens the menu of a value, at the value. */
	openPivot(spot: ValueSpot): void;
	/** What could not be read in the sources that a cell reads, a sentence for each of them. */
	unreadBehind(cell: Cell): readonly string[];
	/** Pins the answer of a step as evidence, or unpins it. */
	pinAnswer(cell: string): void;
	/** Holds rows behind a step fast. */
	pinsOf(cell: string): RowPin;
	/** Cells whose answer of now is pinned. */
	pinned: ReadonlySet<string>;
	/** Words beside values of the current alert, as `source` beside its address. */
	badges: ReadonlyMap<Value, string>;
}
