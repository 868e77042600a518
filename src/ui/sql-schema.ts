import type { ColumnDefinition } from '#tables/event-tables.ts';
import { eventTables } from '#tables/event-tables.ts';

/** A name that completion offers: beside it stands `detail`, and `info` where it is chosen. */
interface Offered {
	label: string;
	type: 'type' | 'property';
	detail: string;
	info: string;
}

interface OfferedRelation {
	self: Offered;
	children: Offered[];
}

/** The relations that SQL of a cell can name, with what each column is of and means, as the table of columns has it. */
export function sqlSchema(): Readonly<Record<string, OfferedRelation>> {
	const tables = Object.values(eventTables).map(({ name, dataType, meaning, columns }) =>
		relation(name, dataType, meaning, columns)
	);
	const { alerts } = eventTables;
	const asked = relation('alert', 'one row', 'the alert that is asked about', alerts.columns);
	return Object.fromEntries([...tables, asked].map((one) => [one.self.label, one]));
}

function relation(
	label: string,
	detail: string,
	info: string,
	columns: readonly ColumnDefinition[]
): OfferedRelation {
	return { self: { label, type: 'type', detail, info }, children: columns.map(offered) };
}

function offered({ name, domain, meaning }: ColumnDefinition): Offered {
	return { label: name, type: 'property', detail: domain, info: meaning };
}
