import { getContext, setContext } from 'svelte';

/** A table, a view or a cell whose rows a statement may read. */
export interface SqlRelation {
	name: string;
	/** What it is, in a word or two. */
	detail: string;
	/** Empty where nothing is said. */
	meaning: string;
}

export interface SqlColumn {
	name: string;
	/** That of the database, as `VARCHAR`. */
	type: string;
	/** What its values are of and what they mean, where the table says so; else empty. */
	meaning: string;
}

export interface SqlFunction {
	name: string;
	/** Each way to call it, as `regexp_extract(string, regex) → VARCHAR`. */
	calls: readonly string[];
	/** Empty where nothing is said. */
	meaning: string;
}

export interface SqlParameter {
	name: string;
	type: string;
	meaning: string;
}

/** The values of a column, the most common first. */
export interface SqlValues {
	values: readonly { value: string; rows: number }[];
	/** Of how many rows they were counted. */
	counted: number;
	/** Whether there are more rows, or more values, than were looked at. */
	isPart: boolean;
}

/** Something wrong with a statement; the place is null where it is wrong as a whole. */
export interface SqlFault {
	message: string;
	position: number | null;
}

/** What an editor of SQL is told by where the statement will run. Nothing of it reads records but `values`. */
export interface SqlDesk {
	/** What may be read; reading it is reactive. */
	relations(): readonly SqlRelation[];
	parameters(): readonly SqlParameter[];
	/** Of the row `alert`. */
	alertColumns(): readonly SqlColumn[];
	functions(): Promise<readonly SqlFunction[]>;
	/** Columns that a statement gives; null where it cannot be bound by itself. */
	columns(sql: string): Promise<readonly SqlColumn[] | null>;
	/** Values of a column of a statement's rows; null where they cannot be told. */
	values(sql: string, column: string): Promise<SqlValues | null>;
	/** @param cell id of the cell whose statement it is; null where it is of none */
	check(sql: string, cell: string | null): Promise<SqlFault | null>;
}

const key = Symbol('what SQL may name');

/** To be called while a component is set up: editors that it holds offer and check by it. */
export function provideSqlDesk(desk: SqlDesk): void {
	setContext(key, desk);
}

/** To be called while a component is set up; null where nothing above it says what SQL may name. */
export function sqlDesk(): SqlDesk | null {
	return getContext<SqlDesk | undefined>(key) ?? null;
}
