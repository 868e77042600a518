import { answerNames, moreThanOne, mustReturn } from '#cells/answer.ts';
import { expectedOf } from '#cells/facets.ts';
import { listedColumns } from '#engine/sql/listed-columns.ts';
import { Failure } from '#lib/failure.ts';
import type { Cell } from './notebook.ts';

/**
 * Of two columns of one name the database takes the first, and says nothing.
 * @throws `query failed` where a cell gives its answer, or the reason for it, twice
 */
export function checkColumns({ kind, sql }: Pick<Cell, 'kind' | 'sql'>): void {
	const expected = expectedOf(kind);
	if (expected.outcomes.length === 0) return;
	const columns = listedColumns(sql);
	const twice = answerNames.find((name) => columns.filter((column) => column === name).length > 1);
	if (twice === undefined) return;
	throw new Failure('query failed', mustReturn(expected, moreThanOne(twice)));
}
