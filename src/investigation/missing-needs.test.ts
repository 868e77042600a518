import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { emptyBench, loadText, type Bench } from '#test/support/evidence.ts';
import { missingNeeds, missingSentences } from './missing-needs.ts';

let bench: Bench;
beforeAll(async () => {
	bench = await emptyBench();
	const alert =
		'01/15/2007-03:17:36.000000  [**] [1:2402000:1] A rule [**] [Priority: 2] {TCP} 192.0.2.1:1024 -> 198.51.100.2:80\n';
	await loadText(bench.connection, 'needs.log', alert);
});
afterAll(() => bench.engine.close());

describe('what a recipe needs', () => {
	it('and what is loaded has is not missed', async () => {
		const needs = [{ table: 'alerts', columns: ['ts', 'dst_port', 'sid'] }] as const;
		expect(await missingNeeds(bench.connection, needs)).toEqual([]);
		expect(await missingNeeds(bench.connection, [])).toEqual([]);
	});

	it('is missed as a table where nothing of it is loaded, as columns where none has a value', async () => {
		const needs = [
			{ table: 'firewall', columns: ['device', 'action'] },
			{ table: 'alerts', columns: ['ts', 'flow_id', 'action'] },
			{ table: 'web', columns: [] }
		] as const;
		expect(await missingNeeds(bench.connection, needs)).toEqual([
			{ table: 'firewall', columns: null },
			{ table: 'alerts', columns: ['flow_id', 'action'] },
			{ table: 'web', columns: null }
		]);
	});
});

it('what is missing is said in a sentence for all tables, and one for each table with holes', () => {
	const missing = [
		{ table: 'firewall', columns: null },
		{ table: 'alerts', columns: ['flow_id', 'action', 'rev'] },
		{ table: 'web', columns: null }
	] as const;
	expect(missingSentences(missing)).toEqual([
		'Nothing is loaded of firewall and web, which the recipe needs.',
		'No row of alerts has a value in flow_id, action or rev, which the recipe needs.'
	]);
	expect(missingSentences([])).toEqual([]);
});
