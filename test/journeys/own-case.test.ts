import { expect, it } from 'vitest';
import { inspect } from './support/inspect.ts';
import { narrow, useBrowser, Visit, wide } from './support/visit.ts';

useBrowser();

const alert =
	'01/15/2007-03:17:36.000000  [**] [1:2402000:1] A rule [**] [Priority: 2] {TCP} 192.0.2.1:1024 -> 198.51.100.2:80\n';
const mine = { name: 'mine.log', text: alert };
const more = { name: 'more.log', text: alert.replace('1024', '1025') };

function source(visit: Visit, name: string) {
	return visit.page.locator(`[data-source="${name}"][data-state="read"]`);
}

/** Somebody who has a case of their own, with a parameter that they chose. */
async function withOwnCase(): Promise<Visit> {
	const visit = await Visit.fresh({ bypassCSP: true });
	await visit.open('?case=own');
	await visit.page.getByText('There is no data yet').waitFor();
	await visit.drop([mine]);
	await source(visit, 'mine.log').waitFor();
	await visit.part('Investigation');
	await visit.verdicts();
	await visit.page.getByLabel('Time around the alert').selectOption('30 minutes');
	await visit.verdicts();
	return visit;
}

it('a sample hides no case of one’s own: the way back is in sight, address and title say which it is, Back and a reload keep to it', async () => {
	const visit = await withOwnCase();
	const { page } = visit;
	const window = page.getByLabel('Time around the alert');
	expect(await page.title()).toBe('Own case · A rule · Lookdeeper');

	await visit.open('?incident=missing-logs');
	await visit.verdicts();
	expect(await page.title()).toMatch(/^Sample: .* · Lookdeeper$/);
	const back = page.getByRole('button', { name: 'Back to your own case' });
	await page.getByText('1 file, recipe “').waitFor();
	await inspect(visit, 'Way back', 'wide');
	await page.setViewportSize(narrow);
	await inspect(visit, 'Way back', 'narrow');
	await page.setViewportSize(wide);

	await back.click();
	await page.getByRole('region', { name: 'The alert' }).getByText('A rule').waitFor();
	await visit.verdicts();
	expect(await window.inputValue()).toBe('30 minutes');
	expect(new URL(page.url()).search).toBe('?case=own');

	await page.goBack();
	await expect.poll(() => page.title()).toMatch(/^Sample: /);
	await visit.verdicts();
	await page.goForward();
	await expect.poll(() => page.title()).toBe('Own case · A rule · Lookdeeper');
	await page.reload();
	await visit.verdicts();
	expect(await page.title()).toBe('Own case · A rule · Lookdeeper');
	expect(await window.inputValue()).toBe('30 minutes');
	expect(visit.offences).toEqual([]);
	await visit.leave();
});

it('files that are dropped on a sample go to one’s own case; those that are there already are what they were', async () => {
	const visit = await withOwnCase();
	const { page } = visit;
	await visit.open('?incident=missing-logs');
	await visit.verdicts();
	await visit.drop([mine, more, { ...more, name: 'copy.log' }]);
	await source(visit, 'more.log').waitFor();
	await page.getByText('mine.log is here already, and stays as it was read').waitFor();
	await page.getByText('copy.log has the bytes of more.log, which is here already').waitFor();
	expect(await page.locator('[data-source]').count()).toBe(2);
	expect(new URL(page.url()).search).toBe('?case=own');
	await visit.part('Investigation');
	await visit.verdicts();
	expect(await page.getByLabel('Time around the alert').inputValue()).toBe('30 minutes');
	await page.goBack();
	await expect.poll(() => page.title()).toMatch(/^Sample: /);
	await visit.verdicts();
	await page.getByText('2 files, recipe “').waitFor();
	expect(visit.offences).toEqual([]);
	await visit.leave();
});

it('an address that names no case there is says so, and shows the first sample', async () => {
	const visit = await Visit.fresh();
	await visit.open('?case=nowhere');
	await visit.page.getByText('incident not known: nowhere').waitFor();
	await visit.verdicts();
	expect(new URL(visit.page.url()).search).toBe('?incident=block-listed-source');
	await visit.leave();
});
