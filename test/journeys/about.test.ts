import { expect, it } from 'vitest';
import { useBrowser, Visit } from './support/visit.ts';

useBrowser();

it('About says what runs and what is kept, and deletes all of it once that was told and wanted', async () => {
	const visit = await Visit.fresh({ bypassCSP: true });
	await visit.open();
	await visit.verdicts();
	await visit.page.keyboard.press('g');
	await visit.page.keyboard.press('F1');
	await visit.part('About');
	const about = visit.page.locator('main');
	await about.getByText(/^DuckDB v?\d+\.\d+\.\d+/).waitFor();
	const rows = about.getByRole('row');
	await rows
		.filter({ hasText: 'Categories of alerts' })
		.getByText('1 category of an alert')
		.waitFor();
	expect(await about.getByText(/The browser counts \S+ [kMG]?B in all/).count()).toBe(1);

	await about.getByRole('button', { name: 'Delete all of it' }).click();
	const dialog = visit.page.getByRole('dialog');
	await dialog.getByText('Gone for good').getByText('1 category of an alert').waitFor();
	await dialog.getByRole('button', { name: 'Delete it' }).click();
	await dialog.waitFor({ state: 'detached' });
	await visit.settled();
	await visit.part('About');
	await rows.filter({ hasText: 'Settings' }).first().waitFor();
	expect(await rows.filter({ hasText: 'Categories of alerts' }).count()).toBe(0);
	expect(visit.offences).toEqual([]);
	await visit.leave();
});
