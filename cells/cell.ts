import type { DataType, EventTableName } from '#tables/event-tables.ts';
import type { Result, ResultType } from '#engine/duckdb/engine.ts';
import type { Within } from '#engine/derived/missing.ts';
import type { OneAnswer } from './answer.ts';
import type { Parameter } from './parameter.ts';

/** In which way the text of an attribute is written: what a form, completion and the schema go by. */
export type AttributeType = 'text' | 'names' | 'choice' | 'date';

/**
 * What is named by an attribute: a path, a claim or a cell of the recipe, or a column of the cell's own rows. A form
 * offers them, and where one of the recipe is renamed the name follows.
 */
export type Named = 'path' | 'claim' | 'cell' | 'column';

/** An attribute of a fenced block: what may be written, and what is made of it. */
export interface Attribute<Value = unknown> {
	readonly meaning: string;
	readonly type: AttributeType;
	/** Words that it is one of, or a list of; empty where other text will do. */
	readonly words: readonly string[];
	/** What it names; null where it names nothing of the recipe. */
	readonly of: Named | null;
	/** How it is written, as in `claim="nothing answers on 4899"`, where a block must have it; null where it need not. */
	readonly required: string | null;
	/** What it comes to where a block does not have it. */
	readonly absent: Value;
	/**
	 * @param text null for the bare name
	 * @throws `recipe not valid` that names the attribute
	 */
	read(text: string | null, name: string): Value;
}

export type Attributes = Readonly<Record<string, Attribute>>;

/**
 * The contract of a cell kind. A block of a recipe is of the kind whose name is the first attribute of it,
 * as in `{check=exposure path=triage}`; the value is the cell's id. What others may want of a kind is a facet: it has
 * it or not, and nobody asks for its name.
 */
export interface CellKind<Spec extends CellSpec = CellSpec> {
	/** Kebab-case, the name of its folder and of its attribute. */
	readonly name: string;
	readonly title: string;
	/** One sentence for help and documentation. */
	readonly meaning: string;
	/** Attributes that it understands beside its own name; others survive untouched. */
	readonly attributes: Attributes;
	/** What a new block holds until somebody writes another thing into it. */
	readonly draft: Draft;
	/** The filled form of a block. @throws `recipe not valid` that names the attribute. */
	read(block: Block): Spec;
	/** The statement that it asks the database; null where it asks nothing. */
	ask(spec: Spec): string | null;
	readonly lists?: Lists;
	readonly answers?: Answers<Spec>;
	readonly claims?: Claims<Spec>;
	readonly concludes?: Concludes;
	readonly parameter?: (spec: Spec) => Parameter;
}

/** The inside of a new block. It is valid: it runs as it stands. */
export interface Draft {
	/** The word behind the fence, by which other programs colour it. */
	readonly language: string;
	readonly body: string;
}

/** Its rows are its content: cells below may read them by its id, and on a path it is a step without an outcome. */
export interface Lists {
	/** Whether the rows stand where the cell stands; otherwise they are behind a door of its step. */
	readonly atOnce: boolean;
	/** The pictures that it would make of some rows; absent where it shows rows as they are. */
	readonly pictures?: (rows: ShapedRows) => readonly Suggestion[];
}

/** What is known of rows before anybody draws them. */
export interface ShapedRows {
	/** Rows that were looked at. */
	readonly rows: number;
	/** Without those that say from which record a row is. */
	readonly columns: readonly ShapedColumn[];
	/** Whether they are records of sources, and nothing that was counted or summed up. */
	readonly areRecords: boolean;
}

export interface ShapedColumn {
	readonly name: string;
	readonly type: ResultType;
	/** Whether its values tell one from another, as addresses and ports do, and measure nothing. */
	readonly names: boolean;
	/** Different values in the rows that were looked at. */
	readonly distinct: number;
}

/** A block of a kind that suits some rows. */
export interface Suggestion {
	/** What it would be, as words that go on behind “as”. */
	readonly title: string;
	readonly attributes: Readonly<Record<string, string>>;
	/** How well it suits them, from 0 to 1: the better is offered first. */
	readonly fit: number;
}

/** It decides a question about an alert in one row: `outcome` and `because`. */
export interface Answers<Spec extends CellSpec = CellSpec> {
	/** Words that `outcome` may hold. */
	readonly outcomes: readonly string[];
	/**
	 * What the rows of its statement about one alert come to, pure.
	 * @throws `query failed` where they are not one answer
	 */
	value(rows: Result, spec: Spec): OneAnswer;
}

/** It tests what prevention says of itself, in one row as an answer has. */
export interface Claims<Spec extends CellSpec = CellSpec> extends Answers<Spec> {
	of(spec: Spec): Claim;
}

/** It sums a path up, in one row over the relation `steps`. */
export interface Concludes {
	/** Words that `outcome` may hold. */
	readonly outcomes: readonly string[];
	/** What its words may not do while a step is open; absent where none of them closes an alert. */
	readonly closing?: Closing;
}

/**
 * Words after which nobody looks at an alert any more, and the one that stands in their place while a step
 * has no answer, or does not know.
 */
export interface Closing {
	readonly words: readonly string[];
	readonly instead: string;
}

/** A fenced block with an attribute list, as written. */
export interface Block {
	/** Value of the kind's own attribute; null for a bare flag such as `{verdict path=triage}`. */
	id: string | null;
	attributes: ReadonlyMap<string, string | null>;
	body: string;
	/** Where it begins in the file, from 1. */
	line: number;
}

/** What the rest of the house needs of a cell, whatever its kind adds; every field is filled. */
export interface CellSpec {
	/** Unique within a recipe. */
	id: string;
	/** Paths that it stands on; empty for none. */
	paths: readonly string[];
	/** Event tables without which it cannot answer. */
	needs: readonly EventTableName[];
	/** The data type that it consults, where that is not simply the one of its tables. */
	dataType: DataType | null;
	/** How much of time around the alert those must cover. */
	within: Within;
	/** Why what its SQL reads of time need not be covered beyond the alert's moment; null where it must be. */
	moment: string | null;
	/** Ids of the claims that its `clear` leans on. */
	trusts: readonly string[];
	/** Id of the cell whose rows it rests on; null where that follows from its own SQL. */
	rows: string | null;
	/** Why an alert may be closed though it has no answer, or does not know; null where it may not. */
	open: string | null;
}

/** Of a kind whose block is a statement. */
export interface SqlSpec extends CellSpec {
	sql: string;
}

export interface Claim {
	/** The claim as a sentence. */
	sentence: string;
	/** Who answers for it; null where nobody is named. */
	owner: string | null;
	/** Where it is written down. */
	source: string | null;
	/** `YYYY-MM-DD` after which it no longer holds unreviewed. */
	reviewBy: string | null;
}
