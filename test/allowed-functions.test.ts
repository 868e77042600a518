import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { allowedFunctions, windowFunctions } from '#engine/guard/allowed-functions.ts';
import type { Connection, Engine } from '#engine/duckdb/engine.ts';
import { openNativeEngine } from '#engine/duckdb/node.ts';
import { macroNames } from '#engine/macros/macros.ts';
import { schemaStatements } from '#engine/store/schema.ts';
import { callsIn } from '#engine/sql/calls.ts';
import { checkSelect } from '#engine/guard/sql-guard.ts';
import { tokensOf } from '#engine/sql/tokens.ts';
import { messageOf } from '#lib/failure.ts';
import { wasmInNode } from './support/wasm-in-node.ts';

type Query = (sql: string) => Promise<unknown[][]>;

let native: Engine;
let connection: Connection;
const engines: Record<string, Query> = {
	native: async (sql) => (await connection.query(sql)).rows,
	'of the page': async (sql) =>
		(await wasmInNode())
			.query(sql)
			.toArray()
			.map((row) => Object.values(row as object))
};
const names = Object.keys(engines);

beforeAll(async () => {
	native = await openNativeEngine();
	connection = await native.connect();
});
afterAll(() => native.close());

const isName = `regexp_full_match(function_name, '[A-Za-z_]\\w*')`;

async function column(engine: string, sql: string): Promise<string[]> {
	return (await engines[engine]!(sql)).map(([value]) => String(value));
}

function functionsOf(engine: string, where = 'true'): Promise<string[]> {
	return column(
		engine,
		`SELECT DISTINCT function_name FROM duckdb_functions() WHERE ${isName} AND (${where}) ORDER BY ALL`
	);
}

/** What the guard says; empty where it says nothing. */
function said(sql: string): string {
	try {
		checkSelect(sql);
		return '';
	} catch (error) {
		return messageOf(error);
	}
}

describe.each(names)('of the functions of the engine %s', (engine) => {
	it('each is on the list, or is refused with its name, the reason and its place', async () => {
		const every = await functionsOf(engine);
		expect(every.length).toBeGreaterThan(500);
		const wrong = every.filter((name) => {
			const answers = [`SELECT ${name}(x) FROM t`, `SELECT x."${name}"() FROM t`].map(said);
			const place = (at: number) => `(at character ${at})`;
			if (allowedFunctions.has(name.toLowerCase())) return answers.some((answer) => answer !== '');
			const isNamed = answers.every((answer) =>
				answer.startsWith(`the function ${name} may not be used here: `)
			);
			return !isNamed || !answers[0]!.endsWith(place(8)) || !answers[1]!.endsWith(place(10));
		});
		expect(wrong).toEqual([]);
	});

	it('each that is on the list is there, but for our own macros', async () => {
		const own = new Set(macroNames);
		const there = new Set((await functionsOf(engine)).map((name) => name.toLowerCase()));
		for (const name of windowFunctions) {
			const given = /_value|lead|lag/.test(name) ? 'x' : name === 'ntile' ? '2' : '';
			const more = name === 'nth_value' ? ', 1' : '';
			await engines[engine]!(
				`SELECT ${name}(${given}${more}) OVER (ORDER BY x) FROM range(3) t(x)`
			);
			there.add(name);
		}
		const absent = [...allowedFunctions].filter((name) => !own.has(name) && !there.has(name));
		expect(absent).toEqual([]);
	});

	it('no reason for a refusal is given to a name that neither has', async () => {
		for (const name of ['frobnicate', 'read_csvs', 'json_extrct', 'duckdb_table', 'nowhere'])
			expect(said(`SELECT ${name}(x)`)).toMatch(new RegExp(`^no function ${name}\\b`));
	});

	it('none on the list has side effects, or another value at another run', async () => {
		const changing = await functionsOf(
			engine,
			`has_side_effects OR stability IN ('VOLATILE', 'CONSISTENT_WITHIN_QUERY')`
		);
		expect(changing).toEqual(expect.arrayContaining(['random', 'setseed', 'write_log', 'now']));
		expect(changing.filter((name) => allowedFunctions.has(name.toLowerCase()))).toEqual([]);
	});

	it('none that gives rows is on the list but those that count, repeat or unfold', async () => {
		const tables = await functionsOf(engine, `function_type IN ('table', 'table_macro', 'pragma')`);
		expect(tables.filter((name) => allowedFunctions.has(name)).sort()).toEqual(
			['generate_series', 'range', 'repeat', 'repeat_row', 'unnest'].sort()
		);
	});

	it('none on the list is a macro over one that is not', async () => {
		const macros = await column(
			engine,
			`SELECT DISTINCT function_name || '=' || macro_definition FROM duckdb_functions()
				WHERE function_type = 'macro' AND ${isName}`
		);
		// By name, where the name stands in the macro.
		const fixed = /^(list_aggr|list_aggregate|error)$/;
		const wrong = macros.filter((line) => {
			const [name, definition] = [
				line.slice(0, line.indexOf('=')),
				line.slice(line.indexOf('=') + 1)
			];
			if (!allowedFunctions.has(name)) return false;
			const tokens = tokensOf(definition);
			const called = callsIn(tokens).map((at) => tokens[at]!.text.toLowerCase());
			return called.some((other) => !allowedFunctions.has(other) && !fixed.test(other));
		});
		expect(wrong).toEqual([]);
	});

	it('no view in which it tells of itself can be read', async () => {
		const views = await column(
			engine,
			`SELECT schema_name || '.' || view_name FROM duckdb_views() WHERE internal`
		);
		expect(views.length).toBeGreaterThan(30);
		const open = views.flatMap((name) => {
			const [schema, view] = name.split('.');
			const forms = [`FROM ${name}`, `SELECT 1 FROM (a JOIN system."${schema}".${view} ON true)`];
			if (schema !== 'information_schema') forms.push(`FROM ${view}`);
			return forms.filter((sql) => !said(sql).includes('may not be read here'));
		});
		expect(open).toEqual([]);
	});
});

it('the macros that every database begins with may be used', async () => {
	expect(macroNames).toEqual(expect.arrayContaining(['in_cidr', 'ip_num', 'counted']));
	expect(macroNames.map((name) => said(`SELECT ${name}(x)`)).join('')).toBe('');
	expect(schemaStatements().filter((sql) => sql.startsWith('CREATE MACRO'))).toHaveLength(
		macroNames.length
	);
});

/** Pieces of statements that different lexers cut differently. */
const pieces = [
	...['SELECT ', 'FROM ', 'WITH ', 'AS ', 'DISTINCT ON (x) ', 'JOIN ', 'lateral ', 'materialized '],
	...[
		'reached(1)',
		'reached(x)',
		', reached(1)',
		'reached',
		'x',
		't(x)',
		'(SELECT 1 AS x) ',
		'1',
		' '
	],
	...[
		"'",
		"''",
		'"',
		'$$',
		'$a$',
		'a$b$',
		"e'",
		"E'\\'",
		'\\',
		"U&'",
		"b'",
		'--',
		'--\r',
		'\n',
		'\r',
		'/*',
		'*/'
	],
	...[
		'(',
		')',
		'[',
		']',
		'{',
		'}',
		',',
		'.',
		'::',
		':',
		'+',
		'\u00a0',
		'\u200b',
		'\u2028',
		'é',
		'1 AS "a$b$"'
	]
];

it('whatever the text is, a function that is not on the list is not reached through the guard', async () => {
	await connection.query(`CREATE MACRO reached(x) AS error('it was reached')`);
	let ran = 0;
	const few = (least: number, most: number) =>
		fc
			.array(fc.constantFrom(...pieces), { minLength: least, maxLength: most })
			.map((some) => some.join(''));
	const begun = fc
		.tuple(fc.constantFrom('SELECT 1, ', 'SELECT ', 'FROM (SELECT 1 AS x) '), few(2, 14))
		.map((parts) => parts.join(''));
	// A call between what opens and what closes for one lexer, and perhaps not for the other.
	const comma = fc.constantFrom('', ', ');
	const hidden = fc
		.tuple(comma, few(0, 3), few(0, 3))
		.map(
			([between, opens, closes]) =>
				`SELECT x${between}${opens}, reached(1)${between}${closes} FROM (SELECT 1 AS x, 2 AS "a$b$", 3 AS é) AS t`
		);
	await fc.assert(
		fc.asyncProperty(fc.oneof(begun, hidden), async (sql) => {
			if (said(sql) !== '') return;
			ran++;
			const failure = await connection.query(sql).then(() => '', messageOf);
			expect([sql, failure]).not.toEqual([sql, expect.stringContaining('it was reached')]);
		}),
		{ numRuns: 6000 }
	);
	expect(ran).toBeGreaterThan(500);
});
