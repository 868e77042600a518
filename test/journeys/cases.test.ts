import { zipSync } from 'fflate';
import { expect, it } from 'vitest';
import { bytesOf } from '#lib/bytes.ts';
import { alertLine } from '../support/alert-line.ts';
import { inspect } from './support/inspect.ts';
import { besidePage, keptRecords } from './support/kept-records.ts';
import { patient, useBrowser, Visit } from './support/visit.ts';

useBrowser();

const first = { name: 'first.log', text: alertLine };
const second = { name: 'second.log', text: alertLine.replace('1024', '1025') };

function source(visit: Visit, name: string) {
	return visit.page.locator(`[data-source="${name}"][data-state="read"]`);
}

async function choose(visit: Visit, entry: string | RegExp): Promise<void> {
	await visit.page.getByRole('button', { name: /^Case: / }).click();
	await visit.page.getByRole('menuitem', { name: entry }).click();
}

function names(visit: Visit): Promise<(string | undefined)[]> {
	return visit.page
		.locator('[data-source]')
		.evaluateAll((all) => all.map((one) => (one as HTMLElement).dataset.source));
}

it('two cases are kept apart over a reload, what an older edition kept is the first of them, and one that is deleted leaves the other', async () => {
	const visit = await Visit.fresh({ bypassCSP: true });
	const { page } = visit;
	await visit.open('?case=own');
	await page.getByText('There is no data yet').waitFor();
	await visit.drop([first]);
	await source(visit, 'first.log').waitFor();
	await expect.poll(() => keptRecords(visit, 'sources'), patient).toHaveLength(1);
	// As it was kept when there was one case: nothing says of which it is.
	const [kept] = await keptRecords<Record<string, unknown>>(visit, 'sources');
	await besidePage(visit);
	await page.evaluate(async (key) => {
		const db = await new Promise<IDBDatabase>((resolve) => {
			const opening = indexedDB.open('lookdeeper');
			opening.onsuccess = () => resolve(opening.result);
		});
		const store = db.transaction('sources', 'readwrite').objectStore('sources');
		const request = store.get(key);
		request.onsuccess = () => {
			const record = { ...request.result };
			delete record.workspace;
			store.put(record);
		};
		await new Promise((resolve) => (store.transaction.oncomplete = resolve));
		db.close();
	}, kept!.key as string);
	await visit.open();
	await visit.part('Data');
	await source(visit, 'first.log').waitFor();

	await choose(visit, 'New case…');
	await page.getByLabel('Name of the case').fill('Mail server');
	await page.keyboard.press('Enter');
	await page.getByText('There is no data yet').waitFor();
	expect(await names(visit)).toEqual([]);
	await visit.drop([second]);
	await source(visit, 'second.log').waitFor();
	await expect.poll(() => keptRecords(visit, 'sources'), patient).toHaveLength(2);
	expect(await names(visit)).toEqual(['second.log']);
	await expect.poll(() => page.title(), patient).toBe('Mail server · A rule · Lookdeeper');

	await page.reload();
	await visit.part('Data');
	await source(visit, 'second.log').waitFor();
	expect(await names(visit)).toEqual(['second.log']);
	await choose(visit, 'Own case');
	await source(visit, 'first.log').waitFor();
	expect(await names(visit)).toEqual(['first.log']);
	await page.goBack();
	await source(visit, 'second.log').waitFor();
	expect(await names(visit)).toEqual(['second.log']);
	await page.getByRole('button', { name: /^Case: / }).click();
	await inspect(visit, 'Cases', 'wide');
	await page.keyboard.press('Escape');

	await choose(visit, 'Delete this case…');
	await page.getByText('Gone for good: 1 file of your own case').waitFor();
	await page.getByRole('button', { name: 'Delete it' }).click();
	await source(visit, 'first.log').waitFor();
	expect(await names(visit)).toEqual(['first.log']);
	await expect.poll(() => keptRecords(visit, 'sources'), patient).toHaveLength(1);
	await visit.part('About');
	await page.getByRole('row', { name: /Own case 1 file/ }).waitFor();
	expect(visit.offences).toEqual([]);
	await visit.leave();
});

it('a zip is opened: each of its files is a source under its path, and what is none is told', async () => {
	const visit = await Visit.fresh();
	const { page } = visit;
	await visit.open('?case=own');
	await page.getByText('There is no data yet').waitFor();
	const zip = zipSync({
		'logs/': new Uint8Array(0),
		'logs/one.log': bytesOf(first.text),
		'logs/deep/two.log': bytesOf(second.text)
	});
	await visit.drop([{ name: 'export.zip', text: zip }]);
	await source(visit, 'export.zip/logs/one.log').waitFor();
	await source(visit, 'export.zip/logs/deep/two.log').waitFor();
	await page.getByText('export.zip is opened: 2 files of it are read').waitFor();
	await page.getByText('left out: a folder (logs/)').waitFor();
	await page.getByRole('button', { name: /alerts 2 rows/ }).waitFor();
	await visit.picture('archive');
	expect(visit.offences).toEqual([]);
	await visit.leave();
});
