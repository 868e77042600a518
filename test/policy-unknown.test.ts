import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { incidentNamed } from '#datasets/incidents/index.ts';
import { recipeText } from '#datasets/recipes/index.ts';
import { Investigator } from '#investigation/investigator.ts';
import type { InvestigationResult } from '#investigation/result.ts';
import { readRecipe } from '#recipe/read-recipe.ts';
import { emptyBench, loadIncident, loadText, type Bench } from './support/evidence.ts';
import { linesAt } from './support/incident-files.ts';
import { giveDefaults, unchanging } from './support/defaults.ts';

const incident = incidentNamed('drifted-policy');
const away = ['fw-1.rules', 'assets.csv', 'scan.nmap.xml'];
let bench: Bench;
let result: InvestigationResult;

/** The incident with rules of which nobody said which addresses are the firewall's, and without a scan. */
beforeAll(async () => {
	bench = await emptyBench();
	const { connection } = bench;
	const alertId = await loadIncident(connection, incident, away);
	const rules = linesAt('drifted-policy', 'fw-1.rules').join('\n');
	await loadText(connection, 'fw-1.rules', `${rules}\n`, { host: 'fw-1' });
	await loadText(connection, 'assets.csv', 'ip,hostname\n192.0.2.99,elsewhere\n');
	const notebook = readRecipe(recipeText(incident.recipe));
	await giveDefaults(connection, notebook);
	result = await new Investigator(connection).investigate(alertId, notebook, unchanging(notebook));
}, 60_000);
afterAll(() => bench.engine.close());

describe('rules of which it is not known which way a packet takes', () => {
	it('leave the exposure of the port unknown, and the step says of which device', () => {
		const step = result.paths
			.flatMap(({ steps }) => steps)
			.find(({ cell }) => cell === 'exposure')!;
		expect(step.outcome).toBe('unknown');
		expect(step.because).toContain('what fw-1 does is not known');
	});
	it('leave the claim that the border denies what the policy closes untestable', () => {
		const trust = result.trusts.find(({ id }) => id === 'border-denies-by-default')!;
		expect(trust.outcome).toBe('untestable');
		expect(trust.because).toMatch(
			/^of \d+ sessions? it is not known whether the policy allows it$/
		);
	});
});
