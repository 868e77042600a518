import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { incidentNamed } from '#datasets/incidents/index.ts';
import { recipeText } from '#datasets/recipes/index.ts';
import { Investigator } from '#investigation/investigator.ts';
import { defaultsOf, setVariable } from '#investigation/parameters.ts';
import type { InvestigationResult } from '#investigation/result.ts';
import { readRecipe } from '#recipe/read-recipe.ts';
import { emptyBench, loadIncident, loadText, type Bench } from './support/evidence.ts';
import { linesAt } from './support/incident-files.ts';

// A database is filled from twelve files; that may take its time on a busy machine.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const incident = incidentNamed('block-listed-source');

async function investigated(
	{ connection }: Bench,
	alertId: string,
	text = recipeText(incident.recipe)
): Promise<InvestigationResult> {
	const notebook = readRecipe(text);
	const values = defaultsOf(notebook.parameters);
	for (const parameter of notebook.parameters)
		await setVariable(connection, parameter, values[parameter.name]!);
	const world = { values, versionOf: () => 'once' };
	return new Investigator(connection).investigate(alertId, notebook, world);
}

/** The founding alert where one of the sources says something else. */
async function withOther(
	file: string,
	change: (text: string) => string
): Promise<InvestigationResult> {
	const bench = await emptyBench();
	const alertId = await loadIncident(bench.connection, incident, [file]);
	const { settings } = incident.sources.find((source) => source.file.endsWith(file))!;
	const text = change(`${linesAt(incident.name, file).join('\n')}\n`);
	await loadText(bench.connection, `other-${file}`, text, settings);
	const result = await investigated(bench, alertId);
	await bench.engine.close();
	return result;
}

function answerOf({ paths, trusts }: InvestigationResult, cell: string) {
	const steps = paths.flatMap((path) => path.steps);
	const found = steps.find((step) => step.cell === cell) ?? trusts.find(({ id }) => id === cell)!;
	return [found.outcome, found.because];
}

const ofAnotherNet = (text: string) =>
	text.replaceAll('69.143.202.', '192.0.2.').replaceAll('203.113.188.203', '203.113.188.204');

describe('the shipped recipe', () => {
	it('is not clear of a source on the word of a firewall that never logged anything to the target', async () => {
		expect(answerOf(await withOther('fw-1.log', ofAnotherNet), 'firewalls')).toEqual([
			'unknown',
			'no firewall that is loaded logged this source, or anything to the target at any time'
		]);
	});

	it('has no claim confirmed by a sensor that never recorded a session of the target', async () => {
		const result = await withOther('conn.log', ofAnotherNet);
		const untested = ['untestable', 'no session of the target was recorded at any time'];
		expect(answerOf(result, 'border-denies-by-default')).toEqual(untested);
		expect(answerOf(result, 'scan-is-current')).toEqual(untested);
	});

	it.each(['statistics', 'who-else'])(
		'is not clear of what the source did on the word of a sensor that never recorded a session of it: %s',
		async (cell) => {
			const [outcome, because] = answerOf(await withOther('conn.log', ofAnotherNet), cell);
			expect(outcome).toBe('unknown');
			expect(because).toMatch(/^no session of this source was recorded at any time; this source/);
		}
	);

	it('takes an answer over UDP for none of the TCP port of the same number that the scan found open', async () => {
		const answered =
			'1168831050.000000\tCUdp80\t198.51.100.77\t5353\t69.143.202.28\t80\tudp\t-\t1.0\t100\t9000\tSF\tF\tT\t0\tDd\t1\t128\t1\t9028\t-\n';
		const result = await withOther('conn.log', (text) =>
			text.replace('#close', `${answered}#close`)
		);
		expect(answerOf(result, 'scan-is-current')).toEqual([
			'contradicted',
			'port 80/udp answered, and the scan did not find it open'
		]);
	});

	it.each([
		['TCP', '; the last scan or inventory does not have it open'],
		['UDP', '; the last scan or inventory has it open']
	])('knows a port that is open over UDP by its protocol: asked for %s', async (proto, said) => {
		const bench = await emptyBench();
		await loadIncident(bench.connection, incident);
		const open =
			'ip,hostname,port,proto,state,service,seen_at\n69.143.202.28,www1,161,udp,open,snmp,2007-01-01\n';
		await loadText(bench.connection, 'inventory.csv', open);
		const line = `01/15/2007-03:17:36.000000  [**] [1:1:1] A rule [**] [Priority: 2] {${proto}} 192.0.2.1:1024 -> 69.143.202.28:161\n`;
		const { source_id } = await loadText(bench.connection, `${proto}.log`, line);
		const [, because] = answerOf(await investigated(bench, `${source_id}-1`), 'exposure');
		expect(because).toContain(said);
		await bench.engine.close();
	});
});

describe('an alert that names no source', () => {
	let bench: Bench;
	let alertId: string;
	beforeAll(async () => {
		bench = await emptyBench();
		await loadIncident(bench.connection, incident);
		const nameless = {
			timestamp: '2007-01-15T03:17:36.000000+0000',
			event_type: 'alert',
			dest_ip: '69.143.202.28',
			dest_port: 4899,
			proto: 'TCP',
			alert: { signature: 'A rule', signature_id: 1 }
		};
		const text = `${JSON.stringify(nameless)}\n`;
		alertId = `${(await loadText(bench.connection, 'eve.json', text)).source_id}-1`;
	});
	afterAll(() => bench.engine.close());

	it.each(['firewalls', 'host-log', 'alert-and-rule', 'statistics', 'who-else'])(
		'is clear of nothing that is searched by its source: %s',
		async (cell) => {
			const { paths } = await investigated(bench, alertId);
			const step = paths.flatMap(({ steps }) => steps).find((asked) => asked.cell === cell)!;
			expect(step.outcome).toBe('unknown');
			expect(step.lowered).toContain('the alert has no source');
		}
	);

	it('may be clear of what is searched by its target', async () => {
		expect(answerOf(await investigated(bench, alertId), 'new-services')[0]).toBe('clear');
	});
});

it('a check that declares no table is not clear of one that it reads and of which nothing is loaded', async () => {
	const bench = await emptyBench();
	const alertId = await loadIncident(bench.connection, incident);
	const recipe = `---
lookdeeper: 1
id: small
title: Small
paths: { p: { title: P, stop: end } }
---

\`\`\`sql {check=names path=p}
SELECT CASE WHEN count(*) = 0 THEN 'clear' ELSE 'concern' END AS outcome, count(*) || ' names' AS because FROM dns
\`\`\`

\`\`\`sql {verdict path=p}
SELECT 'disregard' AS outcome, 'nothing was asked for' AS because FROM steps
\`\`\`
`;
	const [path] = (await investigated(bench, alertId, recipe)).paths;
	expect([path!.verdict, path!.because]).toEqual([
		'insufficient data',
		'not closed as disregard: “names” is unknown: no dns records are loaded'
	]);
	await bench.engine.close();
});
