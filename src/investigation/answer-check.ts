import type { CellKind } from '#cells/cell.ts';
import { answerNames, moreThanOne, mustReturn } from '#cells/answer.ts';
import { expectedOf } from '#cells/facets.ts';
import type { Connection, QueryOptions } from '#engine/duckdb/engine.ts';
import { Failure, isCancelled, isEngineLost, messageOf } from '#lib/failure.ts';
import { countText, numberText } from '#lib/format-number.ts';
import { forEach } from '#notebook/compile.ts';

/**
 * The failure of a statement that was run for a cell: where a column is lacking that each answer must have, that
 * is said instead of the database's words, which are about the statement round it.
 * @param sql as it can be run behind the alerts of `scope`
 */
export async function failureOfAnswer(
	error: unknown,
	{ kind, ...asked }: Answering
): Promise<unknown> {
	if (!/column named "(outcome|because)"/.test(messageOf(error))) return error;
	const given = await columnsOf(asked);
	const lacking = answerNames.filter((name) => !given.includes(name));
	if (lacking.length === 0) return error;
	const message = `it has no column ${lacking.join(' or ')}; it has ${given.join(', ')}`;
	return new Failure('query failed', mustReturn(expectedOf(kind), message));
}

/**
 * Where a cell gives its answer, or the reason for it, twice, the database takes the first and says nothing: the
 * other it calls by a name that nobody wrote.
 * @throws `query failed`; what fails else fails again where the cell is asked
 */
export async function checkAnswerOnce({ kind, ...asked }: Answering): Promise<void> {
	const given = await columnsOf(asked).catch((error: unknown): string[] => {
		if (isCancelled(error) || isEngineLost(error)) throw error;
		return [];
	});
	const twice = answerNames.find(
		(name) => given.includes(`${name}_1`) && !asked.sql.toLowerCase().includes(`${name}_1`)
	);
	if (twice === undefined) return;
	throw new Failure('query failed', mustReturn(expectedOf(kind), moreThanOne(twice)));
}

type Answering = { kind: CellKind } & Lacking;

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

/** What is wrong with a verdict where no step of its path has an answer. */
export const NO_ANSWERS =
	'a verdict is over the answers of its path, and no step of this path has one';

/** A fault of the answers about some of the alerts in scope. */
export function ofSome(alerts: number, all: number, fault: string): string {
	return `for ${numberText(alerts)} of ${countText(all, 'alert')}: ${fault}`;
}
