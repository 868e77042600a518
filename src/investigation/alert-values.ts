import { eventTables } from '#arrow/event-tables.ts';
import type { Connection } from '#engine/engine.ts';
import { sqlType } from '#engine/schema.ts';
import { identifier, literal } from '#engine/sql.ts';

const { columns } = eventTables.alerts;

/** The values of an alert as SQL, by column; none where there is no such alert. */
export async function alertValues(
	connection: Pick<Connection, 'query'>,
	alertId: string
): Promise<Map<string, string>> {
	const texts = columns.map(({ name }) => `${identifier(name)}::VARCHAR`);
	const { rows } = await connection.query(
		`SELECT ${texts.join(', ')} FROM alerts WHERE alert_id = ${literal(alertId)}`,
		{ brief: true }
	);
	const [row] = rows;
	if (row === undefined) return new Map();
	return new Map(
		columns.map(({ name, type }, i) => [
			name,
			`CAST(${textSql(row[i] as string | null)} AS ${sqlType(type)})`
		])
	);
}

/** A text literal that holds what no literal can: a NUL. */
function textSql(text: string | null): string {
	if (text === null) return literal(null);
	return text.split('\0').map(literal).join(' || chr(0) || ');
}

/** The relation of one alert, from its values. */
export function relationOf(values: ReadonlyMap<string, string>): string {
	const selected = columns.map(({ name, type }) => {
		return `${values.get(name) ?? `NULL::${sqlType(type)}`} AS ${identifier(name)}`;
	});
	return `(SELECT ${selected.join(', ')}${values.size === 0 ? ' WHERE false' : ''})`;
}
