import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { eventTableNames } from '#tables/event-tables.ts';
import { incidentNamed } from '#datasets/incidents/index.ts';
import { recipeIds, recipeText } from '#datasets/recipes/index.ts';
import { identifier } from '#engine/sql/sql.ts';
import { Investigator } from '#investigation/investigator.ts';
import { cellsOf, type Notebook } from '#notebook/notebook.ts';
import { readRecipe } from '#recipe/read-recipe.ts';
import { emptyBench, loadIncident, type Bench } from './support/evidence.ts';
import { giveDefaults, unchanging } from './support/defaults.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

/** A sentence must be the same at every run and on every engine, whatever the order in which rows are met. */

/** Aggregates that give what they meet, in the order in which they meet it. */
const ORDERED = [
	'string_agg',
	'group_concat',
	'listagg',
	'list',
	'array_agg',
	'first',
	'last',
	'any_value',
	'arbitrary'
];
/** Functions whose result keeps no order at all, or which choose among equals. */
const UNORDERED = ['list_distinct', 'array_distinct', 'mode', 'approx_top_k', 'random', 'uuid'];

/** The calls of functions in a statement, each with what stands between its own parentheses. */
function callsIn(sql: string): { name: string; inside: string }[] {
	const bare = sql.replace(/'(?:[^']|'')*'/g, "''").replace(/--.*$/gm, '');
	return [...bare.matchAll(/\b([a-z_]+)\s*\(/gi)].map((match) => {
		const from = match.index + match[0].length;
		let [depth, to] = [1, from];
		for (; depth > 0 && to < bare.length; to++)
			depth += bare[to] === '(' ? 1 : bare[to] === ')' ? -1 : 0;
		return { name: match[1]!.toLowerCase(), inside: bare.slice(from, to - 1) };
	});
}

/** What of a statement may give another sentence at another run. */
function looseIn(sql: string): string[] {
	return callsIn(sql)
		.filter(({ name, inside }) => {
			if (UNORDERED.includes(name)) return true;
			if (ORDERED.includes(name)) return !/\border\s+by\b/i.test(inside);
			// Among equals it takes any: what decides must be told in full.
			return /^(arg_min|arg_max|min_by|max_by)$/.test(name) && !/,\s*\(.+,.+\)\s*$/s.test(inside);
		})
		.map(({ name, inside }) => `${name}(${inside})`);
}

describe('what says the same at every run', () => {
	it.each([
		["string_agg(a, ', ')", 1],
		["string_agg(DISTINCT a, ', ' ORDER BY a)", 0],
		['list_distinct(list(a ORDER BY b))', 1],
		['arg_min(a, ts)', 1],
		['arg_min(a, (ts, a))', 0],
		["'list_distinct(x)'", 0]
	])('%s breaks it %i times', (sql, times) => {
		expect(looseIn(sql)).toHaveLength(times);
	});

	const written = recipeIds.map((id) => ({ name: id, text: recipeText(id) }));
	const book = readFileSync(join(import.meta.dirname, '../docs/recipes.md'), 'utf8');
	const shown = [...book.matchAll(/^````md\n(---\n[\s\S]*?)^````$/gm)];
	const examples = shown.map(([, text], i) => ({ name: `example ${i + 1}`, text: text! }));
	it.each([...written, ...examples])('is every cell of the recipe $name', ({ text }) => {
		const cells = cellsOf(readRecipe(text));
		expect(cells.length).toBeGreaterThan(0);
		expect(cells.flatMap(({ sql }) => looseIn(sql))).toEqual([]);
	});
});

/** Every sentence that a recipe says of the alert of an incident. */
async function sentences(
	{ connection }: Bench,
	alertId: string,
	notebook: Notebook
): Promise<string[]> {
	await giveDefaults(connection, notebook);
	const investigator = new Investigator(connection);
	const { paths, trusts } = await investigator.investigate(alertId, notebook, unchanging(notebook));
	const steps = paths.flatMap((path) => path.steps);
	return [
		...[...paths, ...trusts].map(({ because }) => because ?? ''),
		...steps.flatMap(({ because, lowered }) => [because ?? '', ...lowered])
	];
}

describe.each(['drifted-policy', 'attack-elsewhere'])('the sentences about %s', (name) => {
	let bench: Bench;
	let alertId: string;
	beforeAll(async () => {
		bench = await emptyBench();
		alertId = await loadIncident(bench.connection, incidentNamed(name));
	});
	afterAll(() => bench.engine.close());

	it('are the same in whatever order its rows are met, in each shipped recipe', async () => {
		const notebooks = recipeIds.map((id) => readRecipe(recipeText(id)));
		const said = async () => {
			const all = [];
			for (const notebook of notebooks) all.push(await sentences(bench, alertId, notebook));
			return all;
		};
		const first = await said();
		for (const each of first)
			expect(each.filter((sentence) => sentence !== '').length).toBeGreaterThan(10);
		for (const seed of [1, 2]) {
			for (const table of eventTableNames.map(identifier))
				await bench.connection.query(
					`CREATE OR REPLACE TABLE ${table} AS SELECT * FROM ${table} ORDER BY hash(record, ${seed})`
				);
			expect(await said()).toEqual(first);
		}
	});
});
