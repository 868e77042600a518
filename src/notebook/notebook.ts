import type { EventTableName } from '#tables/event-tables.ts';
import type { CellKind, CellSpec } from '#cells/cell.ts';
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
export type Piece = Prose | Cell;

export interface Prose {
	type: 'prose';
	/** Markdown as written. */
	text: string;
	from: number;
	to: number;
}

export interface Cell {
	type: 'cell';
	kind: CellKind;
	spec: CellSpec;
	/** What its SQL reads, by its words. */
	reads: CellReads;
	/** The heading above it, without mark-up; the id where there is none. */
	question: string;
	/** Offsets of the whole block and of the SQL in it. */
	from: number;
	to: number;
	body: { from: number; to: number };
	line: number;
	/** Of a conclusion: what of the recipe was not understood and so may not have been asked. */
	unread?: string;
}

/** A typed value that the analyst may change; checks read it by `getvariable`. */
export interface Parameter {
	name: string;
	type: 'interval' | 'integer' | 'number' | 'text' | 'boolean' | 'timestamp';
	label: string;
	/** As text; what the database casts to the type. */
	default: string;
	/** Values to offer; any other of the type may be typed. */
	choices: readonly string[];
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
	parameters: readonly Parameter[];
	/** In the order of the file; the first is the short one. */
	paths: readonly PathDefinition[];
	pieces: readonly Piece[];
	problems: readonly Problem[];
	/** Its cells, and what each of them reads. */
	analysis: Analysis;
}

export function cellsOf({ analysis }: Pick<Notebook, 'analysis'>): readonly Cell[] {
	return analysis.cells;
}
