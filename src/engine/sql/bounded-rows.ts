import { planSql } from './query-plan.ts';

/** As many bytes a row may have that is shown. */
const MOST_ROW_BYTES = 1_000_000;

/** A name that no column of anybody has. */
const ROW = '"the row that is shown"';

/** A statement around another one, of the same or of other columns. */
export type Around = (sql: string) => string;

/** Which rows of a statement, and what is asked around it first. */
export interface RowPage {
	limit: number;
	offset: number;
	around?: Around;
	/** True where it is asked how all of them are found, and not for them; see `planSql`. */
	explained?: boolean;
}

/** Some of the rows of a statement, as it is or with what is asked around it; see `boundedRows`. */
export function pageOfRows(sql: string, page: RowPage): string {
	const asked = page.around === undefined ? sql : page.around(sql);
	return page.explained === true ? planSql(asked) : boundedRows(limitedRows(asked, page));
}

/** The same of rows that are known to be small, as by {@link areSmall}. */
export function limitedRows(sql: string, { limit, offset }: RowPage): string {
	return `SELECT * FROM (\n${sql}\n) AS result LIMIT ${limit} OFFSET ${offset}`;
}

const small =
	/^("NULL"|BOOLEAN|U?(TINY|SMALL|BIG|HUGE)INT|U?INTEGER|FLOAT|DOUBLE|DECIMAL\(.*\)|DATE|TIMESTAMP)$/;

/** Whether no row of columns of these types, as DESCRIBE says them, can be too large to be shown. */
export function areSmall(types: readonly string[]): boolean {
	return types.every((type) => small.test(type));
}

/**
 * The same rows of a query, which fails where one of them is larger than can be shown: what is too large never
 * leaves the database. @param query with a limit: each of its rows is written as text once
 */
export function boundedRows(query: string): string {
	const size = `strlen(${ROW}::VARCHAR)`;
	const words = `'a row is too large: ' || ${size} || ' bytes; ask for fewer columns, or for a part of the value, as left(value, 1000)'`;
	return `SELECT * FROM (\n${query}\n) AS ${ROW}
		WHERE CASE WHEN ${size} > ${MOST_ROW_BYTES} THEN error(${words}) ELSE true END`;
}
