import { rowObjects, type Connection } from '#engine/duckdb/engine.ts';
import { literal } from '#engine/sql/sql.ts';
import { Failure } from '#lib/failure.ts';
import { alertValues, valueColumns } from './alert-values.ts';
import type { AlertRow } from './result.ts';

const columns = [
	'a.alert_id',
	'a.ts',
	'a.signature',
	'a.src_ip',
	'a.src_port',
	'a.dst_ip',
	'a.dst_port',
	'a.proto',
	'a.count',
	'a.priority',
	'a.sensor',
	'a.gid',
	'a.sid',
	'a.rev',
	'a.source_id',
	'a.record',
	's.origin'
];
const from = 'FROM alerts AS a LEFT JOIN sources AS s USING (source_id)';

/** Alerts by time, oldest first; those without a time stand last. */
export async function listAlerts(
	connection: Pick<Connection, 'query'>,
	limit: number
): Promise<AlertRow[]> {
	const result = await connection.query(
		`SELECT ${columns.join(', ')} ${from} ORDER BY a.ts NULLS LAST, a.alert_id LIMIT ${limit}`
	);
	return rowObjects(result).map(alertRow);
}

/**
 * An alert, and its values as SQL by column.
 * @throws `usage` where no loaded source holds such an alert
 */
export async function alertOf(
	connection: Pick<Connection, 'query'>,
	alertId: string
): Promise<{ alert: AlertRow; values: Map<string, string> }> {
	const result = await connection.query(
		`SELECT ${columns.join(', ')}, ${valueColumns} ${from} WHERE a.alert_id = ${literal(alertId)}`,
		{ brief: true }
	);
	const [row] = result.rows;
	if (row === undefined) throw new Failure('usage', `no such alert: ${alertId}`);
	const { length } = columns;
	const own = { columns: result.columns.slice(0, length), rows: [row.slice(0, length)] };
	return { alert: alertRow(rowObjects(own)[0]!), values: alertValues(row.slice(length)) };
}

function alertRow(row: Record<string, unknown>): AlertRow {
	return {
		...(row as unknown as AlertRow),
		count: numberOrNull(row.count),
		gid: numberOrNull(row.gid),
		sid: numberOrNull(row.sid),
		rev: numberOrNull(row.rev),
		record: Number(row.record)
	};
}

function numberOrNull(value: unknown): number | null {
	return value === null ? null : Number(value);
}
