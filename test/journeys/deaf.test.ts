import { afterAll, beforeAll, expect, it } from 'vitest';
import { patient, useBrowser, Visit } from './support/visit.ts';

useBrowser();

/** Takes the database of the page some twenty seconds, in which it hears of nothing; then it ends by itself. */
const deaf = (more: string) => `levenshtein(repeat('ab', 40000), repeat('ba', 40000)${more})`;

const recipe = `---
lookdeeper: 1
id: deaf
title: A recipe that does not hear
paths:
  deafly: { title: Deafly, stop: end }
---

## Is there an alert?

\`\`\`sql {check=quick path=deafly}
SELECT 'clear' AS outcome, counted(count(*), 'alert') AS because FROM alerts
\`\`\`

## Does it say what it found?

\`\`\`sql {check=lacking path=deafly}
SELECT ${deaf('')}::VARCHAR AS because
\`\`\`

## Which is far from which?

\`\`\`sql {query=listing path=deafly}
SELECT src_ip, ${deaf(' || src_ip')} AS far FROM alerts LIMIT 1
\`\`\`

## Does it hear?

\`\`\`sql {check=deaf path=deafly}
SELECT 'clear' AS outcome, ${deaf('')}::VARCHAR AS because
\`\`\`

## What does it come to?

\`\`\`sql {verdict path=deafly}
SELECT 'disregard' AS outcome, 'nothing' AS because FROM steps
\`\`\`
`;

let visit: Visit;
beforeAll(async () => {
	visit = await Visit.fresh();
	await visit.open();
	await visit.settled();
	await visit.openRecipe('deaf.md', recipe);
});
afterAll(() => visit.leave());

const stateOf = (cell: string) => visit.step(cell).getAttribute('data-state');
const runState = () => visit.page.locator('[data-run]').getAttribute('data-run');
const rows = () => visit.page.getByRole('grid', { name: /^Rows behind: Which/ });
const button = (name: string) => visit.page.getByRole('button', { name, exact: true });

async function comesTo(cell: string, state: string): Promise<void> {
	await expect.poll(() => stateOf(cell), patient).toBe(state);
}

/** Of the page since it was loaded: how often the case was back after its database was lost. */
const backs = () =>
	visit.page.evaluate(() => performance.getEntriesByName('lookdeeper back').length);

async function cancel(): Promise<void> {
	await visit.page.getByRole('heading', { level: 1 }).click();
	await visit.page.keyboard.press('.');
}

it('a check without an outcome says so at once, though it would take the database long to answer', async () => {
	await comesTo('lacking', 'failed');
	expect(await visit.step('lacking').innerText()).toContain('it has no column outcome');
	await comesTo('deaf', 'running');
});

it('Cancel frees the page while the database does not hear: the case comes back, and the cell is named as stopped', async () => {
	await cancel();
	expect(await runState()).toBe('cancelled');
	await comesTo('deaf', 'stopped');
	expect(await visit.step('deaf').innerText()).toContain('not run again by itself');
	await expect.poll(backs, patient).toBe(1);
	expect(await stateOf('quick')).toBe('done');
	expect(await stateOf('deaf')).toBe('stopped');
});

it('what was stopped does not run by itself after a reload, and runs where somebody wants it', async () => {
	await visit.page.reload();
	await expect.poll(runState, patient).toBe('done');
	expect(await stateOf('deaf')).toBe('stopped');
	await visit.step('deaf').getByRole('button', { name: 'Run it anyway' }).click();
	await comesTo('deaf', 'running');
	await cancel();
	await comesTo('deaf', 'stopped');
	await expect.poll(backs, patient).toBe(1);
});

it('rows that do not come can be cancelled where they are awaited, and the case comes back', async () => {
	await visit
		.step('listing')
		.getByRole('button', { name: /^1 row/ })
		.click();
	await button('Cancel').click();
	await button('Try again').waitFor({ timeout: 2_000 });
	expect(await visit.step('listing').innerText()).toContain('The reading was cancelled.');
	await visit.picture('rows-cancelled');
	await expect.poll(backs, patient).toBe(2);
	expect(await rows().count()).toBe(0);
});

it('a database that is lost three times within a minute is started again where somebody asks for it, and the case comes back', async () => {
	await button('Try again').click();
	await button('Cancel').click();
	await button('Start the database again').waitFor();
	const rail = visit.page.getByRole('navigation');
	expect(await rail.innerText()).toContain('lost 3 times within a minute');
	expect(await rail.innerText()).toContain('not started again by itself');
	expect(await visit.page.locator('body').innerText()).not.toMatch(/Failed:\s*it went on/);
	await visit.picture('database-lost-often');
	await button('Start the database again').click();
	await expect.poll(backs, patient).toBe(3);
	expect(await stateOf('quick')).toBe('done');
	expect(await stateOf('deaf')).toBe('stopped');
	expect(await visit.step('quick').innerText()).toContain('25 alerts');
	expect(visit.offences).toEqual([]);
});
