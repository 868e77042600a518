import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { recipeText } from '#datasets/recipes/index.ts';
import { alertLine } from '../support/alert-line.ts';
import { inspect } from './support/inspect.ts';
import { keptRecords } from './support/kept-records.ts';
import { narrow, patient, useBrowser, Visit, wide } from './support/visit.ts';

useBrowser();

const mine = { name: 'mine.log', text: alertLine };
const more = { name: 'more.log', text: alertLine.replace('1024', '1025') };

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
	// Until it is taken the verdicts of the hour stand, and who leaves before it is kept has not changed it.
	const kept = { values: expect.objectContaining({ window: '30 minutes' }) };
	await expect
		.poll(() => keptRecords(visit, 'investigations'), patient)
		.toContainEqual(expect.objectContaining(kept));
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
	await expect.poll(() => page.title(), patient).toMatch(/^Sample: /);
	await visit.verdicts();
	await page.goForward();
	await expect.poll(() => page.title(), patient).toBe('Own case · A rule · Lookdeeper');
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
	await expect.poll(() => page.title(), patient).toMatch(/^Sample: /);
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

it('a source that was taken out comes back by undo, in its place and as it was read, also after a reload', async () => {
	const visit = await withOwnCase();
	const { page } = visit;
	await visit.part('Data');
	await visit.drop([more]);
	await source(visit, 'more.log').waitFor();
	await expect.poll(() => keptRecords(visit, 'sources'), patient).toHaveLength(2);
	await page.reload();
	await visit.part('Data');
	await source(visit, 'more.log').waitFor();
	await source(visit, 'mine.log').getByRole('button', { name: 'Take out' }).click();
	await page.getByText('mine.log is taken out.').waitFor();
	await page.getByRole('button', { name: /alerts 1 row/ }).waitFor();
	await page.getByRole('button', { name: 'Take back' }).click();
	await page.getByText('mine.log is there again, as it was read.').waitFor();
	await page.getByRole('button', { name: /alerts 2 rows/ }).waitFor();
	await expect.poll(() => keptRecords(visit, 'sources'), patient).toHaveLength(2);
	const names = () =>
		page.locator('[data-source]').evaluateAll((all) => all.map((one) => one.dataset.source));
	expect(await names()).toEqual(['mine.log', 'more.log']);
	await page.reload();
	await visit.part('Data');
	await source(visit, 'mine.log').waitFor();
	expect(await names()).toEqual(['mine.log', 'more.log']);
	expect(visit.offences).toEqual([]);
	await visit.leave();
});

const other = recipeText('block-listed-source').replace(/^title: .*$/m, 'title: Another question');

it('another recipe that was opened gives the edited one back by undo, with its values', async () => {
	const visit = await withOwnCase();
	const { page } = visit;
	const step = visit.step('requests');
	await step.getByRole('button', { name: /^SQL/ }).click();
	await step.getByRole('button', { name: /edit/i }).click();
	await step.locator('.cm-content').fill("SELECT 'concern' AS outcome, 'by hand' AS because");
	await page.keyboard.press('Control+Enter');
	await expect.poll(() => step.getAttribute('data-outcome'), patient).toBe('concern');
	await visit.openRecipe('other.md', other);
	await page.getByText('The recipe “Another question” is open.').waitFor();
	await page.getByRole('button', { name: 'Take back' }).click();
	await page.getByText(/^The recipe “.*” is open again\.$/).waitFor();
	await expect.poll(() => step.getAttribute('data-outcome'), patient).toBe('concern');
	expect(await page.getByLabel('Time around the alert').inputValue()).toBe('30 minutes');
	await page.keyboard.press('Control+z');
	await page.getByText(/^The SQL of “.*” is as it was before the edit\.$/).waitFor();
	expect(visit.offences).toEqual([]);
	await visit.leave();
});

it('the bytes of a file that is gone are those of its kept copy, from which it is read again, and its rows stay', async () => {
	const folder = mkdtempSync(join(tmpdir(), 'lookdeeper-'));
	const file = join(folder, 'mine.log');
	writeFileSync(file, alertLine);
	// A private window keeps no copy of a file, but where it was.
	const visit = await Visit.withProfile(join(folder, 'profile'));
	const { page } = visit;
	await visit.open('?case=own');
	const chooser = page.waitForEvent('filechooser');
	await page.getByRole('button', { name: 'Choose files' }).click();
	await (await chooser).setFiles(file);
	const entry = source(visit, 'mine.log');
	await entry.waitFor();
	await expect.poll(() => keptRecords(visit, 'sources'), patient).toHaveLength(1);
	rmSync(file);
	const alerts = page.getByRole('button', { name: /alerts 1 row/ });
	await alerts.click();
	await page
		.getByRole('grid', { name: 'Rows of alerts' })
		.getByRole('gridcell', { name: '192.0.2.1', exact: false })
		.click();
	const row = page.getByRole('complementary', { name: /^Row 1/ });
	await row.getByText('2402000').first().waitFor();
	await page.getByText('its kept copy is read').waitFor();
	await page.keyboard.press('Escape');
	await alerts.click();
	await entry.getByRole('button', { name: /receipt/ }).click();
	await entry.getByLabel(/^Zone/).fill('+02:00');
	await entry.getByRole('button', { name: 'Read again' }).click();
	await page.getByText('its kept copy is read').waitFor();
	await source(visit, 'mine.log').waitFor();
	await page.getByRole('button', { name: /alerts 1 row/ }).waitFor();
	expect(visit.offences).toEqual([]);
	await visit.leave();
	rmSync(folder, { recursive: true });
});
