import { expect, it } from 'vitest';
import { incidentNamed, incidents } from '#datasets/incidents/index.ts';
import { useBrowser, Visit } from './support/visit.ts';

useBrowser();

const SAMPLE = 'block-listed-source';

async function expectTruth(visit: Visit, name: string): Promise<void> {
	const { truth } = incidentNamed(name);
	expect(await visit.verdicts()).toEqual({
		triage: truth.triage.verdict,
		'deep-dive': truth['deep-dive'].verdict
	});
	const comparison = visit.page.getByRole('heading', {
		name: /^(Both paths say|The paths disagree)/
	});
	expect(await comparison.textContent()).toMatch(
		truth.right === 'both' ? /^Both paths say/ : /^The paths disagree/
	);
	await visit.picture(`incident-${name}`);
}

it('a first visit shows the sample incident with both verdicts, and nothing has to be clicked', async () => {
	const visit = await Visit.fresh();
	await visit.open();
	await expectTruth(visit, SAMPLE);
	expect(await visit.page.getByText('This is the sample incident').count()).toBe(1);
	expect(visit.offences).toEqual([]);
	await visit.leave();
});

const others = incidents.filter(({ name }) => name !== SAMPLE);

it.each(others)('?incident=$name ends as its ground truth says', async ({ name }) => {
	const visit = await Visit.fresh();
	await visit.open(`?incident=${name}`);
	await expectTruth(visit, name);

	// The same recipe over every alert: a field of the matrix leads to its alerts.
	await visit.part('Alerts');
	await visit.page.getByRole('button', { name: /^Run over 25 alerts/ }).click();
	const matrix = visit.page.getByRole('table').first();
	await matrix.waitFor();
	await visit.picture(`agreement-${name}`);
	await matrix.getByRole('button').first().click();
	await visit.page.getByText('BLEEDING-EDGE DROP Dshield').first().waitFor();
	expect(visit.offences).toEqual([]);
	await visit.leave();
});

it('an address that names no incident and carries half a recipe says both, and the page works', async () => {
	const visit = await Visit.fresh();
	await visit.open('?incident=nowhere#recipe=AAAA');
	await visit.page.getByText(/incident not known: nowhere; known are .*drifted-policy/).waitFor();
	await visit.page.getByText('the link is damaged or cut').waitFor();
	expect(await visit.verdicts()).toEqual({ triage: 'disregard', 'deep-dive': 'disregard' });
	await visit.leave();
});
