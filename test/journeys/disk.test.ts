import { expect, it } from 'vitest';
import { alertLine } from '../support/alert-line.ts';
import { useBrowser, Visit } from './support/visit.ts';

useBrowser();

/** Which files are too large for the memory, so that the one here need not be as large as it would have to be. */
const limit = '?memory=1';
const LARGE = 2_000_000;

function reads(visit: Visit): boolean {
	return visit.page.workers().some((worker) => worker.url().includes('reader'));
}

/** Until everything that follows from the rows is worked out, and they are there at the next visit. */
function worked(visit: Visit): Promise<void> {
	return visit.page.getByText('Without rows:').waitFor();
}

function source(visit: Visit, name: string, state = 'read') {
	return visit.page.locator(`[data-source="${name}"][data-state="${state}"]`);
}

it('a large file has its rows in a database on disk: they are there after a reload without a second read, also once they were taken out and back, and its bytes once it is dropped again', async () => {
	const visit = await Visit.fresh();
	await visit.open(limit);
	await visit.part('Data');
	const large = { name: 'large.log', text: alertLine, padding: LARGE };
	await visit.drop([large]);
	await visit.page.getByText('2.0 MB go into a database on disk').waitFor();
	await source(visit, 'large.log').waitFor();
	await visit.page.getByRole('button', { name: /alerts 1 row/ }).waitFor();
	await worked(visit);

	await visit.page.reload();
	await visit.page.getByRole('region', { name: 'The alert' }).getByText('A rule').waitFor();
	await visit.settled();
	// Before the data is shown: then what reads files gets ready, whether there are any or not.
	expect(reads(visit)).toBe(false);
	await visit.part('Data');
	await source(visit, 'large.log').waitFor();
	await visit.page.getByText('Only its rows were kept').waitFor();
	await visit.page.getByRole('button', { name: /alerts 1 row/ }).click();
	await visit.page.getByText('2402000').first().waitFor();
	await visit.picture('rows-on-disk');

	await source(visit, 'large.log').getByRole('button', { name: 'Take out' }).click();
	await visit.page.getByText('large.log is taken out.').waitFor();
	await source(visit, 'large.log').waitFor({ state: 'detached' });
	await visit.page.getByRole('button', { name: 'Take back' }).click();
	await visit.page.getByText('large.log is there again, as it was read.').waitFor();
	await visit.page.getByRole('button', { name: /alerts 1 row/ }).waitFor();

	await visit.drop([large]);
	await visit.page.getByText('Only its rows were kept').waitFor({ state: 'detached' });
	expect(await visit.page.locator('[data-source]').count()).toBe(1);
	expect(visit.offences).toEqual([]);
	await visit.leave();
});

it('an incident does not touch the database on disk; a second tab is told who has it, and has it with the right to write', async () => {
	const visit = await Visit.fresh();
	await visit.open('?memory=0');
	await visit.part('Data');
	await visit.drop([{ name: 'mine.log', text: alertLine }]);
	await source(visit, 'mine.log').waitFor();
	await visit.page.getByText('(in the browser), on disk').waitFor();
	await visit.page.getByRole('button', { name: /alerts 1 row/ }).waitFor();
	await worked(visit);

	await visit.open('?incident=missing-logs&memory=0');
	await visit.verdicts();
	await visit.part('Data');
	await visit.page.getByText('(in the browser), in memory').waitFor();
	await visit.drop([{ name: 'more.log', text: alertLine.replace('1024', '1025') }]);
	await source(visit, 'more.log').waitFor();
	await source(visit, 'mine.log').waitFor();
	await visit.page.getByRole('button', { name: /alerts 2 rows/ }).waitFor();
	await worked(visit);

	const other = await visit.another();
	await other.open('?case=own');
	await other.page.getByText('Another tab has the database on disk').waitFor();
	await other.part('Data');
	await source(other, 'mine.log', 'refused').getByText('drop it again').waitFor();
	await other.page.getByRole('button', { name: 'Take over' }).click();
	await source(other, 'mine.log').waitFor();
	await source(other, 'more.log').waitFor();
	await other.page.getByRole('button', { name: /alerts 2 rows/ }).waitFor();
	await visit.page.getByText('Reading only.').waitFor();
	await visit.page.getByText('(in the browser), in memory').waitFor();
	expect([...visit.offences, ...other.offences]).toEqual([]);
	await visit.leave();
});
