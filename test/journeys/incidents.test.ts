import { expect, it } from 'vitest';
import { incidents } from '#datasets/incidents/index.ts';
import { useBrowser, Visit } from './support/visit.ts';

useBrowser();

it('a first visit shows the sample incident with both verdicts, and nothing has to be clicked', async () => {
	const visit = await Visit.fresh();
	await visit.open();
	expect(await visit.verdicts()).toEqual({ triage: 'disregard', 'deep-dive': 'disregard' });
	expect(await visit.page.getByText('This is the sample incident').count()).toBe(1);
	expect(await visit.page.getByRole('heading', { name: 'Both paths say disregard' }).count()).toBe(
		1
	);
	await visit.picture('first-visit');
	expect(visit.offences).toEqual([]);
	await visit.leave();
});

it.each(incidents)('?incident=$name ends as its ground truth says', async ({ name, truth }) => {
	const visit = await Visit.fresh();
	await visit.open(`?incident=${name}`);
	expect(await visit.verdicts()).toEqual({
		triage: truth.triage.verdict,
		'deep-dive': truth['deep-dive'].verdict
	});
	const comparison = visit.page.getByRole('heading', { name: /^Both paths say|disagree|differ/i });
	expect(await comparison.first().textContent()).toMatch(
		truth.right === 'both' ? /^Both paths say/ : /disagree|differ/i
	);
	await visit.picture(`incident-${name}`);
	expect(visit.offences).toEqual([]);
	await visit.leave();
});

it('an incident that is not there is named, with those that are', async () => {
	const visit = await Visit.fresh();
	await visit.open('?incident=nowhere');
	await visit.page.getByText(/incident not known: nowhere; known are .*drifted-policy/).waitFor();
	expect(await visit.verdicts()).toMatchObject({ triage: 'disregard' });
	await visit.leave();
});

it('every alert runs at once, and a field of the matrix leads to its alerts', async () => {
	const visit = await Visit.fresh();
	await visit.open('?incident=drifted-policy');
	await visit.verdicts();
	await visit.part('Alerts');
	await visit.page.getByRole('button', { name: /^Run over 25 alerts/ }).click();
	const matrix = visit.page.getByRole('table').first();
	await matrix.waitFor();
	await visit.picture('agreement');
	await matrix.getByRole('button').first().click();
	await visit.page.getByText('BLEEDING-EDGE DROP Dshield').first().waitFor();
	expect(visit.offences).toEqual([]);
	await visit.leave();
});
