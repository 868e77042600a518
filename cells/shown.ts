import type { CapturedBytes } from '#datasets/packets/layers/packet-layers.ts';
import type { DataType } from '#tables/event-tables.ts';
import type { Value } from '#tables/value.ts';
import type { Result, ResultColumn } from '#engine/duckdb/engine.ts';
import type { ChosenValue } from '#engine/sql/condition.ts';
import type PointedDrawing from '#ui/drawings/PointedDrawing.svelte';
import type { Brushing } from '#ui/following.svelte.ts';
import type { PageOfRows } from '#ui/paged-rows.svelte.ts';
import type { ValueSpot } from '#ui/value-spot.ts';
import type { CellSpec, SqlSpec } from './cell.ts';

/** What every `View.svelte` of a kind takes: its cell as it stands, and what can be done from it. */
export interface Viewed<Spec extends CellSpec = CellSpec, Value = unknown> {
	cell: ShownCell<Spec, Value>;
	/**
	 * Rows of a statement about the alert at hand, which may read the cells above it by their ids. Of a cell that lists
	 * rows those of the selection alone, but for what was chosen in the cell itself: that is done here, whatever the
	 * statement. Where `selected` changes its rows are others: a view asks for them, and shows those of before as such
	 * until they have come.
	 */
	ask(sql: string, page: PageOfRows): Promise<Result>;
	/** Tells which rows of the cell `ask` gives; empty where all of them. */
	selected?: string;
	/** That is drawn elsewhere and holds some rows of the cell: a view follows it as far as it can. Null for none. */
	brush?: Brushing | null;
	/** Gives the parameter that the cell is another value, as text. */
	set(value: string): void;
	/**
	 * The packet that a row came from, as its capture holds it.
	 * @throws in words, where the row does not say which record it is, or the bytes of that are gone
	 */
	packet(columns: readonly ResultColumn[], row: readonly Value[]): Promise<CapturedBytes>;
	/** What follows where a person picks something; null where nothing does. */
	select(picked: Picked): (() => void) | null;
}

/** What draws the rows of a cell takes: the cell has been asked, and its picture may be asked for. */
export interface DrawnProps<Spec extends CellSpec = CellSpec> extends Pick<
	Viewed,
	'ask' | 'select' | 'selected' | 'brush'
> {
	spec: Spec;
	/** The choices made in it, which it marks. */
	chosen?: readonly Choice[];
	/** To be called when the picture stands. */
	ondrawn: () => void;
}

/** What a picture of rows takes, whatever it draws: `drawing` is bound, so that it can be copied from outside. */
export interface PictureProps extends Pick<Viewed, 'select'> {
	/** What the picture is of. */
	label: string;
	/** The choices made in it, which it marks. */
	chosen?: readonly Choice[] | undefined;
	/** Shows or hides the table behind. */
	ontable: () => void;
	drawing: PointedDrawing | undefined;
}

export interface ShownCell<Spec extends CellSpec = CellSpec, Value = unknown> {
	spec: Spec;
	state: ShownState;
	/** What became of it: of a step, a claim or the end of a path what stands below; of a parameter its text. */
	value: Value;
	failure: ShownFailure | null;
	/** The choices made in it, which it marks; absent where nothing can be chosen in it. */
	chosen?: readonly Choice[];
}

/**
 * A value, whose menu opens where it stands; a row, whose bytes are shown; a flow, whose stream is followed; or what is
 * chosen in a picture.
 */
export type Picked =
	| { spot: ValueSpot }
	| { columns: readonly ResultColumn[]; row: readonly Value[] }
	| { flow: PickedFlow }
	| PickedChoice;

/** A flow of packets. */
export interface PickedFlow {
	communityId: string;
	/** The capture that it is looked for in, and a packet of it; null for any. */
	sourceId: string | null;
	record: number | null;
}

/** What stands at a place of a picture, as a bar or a cell of it: rows that meet all of it. */
export type Choice = readonly ChoicePart[];

/** Of a column of the cell's rows, the value or the stretch of values that stands at a place. */
export interface ChoicePart {
	column: ResultColumn;
	wanted: ChosenValue;
}

/** What a person chooses, or lets go where it was chosen; nothing follows where its columns cannot be linked. */
export interface PickedChoice {
	choice: Choice;
	/** What is chosen and let go with it, as the rows in which a host stands at the other end. */
	also?: readonly Choice[];
	/** Whether it is chosen beside the others of the picture, and not in their stead. */
	adds: boolean;
}

export type ShownState =
	'waiting' | 'running' | 'done' | 'stale' | 'failed' | 'cancelled' | 'stopped' | 'not needed';

/** What an earlier run found, which holds no longer: it is never the answer of now. */
export interface ShownEarlier {
	outcome: string | null;
	because: string | null;
	/** Rows that were listed; null where it is an answer. */
	rows: number | null;
	/** When, in microseconds since 1970 UTC. */
	at: bigint;
	/** What it was found with that is another now. */
	differs: readonly string[];
}

/** What there was before, and when it was tried last. */
export interface ShownStanding {
	/** Null where the answer is that of now, or there never was one. */
	earlier: ShownEarlier | null;
	/** When the try at hand was made; null where none was. */
	triedAt: bigint | null;
}

export interface ShownFailure {
	message: string;
	/** Offset in the SQL; null where the database does not say one. */
	position: number | null;
}

/** Of a step of a path. */
export interface ShownStep extends ShownStanding {
	/** Why it has no answer of this run; null where its state says enough. */
	notRun: string | null;
	/** Event rows that it rests on, or lists; null where they were not counted. */
	rows: number | null;
	ms: number | null;
	dataTypes: readonly DataType[];
	inBothPaths: boolean;
}

/** Of a step that answers. */
export interface ShownAnswer extends ShownStep {
	/** Null unless it is that of now. */
	outcome: string | null;
	because: string | null;
	/** What the check itself said, before it was lowered. */
	said: string | null;
	/** Why it was lowered, or what was missing where it said `unknown` itself. */
	lowered: readonly string[];
	/** Why the alert may be closed though it is unknown or has no answer; null where it may not. */
	open: string | null;
	/** Why it need only see the alert's moment though its SQL reads more; null where it must see what it reads. */
	moment: string | null;
	/** The claims that it leans on. */
	trusts: readonly { id: string; claim: string; outcome: string | null }[];
}

/** What became of a claim. */
export interface ShownClaim extends ShownStanding {
	outcome: string | null;
	because: string | null;
	ms: number | null;
}

/** A step as far as the verdict of its path speaks of it. */
export interface ShownPathStep {
	role: 'answer' | 'rows';
	state: ShownState;
	question: string;
	outcome: string | null;
	open: string | null;
}

/** How a path ended. */
export interface ShownConclusion {
	verdict: string | null;
	because: string | null;
	partial: boolean;
	/** Steps of the path, and after how many of them nothing could change the verdict. */
	steps: readonly ShownPathStep[];
	stableAfter: number | null;
	flips: readonly { trust: string; claim: string; verdict: string }[];
	earlier: ShownEarlier | null;
	/** When it made the database stop answering, since when it is not asked for by itself; null where it did not. */
	stoppedAt: bigint | null;
}

export type ViewedAnswer = Viewed<SqlSpec, ShownAnswer>;
export type ViewedRows = Viewed<SqlSpec, ShownStep>;
export type ViewedConclusion = Viewed<SqlSpec, ShownConclusion>;
