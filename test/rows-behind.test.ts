import { beforeAll, describe, expect, it, vi } from 'vitest';
import { answers } from '#cells/facets.ts';
import { incidentNamed } from '#datasets/incidents/index.ts';
import { recipeIds, recipeText } from '#datasets/recipes/index.ts';
import { Investigator } from '#investigation/investigator.ts';
import { recordPlaceOf } from '#investigation/record-place.ts';
import { cellsOf } from '#notebook/notebook.ts';
import { readRecipe } from '#recipe/read-recipe.ts';
import { incidentBench } from './support/evidence.ts';
import { giveDefaults, unchanging } from './support/defaults.ts';

// A database is filled from twelve files; that may take its time on a busy machine.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const incident = incidentNamed('block-listed-source');

describe.each(recipeIds)('the shipped recipe %s', (recipe) => {
	const notebook = readRecipe(recipeText(recipe));
	const checks = cellsOf(notebook).flatMap(({ kind, spec }) => (answers(kind) ? spec.id : []));

	let investigator: Investigator;
	beforeAll(async () => {
		const { connection, alertId } = await incidentBench(incident);
		await giveDefaults(connection, notebook);
		investigator = new Investigator(connection);
		await investigator.investigate(alertId, notebook, unchanging(notebook));
	});

	const rowsBehind = (cell: string) => investigator.rows(cell, { offset: 0, limit: 100 });

	it.each(checks)('behind the answer of %s stand records, which can be pinned', async (cell) => {
		const { columns, rows } = await rowsBehind(cell);
		const names = columns.map(({ name }) => name);
		expect(names).toEqual(
			expect.arrayContaining(['source_id', 'record', 'byte_offset', 'byte_length'])
		);
		for (const row of rows) expect(recordPlaceOf(columns, row)).not.toBe(null);
	});

	it('behind what the firewalls logged of the source stand its two records, and nothing that adds them up', async () => {
		expect((await rowsBehind('firewalls')).rows).toHaveLength(2);
	});
});
