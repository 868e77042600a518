import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Connection, Engine } from '#engine/duckdb/engine.ts';
import { openNativeEngine } from '#engine/duckdb/node.ts';
import { schemaStatements } from '#engine/store/schema.ts';
import { Failure } from '#lib/failure.ts';
import { readRecipe } from '#recipe/read-recipe.ts';
import { answerEvery, answerOne } from './answers.ts';

const check = (id: string, because: string) =>
	`\`\`\`sql {check=${id} path=triage}\nSELECT 'clear' AS outcome, '${because}' AS because\n\`\`\`\n`;
const notebook = readRecipe(`---
lookdeeper: 1
id: two
title: Two
paths: { triage: { title: T, stop: end } }
---
${check('first', 'so it is')}
${check('second', 'the fatal one')}
\`\`\`sql {verdict path=triage}
SELECT 'test' AS outcome, 'so' AS because FROM steps
\`\`\`
`);

let engine: Engine;
let connection: Connection;
let printed: string;

beforeEach(async () => {
	engine = await openNativeEngine();
	connection = await engine.connect();
	for (const statement of schemaStatements()) await connection.query(statement);
	await connection.query("INSERT INTO alerts (alert_id, src_ip) VALUES ('a', '192.0.2.1')");
	printed = '';
});
afterEach(() => engine.close());

const print = async (line: string) => void (printed += `${line}\n`);

/** The database as it is until a statement kills it. */
function mortal(kind: Failure['kind']): Connection {
	let dead = false;
	return {
		query: async (sql, options) => {
			dead ||= sql.includes('the fatal one');
			if (dead) throw new Failure(kind, 'the database is no more');
			return connection.query(sql, options);
		},
		append: (...given) => connection.append(...given),
		close: () => connection.close()
	};
}

it.each([
	['engine lost', 'stopped'],
	['query failed', 'failed']
] as const)('what was answered before the database failed is printed: %s', async (kind, state) => {
	const task = { notebook, notes: [], receipts: [], print, values: {}, alertId: 'a' };
	await expect(answerOne(mortal(kind), task)).rejects.toThrow('the database is no more');
	const report = JSON.parse(printed) as { paths: { triage: object }; coverage: null };
	expect(report).toMatchObject({
		alert: { alert_id: 'a' },
		paths: {
			triage: {
				verdict: null,
				partial: true,
				steps: [
					{ cell: 'first', state: 'done', outcome: 'clear', because: 'so it is' },
					{ cell: 'second', state, outcome: null }
				]
			}
		},
		coverage: null
	});
});

it('a cell that fails for every alert leaves the verdicts of the others to be printed', async () => {
	await answerEvery(mortal('query failed'), {
		notebook,
		values: {},
		notes: [],
		receipts: [],
		print
	});
	const lines = printed
		.trim()
		.split('\n')
		.map((line) => JSON.parse(line) as object);
	expect(lines).toMatchObject([
		{ alert: { alert_id: 'a' } },
		{ failures: expect.arrayContaining([expect.objectContaining({ cell: 'second' })]) }
	]);
});
