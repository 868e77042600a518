import { beforeAll, describe, expect, it } from 'vitest';
import { readRecipe } from '#recipe/read-recipe.ts';
import { emptyBench, type Bench } from '#test/support/evidence.ts';
import { sqlCompletions } from '#ui/sql-completion.ts';
import { sqlHover } from '#ui/sql-hover.ts';
import { PageSqlDesk, type SqlDeskOf } from './sql-desk.ts';

const recipe = `---
lookdeeper: 1
id: edited
title: Edited
paths: { triage: { title: Triage } }
parameters: { window: { type: interval, label: Around, default: 1 hour } }
---

\`\`\`sql {query=talkers}
SELECT src_ip, count(*) AS "how many" FROM sessions GROUP BY src_ip
\`\`\`

\`\`\`sql {query=broken}
SELECT nope FROM sessions
\`\`\`
`;

let bench: Bench;
let desk: PageSqlDesk;

beforeAll(async () => {
	bench = await emptyBench();
	await bench.connection.query(
		`INSERT INTO web (method, status) VALUES ('GET', 200), ('GET', 404), ('it''s', 200)`
	);
	const of = {
		recipe: { notebook: readRecipe(recipe), text: recipe },
		data: { views: [], sources: [], catalogue: { tables: [], isSettling: false } },
		sources: bench.connection
	} as unknown as SqlDeskOf;
	desk = new PageSqlDesk(of);
});

/** What is offered at the mark `|`, by what is shown. */
async function offered(marked: string) {
	const at = marked.indexOf('|');
	const found = await sqlCompletions(marked.replace('|', ''), at, desk);
	return new Map((found?.options ?? []).map((option) => [option.label, option]));
}

describe('an editor of SQL offers', () => {
	it.each<[string, string[]]>([
		['SELECT | FROM sessions', ['src_ip', 'dst_port', 'count', 'in_cidr', 'CASE', 'alert']],
		['SELECT s.| FROM sessions AS s', ['src_ip', 'dst_bytes']],
		['FROM sessions SELECT dst_p|', ['dst_port']],
		['SELECT * FROM |', ['sessions', 'talkers', 'policy']],
		['SELECT * FROM web JOIN |', ['sessions', 'talkers']],
		['PIVOT |', ['web']],
		['WITH mine AS (SELECT 1 AS one) SELECT * FROM |', ['mine', 'web']],
		['WITH mine AS (SELECT status + 1 AS one FROM web) SELECT | FROM mine', ['one']],
		['WITH a AS (SELECT 1 AS x), b AS (FROM a) SELECT b.| FROM b', ['x']],
		['SELECT q.| FROM (SELECT max(status) AS top FROM web) q', ['top']],
		['SELECT t.| FROM talkers t', ['src_ip', 'how many']],
		[
			'SELECT * FROM sessions s WHERE EXISTS (SELECT 1 FROM web w WHERE w.ts > s.|',
			['src_ip', 'ts']
		],
		['SELECT * FROM sessions WHERE src_ip = alert.|', ['src_ip', 'signature']],
		["SELECT * FROM sessions WHERE ts > getvariable('|", ['window']],
		["SELECT * FROM web WHERE method = '|", ['GET', "it's"]],
		["SELECT * FROM web w WHERE w.method NOT IN ('GET', '|", ['GET', "it's"]],
		["SELECT * FROM web WHERE method = '|' AND status = 200", ['GET']],
		['SELECT i.| FROM range(3) AS i(n)', ['n']]
	])('%s', async (marked, names) => {
		expect([...(await offered(marked)).keys()]).toEqual(expect.arrayContaining(names));
	});

	it.each([
		['behind a dot, no words of the language', 'SELECT s.| FROM sessions s', 'SELECT'],
		['no column of what the select does not read', 'SELECT | FROM web', 'dst_bytes'],
		['no function that is refused', 'SELECT | FROM web', 'read_csv'],
		['no table where a column stands', 'SELECT | FROM web', 'talkers'],
		['nothing in a comment', 'SELECT 1 -- |', 'CASE'],
		['nothing behind AS', 'SELECT status AS |', 'status'],
		['nothing in a text that is compared with nothing', "SELECT '|", 'GET'],
		['a common table nowhere but behind itself', 'WITH mine AS (SELECT * FROM |) FROM mine', 'mine']
	])('%s', async (_, marked, name) => {
		expect((await offered(marked)).has(name)).toBe(false);
	});

	it('values and names as they must be written', async () => {
		expect((await offered("FROM web WHERE method = '|")).get("it's")?.apply).toBe("it''s'");
		expect((await offered('SELECT t.| FROM talkers t')).get('how many')?.apply).toBe('"how many"');
		expect((await offered('SELECT t."| FROM talkers t')).get('how many')?.apply).toBe('how many"');
	});

	it('and with the quote that ends them, which may stand behind the cursor', async () => {
		const sql = "FROM web WHERE method = '' AND status = 200";
		const at = sql.indexOf("''") + 1;
		expect(await sqlCompletions(sql, at, desk)).toMatchObject({ from: at, quote: "'" });
		expect(await sqlCompletions('SELECT t."" FROM talkers t', 10, desk)).toMatchObject({
			from: 10,
			quote: '"'
		});
	});

	it('beside a value of how many rows it is, and beside a column its type and what it means', async () => {
		expect((await offered("FROM web WHERE method = '|")).get('GET')?.detail).toBe('2 rows');
		expect((await offered('SELECT | FROM sessions')).get('dst_bytes')).toMatchObject({
			detail: 'BIGINT of sessions',
			info: 'bytes: payload bytes of the responder'
		});
	});
});

describe('an editor of SQL tells of what the pointer rests on', () => {
	const hovered = async (marked: string) =>
		(await sqlHover(marked.replace('|', ''), marked.indexOf('|'), desk))?.lines ?? [];

	it.each<[string, string[]]>([
		['SELECT |method FROM web', ['method of web: VARCHAR', 'most common: GET (2 of 3 rows)']],
		['SELECT t.|"how many" FROM talkers t', ['how many of t: BIGINT']],
		['SELECT alert.|signature', ['signature of alert: VARCHAR']],
		['SELECT |upper(method) FROM web', ['upper(string) → VARCHAR']],
		['SELECT 1 FROM |talkers', ['talkers: cell']],
		["SELECT getvariable(|'window')", ['parameter window: INTERVAL']]
	])('%s', async (marked, lines) => {
		expect(await hovered(marked)).toEqual(expect.arrayContaining(lines));
	});

	it('and of nothing where nothing is known', async () => {
		expect(await hovered('SELECT |nope FROM web')).toEqual([]);
		expect(await hovered('SELECT 1 |')).toEqual([]);
	});
});

describe('a statement that is being written is bound as it would be run, and what is wrong stands at its place', () => {
	it.each<[sql: string, message: RegExp, at: string]>([
		['SELECT nope FROM web', /no column nope in web/, 'nope'],
		["SELECT 'äöü 漢字 𝄞' AS x, nope FROM web", /no column nope in web/, 'nope'],
		["SELECT 'äöü 漢字 𝄞',\n\t'𝄞𝄞' || upper(nope)\nFROM web", /no column nope/, 'nope'],
		["SELECT ts - getvariable('window'), nope FROM web", /no column nope/, 'nope'],
		["SELECT getvariable('wndow')", /no parameter wndow; the nearest name is window/, "'wndow"],
		[
			"SELECT read_csv('x')",
			/the function read_csv may not be used here|no function read_csv/,
			'read_csv'
		],
		['SELECT alert.nope', /no column nope in alert/, 'nope'],
		['SELECT * FROM tlkers', /no table tlkers/, 'tlkers'],
		['SELECT method FROM web WHERE', /syntax error/, ''],
		[
			'SELECT * FROM broken',
			/the cell broken that it reads cannot be asked: no column nope/,
			'broken'
		]
	])('%s', async (sql, message, at) => {
		const fault = await desk.check(sql, null);
		expect(fault?.message).toMatch(message);
		if (at !== '') expect(fault?.position).toBe(sql.indexOf(at));
	});

	it.each([
		'SELECT src_ip, "how many" FROM talkers WHERE src_ip = alert.src_ip',
		"SELECT * FROM web WHERE ts > alert.ts - getvariable('window')",
		"PIVOT web ON method IN ('GET') USING count(*)",
		'SUMMARIZE web',
		'FROM web;',
		' '
	])('and nothing is wrong with %j', async (sql) => {
		expect(await desk.check(sql, null)).toBe(null);
	});
});
