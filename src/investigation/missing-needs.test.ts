import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { alertLine } from '#test/support/alert-line.ts';
import { emptyBench, loadText, type Bench } from '#test/support/evidence.ts';
import { missingNeeds, missingSentences } from './missing-needs.ts';

let bench: Bench;
beforeAll(async () => {
	bench = await emptyBench();
	await loadText(bench.connection, 'needs.log', alertLine);
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
