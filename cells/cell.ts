import type { DataType, EventTableName } from '#tables/event-tables.ts';
import type { Within } from '#engine/store/missing.ts';

/**
 * What a cell does for an investigation; the rest of the house asks for the role and never for a kind.
 * `rows` shows events of the current alert, `answer` decides one question, `claim` tests what prevention
 * says of itself, `conclusion` sums a path up.
 */
export type Role = 'rows' | 'answer' | 'claim' | 'conclusion';

/** An attribute of a fenced block, in the words of the recipe file. */
export interface Attribute {
	name: string;
	meaning: string;
	required: boolean;
}

/**
 * The contract of a cell kind. A block of a recipe is of the kind whose name is the first attribute of it,
 * as in `{check=exposure path=triage}`; the value is the cell's id.
 */
export interface CellKind {
	/** Kebab-case, the name of its folder and of its attribute. */
	readonly name: string;
	readonly title: string;
	/** One sentence for help and documentation. */
	readonly meaning: string;
	readonly role: Role;
	/** Attributes that it understands beside its own name; others survive untouched. */
	readonly attributes: readonly Attribute[];
	/** Words that its column `outcome` may hold; null where it gives rows of any shape. */
	readonly outcomes: readonly string[] | null;
	/** What its words may not do while a step is open; absent where none of them closes an alert. */
	readonly closing?: Closing;
	/** The filled form of a block. @throws `recipe not valid` that names the attribute. */
	fill(block: Block): CellSpec;
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
}

/** What the rest of the house needs of a cell; every field is filled. */
export interface CellSpec {
	/** Unique within a recipe. */
	id: string;
	/** Paths that it is a step of; empty for none. */
	paths: readonly string[];
	/** Event tables without which it cannot answer. */
	needs: readonly EventTableName[];
	/** The data type that it consults, where that is not simply the one of its tables. */
	dataType: DataType | null;
	/** How much of time around the alert those must cover. */
	within: Within;
	/** Why it need only see the alert's moment though its SQL reads more of time; null where it must see what it reads. */
	moment: string | null;
	/** Ids of the claims that its `clear` leans on. */
	trusts: readonly string[];
	/** Id of the cell whose rows it rests on; null where that follows from its own SQL. */
	rows: string | null;
	/** Why an alert may be closed though it has no answer, or does not know; null where it may not. */
	open: string | null;
	/** What is claimed, where the cell is a claim. */
	claim: Claim | null;
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
