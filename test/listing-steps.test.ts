import { describe, expect, it, vi } from 'vitest';
import { compare } from '#compare/compare.ts';
import { incidentNamed } from '#datasets/incidents/index.ts';
import { recipeText } from '#datasets/recipes/index.ts';
import { Investigator } from '#investigation/investigator.ts';
import { notesAbove } from '../src/app/places/investigation/notes-above.ts';
import type { InvestigationResult, PathResult } from '#investigation/result.ts';
import { readRecipe } from '#recipe/read-recipe.ts';
import { incidentBench } from './support/evidence.ts';
import { giveDefaults, unchanging } from './support/defaults.ts';

vi.setConfig({ testTimeout: 60_000 });

async function desk(name: string) {
	const { connection, alertId } = await incidentBench(incidentNamed(name));
	const investigator = new Investigator(connection);
	const run = async (text: string) => {
		const notebook = readRecipe(text);
		await giveDefaults(connection, notebook);
		return investigator.investigate(alertId, notebook, unchanging(notebook));
	};
	return { run, investigator };
}

const plain = recipeText('block-listed-source');

/** The shipped recipe with its rows as steps: before the first check of the triage, behind its last, and in the deep dive. */
const listing = plain
	.replace('{query=open_ports}', '{query=open_ports path=triage needs=assets}')
	.replace('{query=flow_packets}', '{query=flow_packets path=deep-dive needs=packets}')
	.replace(
		'## What does the triage conclude?',
		'```sql {query=closing path=triage}\nSELECT * FROM web WHERE dst_ip = alert.dst_ip\n```\n\n## What does the triage conclude?'
	);

function stepOf(path: PathResult | undefined, cell: string) {
	return path!.steps.find((step) => step.cell === cell)!;
}

function verdictsOf({ paths }: InvestigationResult) {
	return paths.map(({ verdict, because, flips }) => ({ verdict, because, flips }));
}

describe('a query on a path', () => {
	it('is a step in the order of the file: with rows and time, and without an outcome', async () => {
		const { run, investigator } = await desk('block-listed-source');
		const { paths } = await run(listing);
		expect(paths[0]!.steps.map(({ cell }) => cell)).toEqual([
			'open_ports',
			'exposure',
			'firewalls',
			'web-log',
			'host-log',
			'closing'
		]);
		const packets = stepOf(paths[1], 'flow_packets');
		expect(packets).toMatchObject({
			role: 'rows',
			question: 'What do the packets of the flow show?',
			state: 'done',
			outcome: null,
			because: null,
			rows: 4,
			runs: 1,
			dataTypes: ['full content'],
			failure: null
		});
		expect(packets.ms).toBeGreaterThan(0);
		expect(stepOf(paths[1], 'full-content').role).toBe('answer');
		const { rows } = await investigator.rows('flow_packets', { offset: 0, limit: 10 });
		expect(rows).toHaveLength(4);
	});

	it('changes no verdict, and counts as a step where the verdict was decided', async () => {
		const { run } = await desk('attack-elsewhere');
		const before = await run(plain);
		const after = await run(listing);
		expect(verdictsOf(after)).toEqual(verdictsOf(before));
		expect([before, after].map(({ paths }) => paths[0]!.stableAfter)).toEqual([3, 4]);
	});

	it('is not asked once the verdict is decided, also behind the last check', async () => {
		const attacked = (await (await desk('attack-elsewhere')).run(listing)).paths[0]!;
		expect(attacked.steps.map(({ state }) => state)).toEqual([
			'done',
			'done',
			'done',
			'done',
			'not needed',
			'not needed'
		]);
		const quiet = (await (await desk('block-listed-source')).run(listing)).paths[0]!;
		expect(quiet.steps.map(({ state }) => state)).toEqual([
			...Array<string>(5).fill('done'),
			'not needed'
		]);
		expect(quiet).toMatchObject({ verdict: 'disregard', partial: false });
	});

	it('costs its time and its rows, which are not added to those that answers rest on', async () => {
		const { run } = await desk('block-listed-source');
		const before = compare(await run(plain), null);
		const result = await run(listing);
		const { costs, askedAlone } = compare(result, null);
		expect(costs[1]).toMatchObject({
			steps: before.costs[1]!.steps + 1,
			stepsOfAll: before.costs[1]!.stepsOfAll + 1,
			rows: before.costs[1]!.rows,
			evidence: before.costs[1]!.evidence,
			queries: 1,
			rowsListed: 4
		});
		expect(before.costs[1]).toMatchObject({ queries: 0, rowsListed: 0 });
		const own = result.paths[1]!.steps.reduce((sum, { ms }) => sum + ms!, 0);
		expect(result.paths[1]!.ms).toBeGreaterThanOrEqual(own);
		expect(askedAlone[1]!.findings.find(({ cell }) => cell === 'flow_packets')).toMatchObject({
			outcome: null,
			because: '4 rows'
		});
	});

	it('that fails says so, and leaves the verdict of its path final', async () => {
		const { run } = await desk('block-listed-source');
		await run(listing);
		const [, deep] = (await run(listing.replace('FROM packets\n', 'FROM packet\n'))).paths;
		const step = stepOf(deep, 'flow_packets');
		expect(step).toMatchObject({ state: 'failed', rows: null, earlier: { rows: 4 } });
		expect(step.failure!.message).toContain('packet');
		expect(step.sql.slice(step.failure!.position!)).toMatch(/^packet/);
		// The check that reads those rows fails with them; without that one nothing is open.
		expect(stepOf(deep, 'full-content').state).toBe('failed');
		const alone = await run(listing.replace('SELECT * FROM web WHERE', 'SELECT no FROM web WHERE'));
		expect(alone.paths[0]).toMatchObject({ verdict: 'disregard', partial: false });
	});

	it('that would do more than read is refused', async () => {
		const { run } = await desk('block-listed-source');
		const [, deep] = (
			await run(listing.replace('ORDER BY ts\n```', 'ORDER BY ts; DROP TABLE web\n```'))
		).paths;
		expect(stepOf(deep, 'flow_packets').failure!.message).toMatch(/only one statement/);
	});

	it('is listed again only where something that it depends on has changed', async () => {
		const { run } = await desk('block-listed-source');
		await run(listing);
		const again = await run(listing);
		expect(stepOf(again.paths[1], 'flow_packets').runs).toBe(1);
		const edited = await run(listing.replace('FROM packets\n', 'FROM packets -- all\n'));
		expect(stepOf(edited.paths[1], 'flow_packets')).toMatchObject({ runs: 2, rows: 4 });
		expect(stepOf(edited.paths[0], 'open_ports').runs).toBe(1);
	});

	it('has the note that stands above it, which else is the next check’s', () => {
		expect(notesAbove(readRecipe(listing)).get('flow_packets')).toContain('full content');
		expect(notesAbove(readRecipe(listing)).has('full-content')).toBe(false);
		expect(notesAbove(readRecipe(plain)).get('full-content')).toContain('full content');
	});
});
