import { join } from 'node:path';
import { expect, it } from 'vitest';
import { scriptsOfPage } from '../../bin/page-scripts.mjs';
import { useBrowser, Visit } from './support/visit.ts';

useBrowser();

const page = join(import.meta.dirname, '../../dist/page');
/** Bytes after gzip. */
const MOST = 220_000;

it('the page needs few scripts before it takes files: the rest comes once it is to be shown or used', () => {
	const scripts = scriptsOfPage(page);
	// What has a list of what it needs in its head has it read too.
	expect(scripts.length).toBeGreaterThan(5);
	const bytes = scripts.reduce((sum, script) => sum + script.bytes, 0);
	expect(bytes, JSON.stringify(scripts)).toBeLessThan(MOST);
});

it('a page that is here works without the server that it came from, also where nothing was looked at yet', async () => {
	const visit = await Visit.fresh();
	await visit.open();
	await visit.verdicts();
	await visit.page.waitForFunction(
		() => performance.getEntriesByName('lookdeeper whole').length > 0
	);
	await visit.context.setOffline(true);
	for (const part of [
		'Explore',
		'Notebook',
		'Data',
		'Recipe',
		'Shelf',
		'Alerts',
		'Trusts',
		'About'
	]) {
		await visit.part(part);
		await visit.page.locator('main > *').first().waitFor();
		expect(await visit.page.getByText('could not be fetched').count(), part).toBe(0);
	}
	await visit.context.setOffline(false);
	await visit.leave();
});
