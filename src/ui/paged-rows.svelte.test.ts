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
	expect([rows.state, rows.failure, rows.count]).toEqual(['cancelled', null, 0]);
	await rows.again();
	expect([rows.state, rows.count, rows.total]).toEqual(['done', 3, 3]);
	expect(asked.map(({ offset, again }) => [offset, again])).toEqual([
		[0, false],
		[0, true]
	]);
});

it('a further page that is cancelled leaves the rows before it', async () => {
	const { rows, asked } = paged(page(500), null, page(1));
	await settled();
	rows.need(490, 510);
	rows.cancel();
	await settled();
	expect([rows.state, rows.count, rows.total]).toEqual(['cancelled', 500, null]);
	await rows.again();
	expect([rows.state, rows.count, rows.total]).toEqual(['done', 501, 501]);
	expect(asked.map(({ offset }) => offset)).toEqual([0, 500, 500]);
});

it('the last rows of a million are asked for alone, once it is known how many there are', async () => {
	const { rows, asked } = paged(page(500), page(500));
	await settled();
	rows.know(1_000_000);
	rows.need(999_970, 999_999);
	await settled();
	expect(asked.map(({ offset }) => offset)).toEqual([0, 999_500]);
	expect([rows.at(999_999), rows.at(499), rows.at(500)]).toEqual([[499], [499], null]);
});

it('rows far apart that are to be copied are all asked for', async () => {
	const { rows, asked } = paged(page(500), page(500), page(20));
	await settled();
	const taken = await rows.range(10, 1010, new AbortController().signal);
	expect(asked.map(({ offset }) => offset)).toEqual([0, 500, 1000]);
	expect([taken.at(10), taken.at(1010)]).toEqual([[10], [10]]);
});

it('no more pages stay at hand than a page of the browser bears', async () => {
	const { rows } = paged(...Array.from({ length: 80 }, () => page(500)));
	await settled();
	rows.know(40_000);
	for (let at = 0; at < 40_000; at += 500) {
		rows.need(at, at + 20);
		await settled();
	}
	const kept = Array.from({ length: 80 }, (_, at) => rows.at(at * 500) !== null);
	expect([kept[0], kept.filter(Boolean).length, kept.at(-1)]).toEqual([true, 60, true]);
});
