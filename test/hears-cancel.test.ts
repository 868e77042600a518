import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import type { Connection, QueryOptions } from '#engine/duckdb/engine.ts';
import { Investigator } from '#investigation/investigator.ts';
import { wakeFault } from '#investigation/wake-condition.ts';
import { readRecipe } from '#recipe/read-recipe.ts';
import { alertLine } from './support/alert-line.ts';
import { emptyBench, loadText, type Bench } from './support/evidence.ts';
import { swept } from './support/swept.ts';

vi.setConfig({ testTimeout: 60_000 });

let bench: Bench;
let alertId: string;
beforeAll(async () => {
	bench = await emptyBench();
	alertId = `${(await loadText(bench.connection, 'cancel.log', alertLine)).source_id}-1`;
});
afterAll(() => bench.engine.close());

/** Stands in the SQL of every cell. */
const MARK = `'of a cell'`;
const front = `---\nlookdeeper: 1\nid: f\ntitle: F\npaths: { p: { title: P, stop: decided }, q: { title: Q, stop: end } }\n---\n`;
const fence = (attributes: string, sql: string) => `\`\`\`sql {${attributes}}\n${sql}\n\`\`\`\n`;
const answers = `SELECT 'clear' AS outcome, ${MARK} AS because`;
const lacks = `SELECT ${MARK} AS because`;
const fails = `SELECT 'clear' AS outcome, error(${MARK}) AS because`;

const recipe = [
	fence('query=good', `SELECT ${MARK} AS word FROM alerts`),
	fence('query=bad', `SELECT error(${MARK}) AS word FROM alerts`),
	fence('trust=t claim="It is so"', `SELECT 'confirmed' AS outcome, ${MARK} AS because`),
	fence('trust=lacking-trust claim="It is so too"', lacks),
	fence('check=plain path=p,q trust=t', answers),
	fence('check=behind path=p,q', `SELECT 'clear' AS outcome, max(word) AS because FROM good`),
	fence('check=lacking path=p,q', lacks),
	fence('check=failing path=p,q', fails),
	fence('check=waiting path=p,q', `SELECT 'clear' AS outcome, max(word) AS because FROM bad`),
	fence('check=unbound path=p,q', `SELECT 'clear' AS outcome, ${MARK} || nothing AS because`),
	fence('check=of-rows path=q needs=alerts', `${answers} FROM alerts WHERE sid > 1`),
	fence('verdict=v path=p', `SELECT 'benign' AS outcome, ${MARK} AS because FROM steps LIMIT 1`),
	fence('verdict=w path=q', `SELECT ${MARK} AS because FROM steps`)
].join('\n');

/** The connection, which notes what of the cells' SQL was asked, and with what signal. */
function noting(connection: Connection) {
	const asked: { sql: string; signal: AbortSignal | undefined }[] = [];
	const query = (sql: string, options: QueryOptions = {}) => {
		if (sql.includes(MARK)) asked.push({ sql, signal: options.signal });
		return connection.query(sql, options);
	};
	const noted: Connection = {
		query,
		append: (table, batch) => connection.append(table, batch),
		close: () => connection.close()
	};
	return { noted, asked };
}

const deafest = (asked: ReturnType<typeof noting>['asked'], signal: AbortSignal) =>
	asked.filter((each) => each.signal !== signal).map(({ sql }) => sql);

it('whatever is asked with the SQL of a cell ends with the cancel of its run: its answer, what it lacks, where it failed, its rows', async () => {
	const notebook = readRecipe(front + recipe);
	expect(notebook.problems).toEqual([]);
	const { noted, asked } = noting(bench.connection);
	const { signal } = new AbortController();
	const investigator = new Investigator(noted);
	const world = { values: {}, versionOf: () => 'once' };
	const { paths } = await investigator.investigate(alertId, notebook, world, { signal });
	await investigator.measure({ signal });
	await investigator.rows('of-rows', { offset: 0, limit: 1, signal });
	expect(paths[1]!.steps.map(({ cell, state }) => [cell, state])).toEqual([
		['plain', 'done'],
		['behind', 'done'],
		['lacking', 'failed'],
		['failing', 'failed'],
		['waiting', 'failed'],
		['unbound', 'failed'],
		['of-rows', 'done']
	]);
	expect(asked.length).toBeGreaterThan(20);
	expect(deafest(asked, signal)).toEqual([]);
});

it('so it is with what is asked over every alert', async () => {
	const { noted, asked } = noting(bench.connection);
	const { signal } = new AbortController();
	const { failures } = await swept(noted, readRecipe(front + recipe), { signal });
	const failed = ['lacking-trust', 'lacking', 'failing', 'waiting', 'unbound', 'w'];
	expect(failures.map(({ cell }) => cell)).toEqual(failed);
	expect(deafest(asked, signal)).toEqual([]);
});

it('what is not run is not worked out: to learn which column is lacking, or where a cell fails, its SQL is described', async () => {
	const { noted, asked } = noting(bench.connection);
	const notebook = readRecipe(front + recipe);
	const world = { values: {}, versionOf: () => 'once' };
	await new Investigator(noted).investigate(alertId, notebook, world);
	expect(await wakeFault(noted, { alert_id: alertId }, `SELECT ${MARK} FROM alerts`)).toBeNull();
	expect(asked.filter(({ sql }) => /^\s*EXPLAIN|LIMIT 0\b/i.test(sql))).toEqual([]);
	expect(asked.filter(({ sql }) => sql.startsWith('DESCRIBE ')).length).toBeGreaterThan(3);
});
