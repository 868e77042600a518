import { expect, it } from 'vitest';
import type { Result } from '#engine/duckdb/engine.ts';
import { Failure } from '#lib/failure.ts';
import { PagedRows, type PageOfRows } from './paged-rows.svelte.ts';

const page = (rows: number): Result => ({
	columns: [{ name: 'n', type: 'number' }],
	rows: Array.from({ length: rows }, (_, n) => [n])
});

/** Rows of which `answers` are given in turn, and those that are absent never come. */
function paged(...answers: (Result | null)[]) {
	const asked: PageOfRows[] = [];
	const rows = new PagedRows((wanted) => {
		asked.push(wanted);
		const answer = answers.shift() ?? null;
		if (answer !== null) return Promise.resolve(answer);
		return new Promise((_, reject) =>
			wanted.signal.addEventListener('abort', () => reject(new Failure('cancelled', 'it was')))
		);
	});
	return { rows, asked };
}

const settled = () => new Promise((resolve) => setTimeout(resolve));

it('rows that are cancelled are no rows and no failure, and are asked for again where somebody wants them', async () => {
	const { rows, asked } = paged(null, page(3));
	rows.cancel();
	await settled();
	expect([rows.state, rows.failure, rows.rows]).toEqual(['cancelled', null, []]);
	await rows.fetch(true);
	expect([rows.state, rows.rows.length]).toEqual(['done', 3]);
	expect(asked.map(({ offset, again }) => [offset, again])).toEqual([
		[0, false],
		[0, true]
	]);
});

it('a further page that is cancelled leaves the rows before it', async () => {
	const { rows, asked } = paged(page(500), null, page(1));
	await settled();
	void rows.fetch();
	rows.cancel();
	await settled();
	expect([rows.state, rows.rows.length, rows.more]).toEqual(['cancelled', 500, true]);
	await rows.fetch(true);
	expect([rows.state, rows.rows.length, rows.more]).toEqual(['done', 501, false]);
	expect(asked.map(({ offset }) => offset)).toEqual([0, 500, 500]);
});
