import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { EventTableName } from '#tables/event-tables.ts';
import { coverageNeed, missingQuery, MOMENT } from '#engine/derived/missing.ts';
import { refreshDerived } from '#engine/derived/refresh-derived.ts';
import { layAside, putBack } from '#engine/store/laid-aside.ts';
import { removeSource } from '#engine/store/load.ts';
import { eventTablesOf, type Receipt } from '#intake/record/receipt.ts';
import { Investigator } from '#investigation/investigator.ts';
import type { Conclusion } from '#investigation/result-of.ts';
import { readRecipe } from '#recipe/read-recipe.ts';
import { alertLine } from './support/alert-line.ts';
import { emptyBench, loadText, type Bench } from './support/evidence.ts';
import { swept } from './support/swept.ts';

vi.setConfig({ testTimeout: 60_000 });

let bench: Bench;
let alertId: string;
beforeAll(async () => {
	bench = await emptyBench();
	const { source_id } = await loadText(bench.connection, 'alerts.log', alertLine);
	alertId = `${source_id}-1`;
});
afterAll(() => bench.engine.close());

const list = ['# a list', '203.0.113.1', '192.0.2.0/33', '203.0.113.2', '192.0.2.300'].join('\n');

const asList = { as: 'intel-list' };

async function without({ source_id, ...receipt }: Receipt): Promise<void> {
	await removeSource(bench.connection, source_id, null);
	await refreshDerived(bench.connection, eventTablesOf([{ source_id, ...receipt }]));
}

async function missing(table: EventTableName): Promise<unknown> {
	const needs = [coverageNeed(table, MOMENT, ['src_ip'])];
	const query = missingQuery(needs, `(FROM alerts WHERE alert_id = '${alertId}')`);
	const { rows } = await bench.connection.query(query);
	return rows[0]?.[3] ?? null;
}

/** What is missing of a table where a text is loaded too, and that nothing is once it is taken out. */
async function missingWith(
	table: EventTableName,
	name: string,
	text: string,
	as: string | null = null
): Promise<unknown> {
	const receipt = await loadText(bench.connection, name, text, { as });
	expect(receipt.rejects.length).toBeGreaterThan(0);
	const found = await missing(table);
	await without(receipt);
	expect(await missing(table)).not.toEqual(found);
	return found;
}

describe('what could not be read of a table that stands', () => {
	it('is missing of it, with how many and in which source', async () => {
		expect(await missingWith('intel', 'block.netset', list, asList.as)).toBe(
			'2 entries of block.netset could not be read'
		);
	});

	it('is missing of an inventory beside that it does not know the target', async () => {
		const inventory = 'ip,hostname,owner\n192.0.2.9,www,web\n192.0.2.300,mail,web\n';
		expect(await missingWith('assets', 'assets.csv', inventory)).toBe(
			'the asset records do not know 198.51.100.2; 1 entry of assets.csv could not be read'
		);
	});

	it('is missing where nothing of a source could be read, and another has entries', async () => {
		const whole = await loadText(
			bench.connection,
			'whole.netset',
			'# all\n192.0.2.7\n192.0.2.8\n',
			asList
		);
		expect(await missing('intel')).toBeNull();
		const torn = 'ip,list,confidence\n192.0.2.300,x,1\n192.0.2.301,x,1\n';
		expect(await missingWith('intel', 'torn.csv', torn, asList.as)).toBe(
			'2 entries of torn.csv could not be read'
		);
		await without(whole);
	});

	it('is not what was read and is about nothing that the table holds', async () => {
		const attributes = [
			...['uuid,event_id,category,type,value', '1,1,Network activity,ip-dst,192.0.2.1'],
			'2,1,Payload delivery,filename,setup.example'
		].join('\n');
		const receipt = await loadText(bench.connection, 'misp.csv', attributes, asList);
		expect(receipt.rejects).toHaveLength(1);
		expect(await missing('intel')).toBeNull();
		await without(receipt);
	});

	it('is no rule of a firewall: what may decide stands as unknown at its place', async () => {
		const rules = [
			...['*filter', ':INPUT ACCEPT [0:0]', ':FORWARD DROP [0:0]'],
			...['--- cut here ---', '-A FORWARD -p tcp --dport 80 -j ACCEPT', 'COMMIT', '']
		].join('\n');
		const receipt = await loadText(bench.connection, 'fw.rules', rules, { host: 'fw' });
		expect(receipt.rejects).toHaveLength(1);
		expect(await missing('policy')).toBeNull();
		await without(receipt);
	});

	it('goes with its source when that is laid aside, and comes back with it', async () => {
		const receipt = await loadText(bench.connection, 'aside.netset', list, asList);
		const found = await missing('intel');
		const laid = await layAside(bench.connection, receipt.source_id, null);
		await refreshDerived(bench.connection, eventTablesOf([receipt]));
		expect(await missing('intel')).toBe('no intel records are loaded');
		await putBack(bench.connection, laid);
		await refreshDerived(bench.connection, eventTablesOf([receipt]));
		expect(await missing('intel')).toBe(found);
		await without(receipt);
	});
});

describe('of an alert alone and among all of them', () => {
	const front = `---
lookdeeper: 1
id: lists
title: Lists
paths:
${['a', 'b', 'c', 'd', 'e', 'f'].map((path) => `  ${path}: { title: ${path}, stop: end }`).join('\n')}
---
`;
	const cell = (attributes: string, sql: string) => `\n\`\`\`sql {${attributes}}\n${sql}\n\`\`\`\n`;
	const unlisted = (from = 'intel') => `SELECT CASE WHEN EXISTS (SELECT 1 FROM ${from} AS i
		WHERE i.indicator = alert.src_ip) THEN 'concern' ELSE 'clear' END AS outcome, 'so' AS because`;
	const verdict = (path: string) =>
		cell(
			`verdict path=${path}`,
			`SELECT 'disregard' AS outcome, 'so' AS because FROM steps LIMIT 1`
		);

	const notebook = readRecipe(
		[
			front,
			cell('check=plain path=a', unlisted()),
			cell(
				'check=concern path=b',
				`SELECT 'concern' AS outcome, 'so' AS because FROM (SELECT count(*) FROM intel)`
			),
			cell(
				'check=other path=c needs=alerts within=moment',
				`SELECT 'clear' AS outcome, 'so' AS because`
			),
			cell('check=left path=d open="a list says little"', unlisted()),
			cell('query=told moment="what is listed decides nothing"', 'SELECT * FROM intel'),
			cell('check=advice path=e', unlisted('told')),
			cell(
				'trust=kept claim="The list has all"',
				`SELECT 'confirmed' AS outcome, 'so' AS because FROM (SELECT count(*) FROM intel)`
			),
			cell('check=leaning path=f trust=kept', `SELECT 'clear' AS outcome, 'so' AS because`),
			...['a', 'b', 'c', 'd', 'e', 'f'].map(verdict)
		].join('')
	);

	const said = ({ verdict: word, because }: Pick<Conclusion, 'verdict' | 'because'>) => [
		word,
		because
	];

	it('a check that finds nothing in a list of which entries could not be read is unknown, and one that does not ask it, finds something, or says why, is what it was', async () => {
		expect(notebook.problems).toEqual([]);
		const receipt = await loadText(bench.connection, 'blocklist.txt', list, asList);
		const every = await swept(bench.connection, notebook);
		const investigator = new Investigator(bench.connection);
		const { paths } = await investigator.investigate(alertId, notebook, {
			values: {},
			versionOf: () => 'once'
		});
		const alone = Object.fromEntries(paths.map((path) => [path.path, said(path)]));
		const among = Object.fromEntries(
			every.paths.map(({ path, verdicts }) => [path, said(verdicts.get(alertId)!)])
		);
		expect(alone).toEqual(among);
		expect(alone).toEqual({
			a: [
				'insufficient data',
				'not closed as disregard: “plain” is unknown: 2 entries of blocklist.txt could not be read'
			],
			...Object.fromEntries(['b', 'c', 'd', 'e'].map((path) => [path, ['disregard', 'so']])),
			f: ['disregard', 'so; taken on trust and not testable here: “The list has all”']
		});
		await without(receipt);
	});
});
