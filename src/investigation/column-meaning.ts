import { columnOf, domainOfOwn, soughtAs, tellingColumns } from '#tables/columns-of.ts';
import type { Domain, Meaning } from '#tables/columns/domain.ts';
import { eventTableNames, type EventTableName } from '#tables/event-tables.ts';

export type { Meaning } from '#tables/columns/domain.ts';

/**
 * What the values of a column are, told by its name alone: the text of a value is written by whom it is about. A
 * column may hold more than one kind; none where nothing else has such values. A name that several tables have means
 * what it does in those whose columns most of the row's are; where as many are of others, whatever it does in any.
 * @param beside names of the columns of the same row: they tell the path of a URL from that of a file
 */
export function meaningsOf(column: string, beside: readonly string[]): readonly Meaning[] {
	const readings = [...tableReadings(column, beside), ...ownReadings(column, beside)];
	const most = Math.max(...readings.map(({ alike }) => alike));
	const found = readings.filter(({ alike }) => alike === most).flatMap(soughtAs);
	return [...new Set(found)];
}

/** A domain that a column may be of, and how many columns of the row speak for it. */
interface Reading {
	domain: Domain;
	alike: number;
}

function tableReadings(column: string, beside: readonly string[]): Reading[] {
	return eventTableNames.flatMap((table) => {
		const definition = columnOf(table, column);
		if (definition === null) return [];
		const alike = beside.filter((name) => columnOf(table, name) !== null).length;
		return [{ domain: definition.domain, alike }];
	});
}

function ownReadings(column: string, beside: readonly string[]): Reading[] {
	const domain = domainOfOwn(column);
	if (domain === null) return [];
	return [{ domain, alike: beside.filter((name) => domainOfOwn(name) !== null).length }];
}

/** The columns of an event table that hold values of a meaning, in its order. */
export function columnsThatHold(table: EventTableName, wanted: readonly Meaning[]): string[] {
	return tellingColumns(table)
		.filter((column) => soughtAs(column).some((one) => wanted.includes(one)))
		.map(({ name }) => name);
}
