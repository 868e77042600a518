import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { Investigator } from '#investigation/investigator.ts';
import type { CellFailure, InvestigationResult } from '#investigation/result.ts';
import { readRecipe } from '#recipe/read-recipe.ts';
import { alertLine } from './support/alert-line.ts';
import { emptyBench, loadText, type Bench } from './support/evidence.ts';
import { swept } from './support/swept.ts';
import { giveDefaults } from './support/defaults.ts';

vi.setConfig({ testTimeout: 60_000 });

let bench: Bench;
let alertId: string;
beforeAll(async () => {
	bench = await emptyBench();
	alertId = `${(await loadText(bench.connection, 'faults.log', alertLine)).source_id}-1`;
	await bench.connection.query(
		`INSERT INTO web (ts, src_ip, status, path) VALUES (TIMESTAMP '2007-01-15 03:17:40', '192.0.2.1', 200, 'none')`
	);
});
afterAll(() => bench.engine.close());

const front = `---\nlookdeeper: 1\nid: f\ntitle: F\npaths: { p: { title: P, stop: end } }\n---\n`;
const fence = (attributes: string, sql: string) => `\`\`\`sql {${attributes}}\n${sql}\n\`\`\`\n`;
const verdict = `SELECT 'benign' AS outcome, 'so' AS because FROM steps LIMIT 1`;
/** A check, and one that is not filled in with the alert's values, since it speaks of its row as a whole. */
const check = (expression: string, rest: string) =>
	fence('check=c path=p', `SELECT 'clear' AS outcome, (${expression})::VARCHAR AS because ${rest}`);
const ofRow = (expression: string, rest: string) =>
	check(`CASE WHEN alert IS NULL THEN NULL ELSE ${expression} END`, rest);

async function one(...cells: string[]): Promise<InvestigationResult> {
	const notebook = readRecipe(front + cells.join('\n'));
	expect(notebook.problems).toEqual([]);
	return new Investigator(bench.connection).investigate(alertId, notebook, {
		values: {},
		versionOf: () => 'once'
	});
}

async function every(...cells: string[]): Promise<{ cell: string; failure: CellFailure }[]> {
	return (await swept(bench.connection, readRecipe(front + cells.join('\n')))).failures;
}

/** A check that answers, and a verdict. */
const closing =
	fence('check=d path=p', `SELECT 'clear' AS outcome, 'so' AS because`) +
	fence('verdict=v path=p', verdict);

it.each([
	['check=c path=p needs=sesions', 'unknown table: sesions'],
	['chek=c path=p', 'unknown cell kind: chek'],
	['check=c path=q', 'unknown path: q'],
	['check=d path=p', 'id taken: d'],
	['check=c path=p trust=nobodys', 'no claim nobodys; the recipe has none']
])(
	'no verdict closes while a cell of its recipe is not understood: %s',
	async (attributes, said) => {
		const cells = fence(attributes, `SELECT 'clear' AS outcome, 'so' AS because`);
		const notebook = readRecipe(`${front}${closing}\n${cells}`);
		const world = { values: {}, versionOf: () => 'once' };
		const { paths } = await new Investigator(bench.connection).investigate(
			alertId,
			notebook,
			world
		);
		expect(paths[0]).toMatchObject({ verdict: 'insufficient data', said: 'benign' });
		expect(paths[0]!.because).toMatch(/^not closed as benign: /);
		expect(paths[0]!.because).toContain(`line 14 of the recipe: ${said}`);
		const every = await swept(bench.connection, notebook);
		expect(every.paths[0]!.verdicts.get(alertId)).toMatchObject({
			verdict: 'insufficient data',
			because: paths[0]!.because
		});
	}
);

it('a check without SQL stays a step, which failed, and no verdict closes without it', async () => {
	for (const sql of ['', ' ', '-- no more']) {
		const cells = [fence('check=c path=p', sql), closing];
		const [path] = (await one(...cells)).paths;
		expect(path!.steps[0]).toMatchObject({ cell: 'c', state: 'failed', outcome: null });
		expect(path!.steps[0]!.failure!.message).toContain('there is no statement');
		expect(path!.verdict).toBe('insufficient data');
		expect(await every(...cells)).toMatchObject([{ cell: 'c' }]);
	}
});

it('a query without SQL is told at the query, and its check waits', async () => {
	const cells = [fence('query=q', ''), check('count(*)', 'FROM q'), closing];
	const [step] = (await one(...cells)).paths[0]!.steps;
	expect(step).toMatchObject({ cell: 'c', outcome: null });
	expect(step!.failure!.message).toContain('there is no statement');
});

describe('a column that a table lacks', () => {
	const lacking: [where: string, expression: string, rest: string, column: string][] = [
		['in a condition', 'count(*)', 'FROM web WHERE sid = 2402000', 'sid'],
		['in a filter', 'count(*) FILTER (WHERE priority = 2)', 'FROM web', 'priority'],
		['in what is selected', 'max(signature)', 'FROM web', 'signature'],
		['within a subquery', '(SELECT count(*) FROM web WHERE rev = 1)', '', 'rev'],
		['where nothing is read', 'sid', '', 'sid'],
		['in a group', 'count(*)', 'FROM web GROUP BY sensor', 'sensor'],
		['of two tables', 'count(*)', 'FROM web AS w JOIN dns AS d ON w.ts = d.ts AND sid > 1', 'sid']
	];

	it.each(lacking)('is not read from the alert %s', async (_, expression, rest, column) => {
		for (const cell of [check(expression, rest), ofRow(expression, rest)]) {
			const step = (await one(cell, closing)).paths[0]!.steps[0]!;
			expect(step).toMatchObject({ state: 'failed', outcome: null });
			expect(step.failure!.message).toContain(`no column ${column} in`);
			expect(step.failure!.message).toContain(`that of the alert is written alert.${column}`);
			expect(step.sql.slice(step.failure!.position!)).toMatch(new RegExp(`^${column}\\b`));
			expect(await every(cell, closing)).toMatchObject([{ cell: 'c', failure: step.failure! }]);
		}
	});

	it('is told with the tables that it was looked for in and its place', async () => {
		const cell = check('count(*)', 'FROM web\nWHERE sid = 3');
		const { failure } = (await one(cell, closing)).paths[0]!.steps[0]!;
		expect(failure!.message).toBe(
			'no column sid in web; that of the alert is written alert.sid (line 2, column 7)'
		);
	});

	const misnamed: [column: string, rest: string, told: string][] = [
		['srcip', 'FROM web', 'no column srcip in web; the nearest name is src_ip ('],
		['w.usr', 'FROM web AS w', 'no column usr in w; the nearest name is user ('],
		['timestamp', 'FROM web', 'no column timestamp in web ('],
		['zzz', 'FROM web', 'no column zzz in web ('],
		['zzz.path', 'FROM web', 'no table zzz is read here; read are web ('],
		['wep.path', 'FROM web', 'no table wep is read here; the nearest name is web ('],
		['1', 'FROM conn', 'no table conn; event tables are alerts, sessions, firewall, '],
		['lenght(path)', 'FROM web', 'no function lenght; the nearest name is length ('],
		['frobnicate_all(path)', 'FROM web', 'no function frobnicate_all (']
	];

	it.each(misnamed)(
		'%s %s is told with a name that is near, or none',
		async (column, rest, told) => {
			const sql = `SELECT 'clear' AS outcome, ${column} AS because ${rest}`;
			const { failure } = (await one(fence('check=c path=p', sql), closing)).paths[0]!.steps[0]!;
			expect(failure!.message.startsWith(told), failure!.message).toBe(true);
		}
	);

	it.each(['"id.orig_h"', 'id_orig_h'])(
		'is told as the part of a struct that it was meant for: %s',
		async (column) => {
			await bench.connection.query(
				`CREATE OR REPLACE VIEW conn_told AS SELECT {orig_h: '192.0.2.1'} AS id`
			);
			const cell = fence(
				'check=c path=p',
				`SELECT 'clear' AS outcome, ${column} AS because FROM conn_told`
			);
			const { failure } = (await one(cell, closing)).paths[0]!.steps[0]!;
			expect(failure!.message).toContain(
				'a part of id is written id.orig_h, with no quotes around both'
			);
		}
	);

	it('is found behind words of other alphabets too', async () => {
		const cell = check(`'日本語日本語' || statuz`, 'FROM web');
		const { failure, sql } = (await one(cell, closing)).paths[0]!.steps[0]!;
		expect(failure!.message).toContain('no column statuz in web; the nearest name is status');
		expect(sql.slice(failure!.position!)).toMatch(/^statuz/);
	});

	it('is not read from the alert by a claim', async () => {
		const claim = fence(
			'trust=t claim="So it is"',
			`SELECT CASE WHEN count(*) FILTER (WHERE sid = 1) > 0 THEN 'contradicted' ELSE 'confirmed' END AS outcome, '' AS because FROM web`
		);
		const [trust] = (await one(claim, check('1', ''), closing)).trusts;
		expect(trust!.outcome).toBeNull();
		expect(trust!.failure!.message).toContain('no column sid in web');
		expect(await every(claim, check('1', ''), closing)).toMatchObject([
			{ cell: 't', failure: trust!.failure! }
		]);
	});

	it('is not read from the alert by a verdict', async () => {
		const wrong = fence(
			'verdict=v path=p',
			`SELECT CASE WHEN priority = 2 THEN 'benign' ELSE 'disregard' END AS outcome, '' AS because FROM steps`
		);
		const path = (await one(check('1', ''), wrong)).paths[0]!;
		expect(path.verdict).toBeNull();
		expect(path.failure!.message).toContain(
			'no column priority in steps; there are cell, position, question, outcome, because, lowered'
		);
		expect(await every(check('1', ''), wrong)).toMatchObject([
			{ cell: 'v', failure: path.failure! }
		]);
	});

	it('is read from a source that has one of its own named alert, for one alert as for every', async () => {
		await bench.connection.query(
			`CREATE OR REPLACE VIEW own_eve AS SELECT {'signature': 'another rule'} AS alert`
		);
		const cells = [check('min(alert.signature)', 'FROM own_eve'), closing];
		expect((await one(...cells)).paths[0]!.steps[0]!.because).toBe('another rule');
		expect(
			await every(
				check(
					`CASE WHEN min(alert.signature) = 'another rule' THEN 'so' ELSE CAST('of the alert' AS INTEGER)::VARCHAR END`,
					'FROM own_eve'
				),
				closing
			)
		).toEqual([]);
		const { failure } = (await one(check('min(alert.sid)', 'FROM own_eve'), closing)).paths[0]!
			.steps[0]!;
		expect(failure!.message).toBe('no column sid in alert (line 1, column 39)');
	});

	it('of the alert itself is told as that', async () => {
		const { failure, sql } = (await one(check('alert.signatur', ''), closing)).paths[0]!.steps[0]!;
		expect(failure!.message).toContain('no column signatur in alert; the nearest name');
		expect(failure!.message).toContain('signature');
		expect(sql.slice(failure!.position!)).toMatch(/^signatur/);
	});
});

describe('an error', () => {
	const query = (sql: string) => fence('query=lines', sql);
	const reading = check('count(*)', 'FROM lines');

	it('in a query is told there, and the check that reads it waits for it', async () => {
		const broken = query('SELECT *\nFROM web WHERE statu = 200');
		const { failure } = (await one(broken, reading, closing)).paths[0]!.steps[0]!;
		expect(failure).toEqual({
			message:
				'it waits for the query lines, which failed: no column statu in web; the nearest name is status (line 2, column 16)',
			position: null,
			query: { cell: 'lines', sql: 'SELECT *\nFROM web WHERE statu = 200', position: 24 }
		});
		expect(await every(broken, reading, closing)).toMatchObject([{ cell: 'c', failure: failure! }]);
	});

	it('in a query that its rows alone bring out is told there too', async () => {
		for (const sql of [
			`SELECT CAST(path AS INTEGER) AS n FROM web`,
			`SELECT CAST(path AS INTEGER) AS n FROM web WHERE src_ip = alert.src_ip`
		]) {
			const cells = [query(sql), check('sum(n)', 'FROM lines'), closing];
			const { failure } = (await one(...cells)).paths[0]!.steps[0]!;
			expect(failure).toMatchObject({ position: null, query: { cell: 'lines', sql } });
			expect(failure!.message).toContain("Could not convert string 'none' to INT32");
			expect(await every(...cells)).toMatchObject([{ cell: 'c', failure: { query: { sql } } }]);
		}
	});

	it('of a check over a query that is right is told at the check', async () => {
		const { failure } = (
			await one(query('SELECT * FROM web'), check('max(pth)', 'FROM lines'), closing)
		).paths[0]!.steps[0]!;
		expect(failure!.query).toBeUndefined();
		expect(failure!.message).toContain('no column pth in lines; the nearest name is path');
	});

	it('is told in words, without what the database puts round it', async () => {
		const messages = async (sql: string) =>
			(await one(fence('check=c path=p', sql), closing)).paths[0]!.steps[0]!.failure!.message;
		expect(await messages('SELECT FROM WHERE')).toBe(
			'syntax error at or near "WHERE" (line 1, column 13)'
		);
		expect(await messages('SELECT 1 FROM wep')).toBe(
			'no table wep; the nearest name is web (line 1, column 15)'
		);
		expect(await messages(`SELECT 'clear' AS outcome, 'x' AS because; SELECT 1`)).toBe(
			'only one statement may stand here (line 1, column 44)'
		);
	});
});

describe('a parameter that the recipe does not have', () => {
	const withWindow = front.replace(
		'paths:',
		'parameters: { window: { type: interval, default: 1 hour } }\npaths:'
	);
	const asking = (expression: string) =>
		`SELECT 'clear' AS outcome, count(*)::VARCHAR AS because FROM web WHERE ts > alert.ts - ${expression}`;

	/** What the check `c` fails of, where alone and among all alerts the same is said. */
	async function failureOf(recipe: string): Promise<string> {
		await bench.connection.query(`SET VARIABLE "window" = INTERVAL '1 hour'`);
		const notebook = readRecipe(recipe);
		expect(notebook.problems).toEqual([]);
		const world = { values: { window: '1 hour' }, versionOf: () => 'once' };
		const investigator = new Investigator(bench.connection);
		const { paths } = await investigator.investigate(alertId, notebook, world);
		const every = await swept(bench.connection, notebook);
		const step = paths[0]!.steps.find(({ cell }) => cell === 'c')!;
		expect(step).toMatchObject({ state: 'failed', outcome: null });
		expect(paths[0]!.verdict).toBe('insufficient data');
		expect(every.paths[0]!.verdicts.get(alertId)!.verdict).toBe('insufficient data');
		expect(every.failures).toEqual([{ cell: 'c', failure: step.failure }]);
		return step.failure!.message;
	}

	it.each([
		["getvariable('widow')", 'no parameter widow; the nearest name is window (line 1, column '],
		["getvariable('WINDOW')", 'no parameter WINDOW; the nearest name is window'],
		["getvariable('severity')", 'no parameter severity; there are window'],
		["getvariable('win' || 'dow')", 'getvariable is given the name of a parameter in quotes'],
		["'widow'.getvariable()", 'getvariable is given the name of a parameter in quotes']
	])('lets a check fail by its name, and not be clear: %s', async (expression, said) => {
		const cells = fence('check=c path=p', asking(expression)) + closing;
		expect(await failureOf(withWindow + cells)).toContain(said);
	});

	it('lets a check fail of a query that asks for it, which is named', async () => {
		const query = `SELECT * FROM web WHERE ts > alert.ts - getvariable('widow')`;
		const cells =
			fence('query=near', query) +
			fence('check=c path=p', `SELECT 'clear' AS outcome, count(*)::VARCHAR AS because FROM near`);
		expect(await failureOf(withWindow + cells + closing)).toContain(
			'it waits for the query near, which failed: no parameter widow; the nearest name is window'
		);
	});

	it('is not there where the recipe has none at all', async () => {
		const cells = fence('check=c path=p', asking("getvariable('window')")) + closing;
		expect(await failureOf(front + cells)).toContain('no parameter window; the recipe has none');
	});
});

it('a check that asks for a parameter whose value was refused fails, alone and among all alerts', async () => {
	const refused = front.replace(
		'paths:',
		'parameters: { span: { type: interval, default: -1 hour } }\npaths:'
	);
	const sql = `SELECT 'clear' AS outcome, count(*)::VARCHAR AS because FROM web WHERE ts > alert.ts - getvariable('span')`;
	const notebook = readRecipe(refused + fence('check=c path=p', sql) + closing);
	await giveDefaults(bench.connection, notebook);
	const world = { values: { span: '-1 hour' }, versionOf: () => 'once' };
	const { paths } = await new Investigator(bench.connection).investigate(alertId, notebook, world);
	const every = await swept(bench.connection, notebook);
	const message = 'a parameter that it asks for has no value that could be taken: span';
	expect(paths[0]!.steps[0]).toMatchObject({ state: 'failed', failure: { message } });
	expect(every.failures).toMatchObject([{ cell: 'c', failure: { message } }]);
	expect(paths[0]!.verdict).toBe('insufficient data');
});
