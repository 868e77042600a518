import { eventTables } from '#tables/event-tables.ts';
import { sqlType } from '#engine/sql/column-list.ts';
import { identifier } from '#engine/sql/sql.ts';

/** Every name that a column of the alert's row may have: `scenario` is that of a verdict's. */
const names = [...eventTables.alerts.columns.map(({ name }) => name), 'scenario'];

/** A row of nulls with the names of an alert's columns. */
const shade = `(SELECT ${names.map((name) => `NULL AS ${identifier(name)}`).join(', ')})`;

/**
 * The row `alert` for the FROM of a statement: each row of the relation `scope`, of which only `alert.column`
 * can be read behind it. SQL looks for a column that a table lacks further out, and would find the alert's of
 * the same name: a wrong value, and no error. Beside two more relations that have all of these names such a
 * column is ambiguous, and so refused, whichever of them the scope itself has. Nobody reads a column of the
 * two, and what is joined with is one row: it takes no time.
 */
export function alertRow(scope: string): string {
	return `${scope} AS alert CROSS JOIN ${shade} AS " beside alert" CROSS JOIN ${shade} AS " beside it"`;
}

/**
 * A relation of one row with one column `alert`, which holds the row of an alert with nothing in it. What is bound
 * behind it means the same as behind {@link alertRow}, which is faster; an error here names none of what hides
 * the alert's columns, and offers names that could be meant.
 */
export const alertColumn = `(SELECT {${[
	...eventTables.alerts.columns.map(({ name, type }) => ({ name, type: sqlType(type) })),
	{ name: 'scenario', type: 'VARCHAR' }
]
	.map(({ name, type }) => `${identifier(name)}: NULL::${type}`)
	.join(', ')}} AS alert)`;
