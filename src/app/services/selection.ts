import type { Choice } from '#cells/shown.ts';
import type { RowChoices } from '#engine/sql/condition.ts';
import type { Linked } from '#investigation/linked.ts';
import type { TimeRange } from '#lib/time-range.ts';

/** What a person chose in one picture: the rows of any of its choices. */
export interface Clause {
	/** The cell or the question in which it was chosen. */
	readonly source: string;
	/** How that is called. */
	readonly title: string;
	readonly choices: readonly Choice[];
	/** The same as conditions on the rows of event tables. */
	readonly conditions: RowChoices;
}

/** Where something is chosen, and what its rows are of. */
export interface LinkedRows {
	source: string;
	title: string;
	/** As it can be run, with the cells that it reads in front of it. */
	sql: string;
}

/** The selection that holds on all of the page: what is chosen in several pictures holds together. */
export interface Selection {
	readonly clauses: readonly Clause[];
	/** The only time that is looked at; null for any. */
	readonly span: TimeRange | null;
	/** Changes with what is selected. */
	readonly key: string;
	/** What is selected elsewhere than in a source. */
	besides(source: string): readonly RowChoices[];
	/** How it concerns the rows of a statement. */
	linked(of: LinkedRows): Linked;
	/** Has one time alone looked at; null for any. */
	narrow(span: TimeRange | null): void;
	remove(clause: Clause): void;
	clear(): void;
}
