import type { CellKind } from '#cells/cell.ts';
import { outcomesOf } from '#cells/facets.ts';
import type { Connection, QueryOptions, Result } from '#engine/duckdb/engine.ts';
import { Failure, messageOf } from '#lib/failure.ts';
import { countText, numberText } from '#lib/format-number.ts';
import { forEach } from '#notebook/compile.ts';

/** Answers that are not one row with one of the words. */
export interface OddAnswers {
	/** Rows beyond the first of an alert. */
	doubled: number;
	/** Alerts without an outcome. */
	none: number;
	/** An outcome that is none of the words. */
	other: string | null;
}

/** What is odd about answers, given as rows (alert_id, outcome, …). */
export function oddOf({ rows }: Pick<Result, 'rows'>, words: readonly string[]): OddAnswers {
	const outcomes = rows.map(([, outcome]) => outcome as string | null);
	return {
		doubled: rows.length - new Set(rows.map(([alertId]) => alertId)).size,
		none: outcomes.filter((outcome) => outcome === null).length,
		other: outcomes.find((outcome) => outcome !== null && !words.includes(outcome)) ?? null
	};
}

/** What a cell must return and does not, in one sentence; null where nothing is odd. */
export function oddity({ doubled, none, other }: OddAnswers, kind: CellKind): string | null {
	if (doubled > 0) return mustReturn(kind, 'it gave more than one row');
	if (none > 0) return mustReturn(kind, 'it gave no row, or no outcome in it');
	if (other === null) return null;
	return mustReturn(kind, `its outcome is none of these: ${other.slice(0, 60)}`);
}

/**
 * The failure of a statement that was run for a cell: where a column is lacking that each answer must have, that
 * is said instead of the database's words, which are about the statement round it.
 * @param sql as it can be run behind the alerts of `scope`
 */
export async function failureOfAnswer(
	error: unknown,
	{ kind, ...asked }: { kind: CellKind } & Lacking
): Promise<unknown> {
	if (!/column named "(outcome|because)"/.test(messageOf(error))) return error;
	const given = await columnsOf(asked);
	const lacking = ['outcome', 'because'].filter((name) => !given.includes(name));
	if (lacking.length === 0) return error;
	const message = `it has no column ${lacking.join(' or ')}; it has ${given.join(', ')}`;
	return new Failure('query failed', mustReturn(kind, message));
}

interface Lacking {
	sql: string;
	scope: string;
	connection: Connection;
	options: QueryOptions;
}

/** They are described, and not planned: what is planned may be worked out as far as it needs no rows. */
async function columnsOf({ sql, scope, connection, options }: Lacking): Promise<string[]> {
	const { rows } = await connection.query(`DESCRIBE ${forEach(scope, sql)}`, options);
	return rows.slice(1).map(([name]) => String(name).toLowerCase());
}

function mustReturn(kind: CellKind, fault: string): string {
	const words = outcomesOf(kind).join(', ');
	return `a ${kind.name} must return one row with outcome (${words}) and because: ${fault}`;
}

/** What is wrong with a verdict where no step of its path has an answer. */
export const NO_ANSWERS =
	'a verdict is over the answers of its path, and no step of this path has one';

/** A fault of the answers about some of the alerts in scope. */
export function ofSome(alerts: number, all: number, fault: string): string {
	return `for ${numberText(alerts)} of ${countText(all, 'alert')}: ${fault}`;
}
