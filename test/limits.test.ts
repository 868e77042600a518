import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { plainWords } from '#engine/duckdb/engine-words.ts';
import { answered } from '#engine/duckdb/wasm-answer.ts';
import { Investigator } from '#investigation/investigator.ts';
import type { InvestigationResult } from '#investigation/result.ts';
import { messageOf } from '#lib/failure.ts';
import { readRecipe } from '#recipe/read-recipe.ts';
import { emptyBench, type Bench } from './support/evidence.ts';
import { wasmAsks } from './support/wasm-in-node.ts';
import { swept } from './support/swept.ts';

const clear = (because: string, from = '') =>
	`SELECT 'clear' AS outcome, ${because} AS because ${from}`;
const cells = {
	huge: clear("repeat('x', 10000000)"),
	many: clear("'so'", 'FROM range(1000000)'),
	nested: clear(`${'abs('.repeat(1500)}1${')'.repeat(1500)}`),
	word: "SELECT repeat('clear', 1000000) AS outcome, 'so' AS because",
	good: clear("'so it is'")
};
const blocks = Object.entries(cells).map(
	([id, sql]) => `\`\`\`sql {check=${id} path=triage}\n${sql}\n\`\`\``
);
const notebook = readRecipe(
	[
		'---\nlookdeeper: 1\nid: large\ntitle: Large\npaths: { triage: { title: T, stop: end } }\n---',
		...blocks,
		"```sql {query=wide path=triage}\nSELECT repeat('x', i * 2000000) AS value, i FROM range(3) r(i)\n```",
		"```sql {verdict path=triage}\nSELECT 'suspicious' AS outcome, repeat('so ', 1000000) AS because\n```"
	].join('\n\n')
);

let bench: Bench;
let investigator: Investigator;
let result: InvestigationResult;
beforeAll(async () => {
	bench = await emptyBench();
	await bench.connection.query("INSERT INTO alerts (alert_id, src_ip) VALUES ('a', '192.0.2.1')");
	investigator = new Investigator(bench.connection);
	result = await investigator.investigate('a', notebook, { values: {}, versionOf: () => 'once' });
}, 60_000);
afterAll(() => bench.engine.close());

function failureOf(cell: string): string | undefined {
	return result.paths[0]!.steps.find((step) => step.cell === cell)?.failure?.message;
}

describe('a cell', () => {
	it('whose sentence is huge fails by name, and the others are answered', () => {
		expect(failureOf('huge')).toContain(
			'because is too long for a sentence: 10000000 bytes, where 20000 are the most'
		);
		const good = result.paths[0]!.steps.find(({ cell }) => cell === 'good');
		expect(good).toMatchObject({ state: 'done', outcome: 'clear', because: 'so it is' });
	});

	it('that gives millions of rows where one is asked for fails by name', () => {
		expect(failureOf('many')).toContain('it gave more than one row');
	});

	it('whose outcome is huge fails with its beginning', () => {
		expect(failureOf('word')).toMatch(/its outcome is none of these: (clear){12}/);
	});

	it('that is nested too deeply says what to do', () => {
		expect(failureOf('nested')).toContain(
			'an expression stands in more than 1000 others: divide it, with WITH or into cells of its own'
		);
	});

	it('lists rows of any size, and of those that are too large to be shown says so', async () => {
		expect(failureOf('wide')).toBeUndefined();
		expect((await investigator.rows('wide', { offset: 0, limit: 1 })).rows).toEqual([['', 0n]]);
		await expect(investigator.rows('wide', { offset: 0, limit: 2 })).rejects.toThrow(
			/^a row is too large: 20000\d\d bytes; ask for fewer columns, or for a part of the value, as left\(value, 1000\)$/
		);
	});

	it('that sums up has its sentence cut, with its length', () => {
		const { verdict, because } = result.paths[0]!;
		expect(verdict).toBe('suspicious');
		expect(because).toMatch(/^so so .*… \(cut, of 3000000 bytes\)/);
	});

	it('fails so over every alert as well', async () => {
		const { failures } = await swept(bench.connection, notebook);
		const failed = failures.map(({ cell, failure }) => `${cell}: ${failure.message}`).join('\n');
		expect(failed).toContain('huge: because is too long for a sentence: 10000000 bytes');
		expect(failed).not.toContain('good');
	});
});

describe('what the engine says of its limits is said in plain words', () => {
	const notEnough = /^there is not enough memory for this query: narrow it/;
	const large = 'SELECT list(i) FROM range(100000000) r(i)';

	it('natively, where there is not enough memory', async () => {
		const connection = await (await DuckDBInstance.create(':memory:')).connect();
		await connection.run("SET memory_limit = '20MB'; SET temp_directory = ''");
		const message = await connection.run(large).then(() => '', messageOf);
		expect(message).toContain('temp_directory');
		expect(plainWords(message)).toMatch(notEnough);
		connection.closeSync();
	});

	it('in the engine of the page, nested too deeply', async () => {
		const { run } = await wasmAsks();
		const message = await answered(cells.nested, run).then(() => '', messageOf);
		expect(plainWords(message)).toMatch(/^an expression stands in more than 1000 others/);
	});

	it('and all else stays as it was said', () => {
		expect(plainWords('Conversion Error: no number')).toBe('Conversion Error: no number');
	});
});
