import { eventTables } from '#tables/event-tables.ts';
import type { Value } from '#tables/value.ts';
import { sqlType } from '#engine/sql/column-list.ts';
import { identifier, literal } from '#engine/sql/sql.ts';

const { columns } = eventTables.alerts;

/** Columns that hold the values of an alert `a` as texts, for {@link alertValues}. */
export const valueColumns = columns.map(({ name }) => `a.${identifier(name)}::VARCHAR`).join(', ');

/** The values of an alert as SQL, by column, from what {@link valueColumns} hold. */
export function alertValues(texts: readonly Value[]): Map<string, string> {
	return new Map(
		columns.map(({ name, type }, i) => [
			name,
			`CAST(${textSql(texts[i] as string | null)} AS ${sqlType(type)})`
		])
	);
}

/** A text literal that holds what no literal can: a NUL. */
function textSql(text: string | null): string {
	if (text === null) return literal(null);
	return text.split('\0').map(literal).join(' || chr(0) || ');
}

/** The relation of one alert, from its values; of `names` alone where those are given. */
export function relationOf(
	values: ReadonlyMap<string, string>,
	names: readonly string[] = [...values.keys()]
): string {
	const selected = names.map((name) => `${values.get(name)} AS ${identifier(name)}`);
	return `(SELECT ${selected.join(', ')})`;
}
