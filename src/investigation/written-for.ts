import { rowObjects, type Connection, type QueryOptions } from '#engine/duckdb/engine.ts';
import { literal } from '#engine/sql/sql.ts';
import { applicability, type RaisedBy } from '#recipe/applies-to.ts';

/**
 * The alerts of a relation that a recipe with such entries of `applies_to` is not written for; those of which that
 * cannot be told are not among them.
 */
export async function notWrittenFor(
	entries: readonly string[],
	scope: string,
	connection: Connection,
	options: QueryOptions
): Promise<Set<string>> {
	if (entries.length === 0) return new Set();
	const rules = await connection.query(
		`SELECT DISTINCT signature, gid, sid, rev FROM ${scope}`,
		options
	);
	const others = rowObjects(rules)
		.map(raisedBy)
		.filter((rule) => applicability(entries, rule).applies === false);
	if (others.length === 0) return new Set();
	const { rows } = await connection.query(
		`SELECT alert_id FROM ${scope} AS a JOIN (VALUES ${others.map(ruleRow).join(', ')})
			AS r(signature, gid, sid, rev) ON a.signature IS NOT DISTINCT FROM r.signature
			AND a.gid IS NOT DISTINCT FROM r.gid AND a.sid IS NOT DISTINCT FROM r.sid
			AND a.rev IS NOT DISTINCT FROM r.rev`,
		options
	);
	return new Set(rows.map(([alertId]) => String(alertId)));
}

function raisedBy({ signature, gid, sid, rev }: Record<string, unknown>): RaisedBy {
	const number = (value: unknown) => (value === null ? null : Number(value));
	return {
		signature: signature as string | null,
		gid: number(gid),
		sid: number(sid),
		rev: number(rev)
	};
}

function ruleRow({ signature, gid, sid, rev }: RaisedBy): string {
	const numbers = [gid, sid, rev].map((value) => `${value === null ? 'NULL' : value}::BIGINT`);
	return `(${literal(signature)}::VARCHAR, ${numbers.join(', ')})`;
}
