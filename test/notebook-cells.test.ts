import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Investigator } from '#investigation/investigator.ts';
import { setVariable } from '#investigation/parameters.ts';
import type { InvestigationResult } from '#investigation/result.ts';
import { cellsOf, shownCells } from '#notebook/notebook.ts';
import { readRecipe } from '#recipe/read-recipe.ts';
import { standingCells } from '../src/cli/standing-cells.ts';
import { emptyBench, type Bench } from './support/evidence.ts';

const front = `---
lookdeeper: 1
id: standing
title: Standing
parameters: { window: { type: interval, default: 1 hour } }
paths: { triage: { title: T, stop: end } }
---
`;
const verdict =
	"```sql {verdict path=triage}\nSELECT 'test' AS outcome, 'so' AS because FROM steps\n```\n";
const text = `${front}
# What stands beside

\`\`\`md {note=why}
Ports below the line are **services**.
\`\`\`

\`\`\`text {input=line type=integer default=3 label="Lowest port"}
\`\`\`

## The ports

\`\`\`sql {table=ports}
SELECT n AS port, alert.src_ip AS source FROM range(getvariable('line'), 210) AS r(n) ORDER BY n
\`\`\`

## Is there one?

\`\`\`md {note=between path=triage}
Rows below are those of the table.
\`\`\`

\`\`\`sql {check=some path=triage}
SELECT CASE WHEN count(*) > 0 THEN 'concern' ELSE 'clear' END AS outcome,
	count(*) || ' ports' AS because FROM ports
\`\`\`

## Is there an alert?

\`\`\`sql {check=alert_there path=triage}
SELECT 'clear' AS outcome, 'one' AS because
\`\`\`

${verdict}`;
const notebook = readRecipe(text);

let bench: Bench;
beforeAll(async () => {
	bench = await emptyBench();
	await bench.connection.query("INSERT INTO alerts (alert_id, src_ip) VALUES ('a', '192.0.2.1')");
});
afterAll(() => bench.engine.close());

async function asked(investigator: Investigator, values: Record<string, string>) {
	for (const parameter of notebook.parameters)
		await setVariable(bench.connection, parameter, values[parameter.name]!);
	return investigator.investigate('a', notebook, { values, versionOf: () => 'once' });
}

function stepsOf({ paths }: InvestigationResult) {
	return Object.fromEntries(paths[0]!.steps.map((step) => [step.cell, step]));
}

describe('cells that are no steps', () => {
	it('stand in the file in their order, and those that ask nothing are asked nothing', () => {
		expect(notebook.problems).toEqual([]);
		const ids = shownCells(notebook).map(({ spec }) => spec.id);
		expect(ids.slice(0, 4)).toEqual(['why', 'line', 'ports', 'between']);
		expect(cellsOf(notebook).map(({ spec }) => spec.id)).not.toContain('why');
		expect(notebook.parameters.map(({ name, inPlace }) => [name, inPlace])).toEqual([
			['window', false],
			['line', true]
		]);
	});

	it('are no steps of the path that they stand on, and their rows may be read by checks', async () => {
		const result = await asked(new Investigator(bench.connection), { window: '1 hour', line: '3' });
		expect(Object.keys(stepsOf(result))).toEqual(['some', 'alert_there']);
		expect(stepsOf(result).some!.because).toBe('207 ports');
	});

	it('a parameter among them that is set asks anew what reads it, also through a table, and nothing else', async () => {
		const investigator = new Investigator(bench.connection);
		await asked(investigator, { window: '1 hour', line: '3' });
		const { some, alert_there } = stepsOf(
			await asked(investigator, { window: '1 hour', line: '210' })
		);
		expect([some!.outcome, some!.runs]).toEqual(['clear', 2]);
		expect(alert_there!.runs).toBe(1);
	});

	it('a page of a statement over a table is that of the alert at hand', async () => {
		const investigator = new Investigator(bench.connection);
		await asked(investigator, { window: '1 hour', line: '3' });
		const page = { offset: 1, limit: 2 };
		const { rows } = await investigator.ask('SELECT port, source FROM ports ORDER BY port', page);
		expect(rows).toEqual([
			[4n, '192.0.2.1'],
			[5n, '192.0.2.1']
		]);
	});

	it('a statement of theirs that does more than read is refused', async () => {
		const investigator = new Investigator(bench.connection);
		await asked(investigator, { window: '1 hour', line: '3' });
		const writes = investigator.ask('DROP TABLE alerts', { offset: 0, limit: 1 });
		await expect(writes).rejects.toThrow(/only a query may stand here/);
	});

	it('are printed by the command line: what is said, the value, and the first hundred rows', async () => {
		const investigator = new Investigator(bench.connection);
		const values = { window: '1 hour', line: '4' };
		await asked(investigator, values);
		const [why, line, ports] = await standingCells(notebook, values, (sql, page) =>
			investigator.ask(sql, page)
		);
		expect(why).toMatchObject({ cell: 'why', text: 'Ports below the line are **services**.' });
		expect(line).toMatchObject({ cell: 'line', value: '4' });
		expect(ports).toMatchObject({
			cell: 'ports',
			question: 'The ports',
			more: true,
			failure: null
		});
		expect((ports as unknown as { rows: unknown[] }).rows).toHaveLength(100);
	});
});

describe('a parameter that is a range of time', () => {
	const span = {
		name: 'span',
		type: 'time range',
		label: 'Span',
		default: '',
		choices: []
	} as const;
	const set = (value: string) => setVariable(bench.connection, { ...span, inPlace: true }, value);

	it('is read by its ends', async () => {
		expect(await set('2007-01-15T03:00:00Z/2007-01-15 04:00')).toBeNull();
		const { rows } = await bench.connection.query(
			"SELECT getvariable('span').from_ts::VARCHAR, getvariable('span').to_ts::VARCHAR"
		);
		expect(rows).toEqual([['2007-01-15 03:00:00', '2007-01-15 04:00:00']]);
	});

	it.each([
		['2007-01-15 04:00/2007-01-15 03:00', /ends before it begins/],
		['2007-01-15 04:00', /not two times/],
		['2007-01-15 04:00/soon', /invalid timestamp/]
	])('%s is refused with the reason', async (value, reason) => {
		expect(await set(value)).toMatch(reason);
	});
});

it.each([
	['```text {input=window default=1}\n```', /parameter taken: window/],
	['```md {note path=elsewhere}\nwords\n```', /unknown path: elsewhere/],
	['```sql {table=web}\nSELECT 1\n```', /id taken by a table/]
])('%s is told at its line', (block, message) => {
	const [problem, ...others] = readRecipe(`${front}${block}\n\n${verdict}`).problems;
	expect(problem).toMatchObject({ message: expect.stringMatching(message), line: 8 });
	expect(others).toEqual([]);
});
