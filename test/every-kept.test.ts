import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Connection, QueryOptions } from '#engine/duckdb/engine.ts';
import { stopBook } from '#investigation/stops.ts';
import { Sweeper, type Sweep } from '#investigation/sweep.ts';
import { Failure } from '#lib/failure.ts';
import { readRecipe } from '#recipe/read-recipe.ts';
import { alertLine } from './support/alert-line.ts';
import { emptyBench, loadText, type Bench } from './support/evidence.ts';

vi.setConfig({ testTimeout: 60_000 });

let bench: Bench;
let alertId: string;
beforeAll(async () => {
	bench = await emptyBench();
	alertId = `${(await loadText(bench.connection, 'kept.log', alertLine)).source_id}-1`;
});
afterAll(() => bench.engine.close());

const front = `---\nlookdeeper: 1\nid: k\ntitle: K\npaths: { p: { title: P, stop: end }, q: { title: Q, stop: end } }\n---\n`;
const fence = (attributes: string, sql: string) => `\`\`\`sql {${attributes}}\n${sql}\n\`\`\`\n`;

function recipe({ a = 'clear', b = 'clear', trust = 'confirmed' } = {}) {
	const notebook = readRecipe(
		front +
			[
				fence('trust=t claim="It is so"', `SELECT '${trust}' AS outcome, 'cell t' AS because`),
				fence('check=a path=p,q', `SELECT '${a}' AS outcome, 'cell a' AS because`),
				fence(
					'check=b path=q trust=t',
					`SELECT '${b}' AS outcome, 'cell b' || count(*) AS because FROM web`
				),
				...['p', 'q'].map((path) =>
					fence(
						`verdict path=${path}`,
						`SELECT CASE WHEN bool_and(outcome = 'clear') THEN 'benign' ELSE 'suspicious' END AS outcome,
							string_agg(outcome, ', ' ORDER BY position) AS because FROM steps`
					)
				)
			].join('\n')
	);
	expect(notebook.problems).toEqual([]);
	return notebook;
}

/** The connection, which notes which cells were asked for answers that are kept. */
function noting(fail: (sql: string) => void = () => undefined) {
	const asked: string[] = [];
	const query = (sql: string, options?: QueryOptions) => {
		const cell = /INSERT INTO every_(?:said|claimed) .*'cell (\w)'/s.exec(sql)?.[1];
		if (cell !== undefined) asked.push(cell);
		fail(sql);
		return bench.connection.query(sql, options);
	};
	const { append, close } = bench.connection;
	const noted: Connection = { query, append, close };
	return { noted, taken: () => asked.splice(0).sort().join('') };
}

function verdictsOf({ paths }: Sweep): (string | null)[] {
	return paths.map(({ verdicts }) => verdicts.get(alertId)!.verdict);
}

describe('answers about every alert', () => {
	let versions: Record<string, string>;
	const world = { values: {}, versionOf: (table: string) => versions[table] ?? 'once' };
	beforeEach(() => {
		versions = {};
	});

	it('are kept: where one check was edited it alone is asked again, and the verdicts are those of now', async () => {
		const { noted, taken } = noting();
		const sweeper = new Sweeper(noted);
		// Nothing is loaded of web: b cannot be clear.
		const first = ['benign', 'suspicious'];
		expect(verdictsOf(await sweeper.sweep(recipe(), world))).toEqual(first);
		expect(taken()).toBe('abt');
		expect(verdictsOf(await sweeper.sweep(recipe({ a: 'concern' }), world))).toEqual([
			'suspicious',
			'suspicious'
		]);
		expect(taken()).toBe('a');
		expect(verdictsOf(await sweeper.sweep(recipe(), world))).toEqual(first);
		expect(taken()).toBe('a');
	});

	it('are asked again where their table or a claim that they lean on has changed, and all of them with the alerts', async () => {
		const { noted, taken } = noting();
		const sweeper = new Sweeper(noted);
		await sweeper.sweep(recipe(), world);
		taken();
		versions = { web: 'another' };
		await sweeper.sweep(recipe(), world);
		expect(taken()).toBe('b');
		await sweeper.sweep(recipe({ trust: 'contradicted' }), world);
		expect(taken()).toBe('bt');
		versions = { web: 'another', alerts: 'another' };
		await sweeper.sweep(recipe({ trust: 'contradicted' }), world);
		expect(taken()).toBe('abt');
	});

	it.each(['said', 'again'])(
		'are right after a run was cancelled while one was put into %s',
		async (table) => {
			let cancels = true;
			const { noted, taken } = noting((sql) => {
				const isIt = sql.startsWith(`INSERT INTO every_${table} `) && sql.includes('cell a');
				if (cancels && isIt) throw new Failure('cancelled', 'the run was cancelled');
			});
			const sweeper = new Sweeper(noted);
			await expect(sweeper.sweep(recipe(), world)).rejects.toThrow('cancelled');
			taken();
			cancels = false;
			expect(verdictsOf(await sweeper.sweep(recipe(), world))[0]).toBe('benign');
			expect(taken()).toBe(table === 'said' ? 'abt' : '');
		}
	);

	it('of a cell that made the database stop answering are not asked for again by themselves, and the others are', async () => {
		const stops = stopBook();
		let kills = true;
		const { noted, taken } = noting((sql) => {
			if (kills && sql.includes('cell a'))
				throw new Failure('engine lost', 'lost', { cause: 'with the statement' });
		});
		await expect(new Sweeper(noted, stops).sweep(recipe(), world)).rejects.toThrow('lost');
		kills = false;
		taken();
		const { failures } = await new Sweeper(noted, stops).sweep(recipe(), world);
		expect(taken()).toBe('bt');
		expect(failures.map(({ cell }) => cell)).toEqual(['a', 'verdict-p']);
		expect(failures[0]!.failure.message).toMatch(/^stopped: /);
	});
});
