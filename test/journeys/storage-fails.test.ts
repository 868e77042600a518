import { expect, it } from 'vitest';
import { alertLine } from '../support/alert-line.ts';
import { inspect } from './support/inspect.ts';
import { besidePage, keptRecords, putRecords } from './support/kept-records.ts';
import { narrow, patient, useBrowser, Visit, wide } from './support/visit.ts';

useBrowser();

const mine = { name: 'mine.log', text: alertLine };

function source(visit: Visit, name: string) {
	return visit.page.locator(`[data-source="${name}"][data-state="read"]`);
}

async function ownCase(visit: Visit, query = ''): Promise<void> {
	await visit.open(`?case=own${query}`);
	await visit.page.getByText('There is no data yet').waitFor();
}

it('each of several dropped files is kept as soon as it is read: a reload before the last one loses none of them', async () => {
	const visit = await Visit.fresh();
	await ownCase(visit);
	await visit.drop([mine, { name: 'large.log', text: alertLine, padding: 300_000_000 }]);
	await expect
		.poll(async () => (await keptRecords<{ name: string }>(visit, 'sources')).map((s) => s.name), {
			timeout: 60_000
		})
		.toEqual(['mine.log']);
	expect(await source(visit, 'large.log').count()).toBe(0);
	await visit.page.reload();
	await visit.part('Data');
	await source(visit, 'mine.log').waitFor();
	expect(visit.offences).toEqual([]);
	await visit.leave();
});

it('kept records of any shape are set aside and named, the rest opens, and they can be looked at and deleted', async () => {
	const visit = await Visit.fresh({ bypassCSP: true });
	await ownCase(visit);
	await visit.drop([mine]);
	await source(visit, 'mine.log').waitFor();
	await expect.poll(() => keptRecords(visit, 'sources'), patient).toHaveLength(1);
	await besidePage(visit);
	await putRecords(visit, {
		sources: [{ key: 'bad', name: 'broken.log', order: 'first' }],
		investigations: [{ workspace: 'own', recipeText: 7 }],
		deeper: [{ id: 'bad', alert: null }],
		pins: [{ id: 'bad', workspace: 'own', of: 'row' }],
		categories: [{ workspace: 'own', alertId: 'x', name: 'XII' }]
	});
	await visit.open('?case=own');
	const { page } = visit;
	await visit.verdicts();
	await page.getByText('5 kept records cannot be used and are set aside').waitFor();
	await page.getByText('What is set aside').click();
	await page.getByText('a file of your own case: broken.log').waitFor();
	await inspect(visit, 'Set aside', 'wide');
	await page.setViewportSize(narrow);
	await inspect(visit, 'Set aside', 'narrow');
	await page.setViewportSize(wide);
	await visit.part('Data');
	await source(visit, 'mine.log').waitFor();
	await visit.part('Deeper');
	await page.getByText('Nothing is put off.').waitFor();

	const broken = page.getByRole('listitem').filter({ hasText: 'broken.log' });
	await broken.getByText('Look at it').click();
	await broken.getByText('"order": "first"').waitFor();
	await broken.getByRole('button', { name: 'Delete it' }).click();
	await page.getByText('4 kept records cannot be used').waitFor();
	await page.reload();
	await page.getByText('4 kept records cannot be used').waitFor();
	expect(visit.offences).toEqual([]);
	await visit.leave();
});

it('a database without its places is given them, and the page opens and keeps', async () => {
	const visit = await Visit.fresh();
	await besidePage(visit);
	await visit.page.evaluate(
		() =>
			new Promise((resolve) => {
				const opening = indexedDB.open('lookdeeper', 9);
				opening.onsuccess = () => resolve(opening.result.close());
			})
	);
	await ownCase(visit);
	await visit.drop([mine]);
	await source(visit, 'mine.log').waitFor();
	await expect.poll(() => keptRecords(visit, 'sources'), patient).toHaveLength(1);
	expect(visit.offences).toEqual([]);
	await visit.leave();
});

it('what the browser cannot read is said where it belongs, and the page is open', async () => {
	const visit = await Visit.fresh();
	await ownCase(visit);
	await visit.page.addInitScript(() => {
		const damaged = () => {
			throw new DOMException('damaged', 'UnknownError');
		};
		for (const name of ['get', 'getAll', 'getAllKeys'] as const)
			IDBObjectStore.prototype[name] = damaged;
	});
	await visit.open('?case=own');
	const { page } = visit;
	await page.getByText('the files of your own case cannot be read').waitFor();
	await page.getByText('There is no data yet').waitFor();
	await visit.part('Deeper');
	await page.getByText('The look-deeper file cannot be read:').waitFor();
	await visit.drop([mine]);
	await source(visit, 'mine.log').waitFor();
	await visit.part('Investigation');
	await visit.verdicts();
	expect(visit.offences).toEqual([]);
	await visit.leave();
});

it('where the browser has no room the page says once that nothing more is kept, runs, and stays usable', async () => {
	const visit = await Visit.fresh();
	await visit.page.addInitScript(() => {
		IDBObjectStore.prototype.put = () => {
			throw new DOMException('no room', 'QuotaExceededError');
		};
	});
	await ownCase(visit);
	const { page } = visit;
	await visit.drop([mine]);
	await source(visit, 'mine.log').waitFor();
	await visit.part('Investigation');
	await visit.verdicts();
	await page.getByLabel('Time around the alert').selectOption('30 minutes');
	await visit.verdicts();
	const steps = await visit.runs();
	await page.getByLabel('Time around the alert').selectOption('10 minutes');
	await expect.poll(() => visit.runs(), patient).not.toEqual(steps);
	await visit.verdicts();
	await visit.open('?case=own#');
	await page
		.getByText('not all is kept any more: the browser leaves this page no more room')
		.waitFor();
	expect(await page.getByText('not all is kept any more').count()).toBe(1);
	expect(visit.offences).toEqual([]);
	await visit.leave();
});

it('what is cleared while the page is open is kept anew, and it says so', async () => {
	const visit = await Visit.fresh();
	await ownCase(visit);
	const { page } = visit;
	await visit.drop([mine]);
	await source(visit, 'mine.log').waitFor();
	await visit.part('Investigation');
	await visit.verdicts();
	await page.getByLabel('Category of the alert').selectOption('III');
	const devtools = await visit.context.newCDPSession(page);
	const { origin } = new URL(page.url());
	await devtools.send('Storage.clearDataForOrigin', { origin, storageTypes: 'indexeddb' });
	await page.getByText('the browser closed what this page keeps, or cleared it').waitFor();
	await page.getByLabel('Time around the alert').selectOption('30 minutes');
	await visit.verdicts();
	await expect.poll(() => keptRecords(visit, 'sources'), patient).toHaveLength(1);
	// Who leaves before it is kept has not changed it.
	const kept = { values: expect.objectContaining({ window: '30 minutes' }) };
	await expect
		.poll(() => keptRecords(visit, 'investigations'), patient)
		.toContainEqual(expect.objectContaining(kept));
	await page.reload();
	await visit.verdicts();
	expect(await page.getByLabel('Category of the alert').inputValue()).toBe('III');
	expect(await page.getByLabel('Time around the alert').inputValue()).toBe('30 minutes');
	expect(visit.offences).toEqual([]);
	await visit.leave();
});

it('a browser without files of its own and without locks says so for what is too large for the memory', async () => {
	const visit = await Visit.fresh();
	await visit.page.addInitScript(() => {
		Object.defineProperty(StorageManager.prototype, 'getDirectory', { value: undefined });
		Object.defineProperty(Navigator.prototype, 'locks', { value: undefined });
	});
	await ownCase(visit, '&memory=0');
	await visit.drop([mine]);
	await visit.page.getByText('no database on disk: this browser gives the page no files').waitFor();
	await source(visit, 'mine.log').waitFor();
	await visit.page.getByText('mine.log is too large to be kept').waitFor();
	expect(visit.offences).toEqual([]);
	await visit.leave();
});
