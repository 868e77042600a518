import type { EventTableName } from '#tables/event-tables.ts';
import type { CellKind, CellSpec, Claim } from '#cells/cell.ts';
import type { Parameter } from '#cells/parameter.ts';
import type { Analysis } from './analysis.ts';
import type { CellReads } from './cell-reads.ts';

/** Something in a recipe that keeps it, or a cell of it, from running; the rest still runs. */
export interface Problem {
	message: string;
	/** From 1; null where the problem is of the recipe as a whole. */
	line: number | null;
	/** Offsets into the file of what is meant. */
	from: number;
	to: number;
}

/** A piece of the file in its order: prose between cells, or a cell. */
export type Piece = Prose | Cell | QuietCell;

export interface Prose {
	type: 'prose';
	/** Markdown as written. */
	text: string;
	from: number;
	to: number;
}

/** A fenced block that is of a kind. */
interface KindBlock {
	kind: CellKind;
	spec: CellSpec;
	/** The heading above it, without mark-up; the id where there is none. */
	question: string;
	/** Offsets of the whole block and of what stands in it. */
	from: number;
	to: number;
	body: { from: number; to: number };
	line: number;
}

/** A cell that asks the database. */
export interface Cell extends KindBlock {
	type: 'cell';
	/** The statement that it asks. */
	sql: string;
	/** What that reads, by its words. */
	reads: CellReads;
	/** What it claims; null where it claims nothing. */
	claim: Claim | null;
	/** Of a conclusion: what of the recipe was not understood and so may not have been asked. */
	unread?: string;
}

/** A cell that asks nothing, and is no step of a path. */
export interface QuietCell extends KindBlock {
	type: 'quiet';
	/** What stands in its block. */
	text: string;
}

export interface PathDefinition {
	name: string;
	title: string;
	/** `decided`: nothing more is asked once no answer could change the verdict. */
	stop: 'decided' | 'end';
}

/** An event table that a recipe needs, and the columns of it that must have a value somewhere. */
export interface Need {
	table: EventTableName;
	columns: readonly string[];
}

/** A recipe as read: what it asks, in which order, on which paths. */
export interface Notebook {
	id: string;
	title: string;
	question: string;
	version: string;
	authors: readonly string[];
	licence: string | null;
	tags: readonly string[];
	/** Rule ids, and patterns of signatures, of the alerts that it is written for; empty where it does not say. */
	appliesTo: readonly string[];
	/** In the order of the file, each table once. */
	needs: readonly Need[];
	/** Of its front matter, and of cells that are one. */
	parameters: readonly Parameter[];
	/** In the order of the file; the first is the short one. */
	paths: readonly PathDefinition[];
	pieces: readonly Piece[];
	problems: readonly Problem[];
	/** Its cells that ask the database, and what each of them reads. */
	analysis: Analysis;
}

/** Those that ask the database. */
export function cellsOf({ analysis }: Pick<Notebook, 'analysis'>): readonly Cell[] {
	return analysis.cells;
}

/** All of them in the order of the file, also those that ask nothing. */
export function shownCells({ pieces }: Pick<Notebook, 'pieces'>): (Cell | QuietCell)[] {
	return pieces.filter((piece) => piece.type !== 'prose');
}
