import { afterAll, beforeAll, expect, it } from 'vitest';
import { patient, useBrowser, Visit } from './support/visit.ts';

useBrowser();

let visit: Visit;
let first: Record<string, string | null>;
beforeAll(async () => {
	visit = await Visit.fresh();
	await visit.open();
	first = await visit.verdicts();
});
afterAll(() => visit.leave());

async function edit(cell: string, sql: string): Promise<void> {
	const step = visit.step(cell);
	if ((await step.getByRole('button', { name: /^SQL/ }).getAttribute('aria-expanded')) !== 'true')
		await step.getByRole('button', { name: /^SQL/ }).click();
	// The editor of what failed or was cancelled is open already.
	const editor = step.locator('.cm-content');
	if ((await editor.count()) === 0) await step.getByRole('button', { name: /edit/i }).click();
	await editor.fill(sql);
	await visit.page.keyboard.press('Control+Enter');
}

const stateOf = (cell: string) => visit.step(cell).getAttribute('data-state');
const runState = () => visit.page.locator('[data-run]').getAttribute('data-run');
const verdicts = () => visit.page.locator('[data-path="triage"] [data-verdict]').count();

it('a step that is asked anew, or was cancelled, leaves no verdict of the run before; taken back it is as it was', async () => {
	await edit(
		'web-log',
		"SELECT 'clear' AS outcome, sum(a.range + b.range)::VARCHAR AS because FROM range(3000000) AS a, range(30000) AS b"
	);
	await expect.poll(() => stateOf('web-log'), { timeout: 30_000 }).toBe('running');
	expect(await verdicts()).toBe(0);
	await visit.page.getByRole('heading', { level: 1 }).click();
	await visit.page.keyboard.press('.');
	expect(await runState()).toBe('cancelled');
	await expect.poll(() => stateOf('web-log'), { timeout: 30_000 }).toBe('cancelled');
	expect(await verdicts()).toBe(0);
	expect(await visit.step('web-log').textContent()).toContain('Earlier, of the run at');
	expect(await visit.page.locator('.comparison [data-earlier]').count()).toBe(1);
	await visit.picture('cancelled-step');
	await visit.page.keyboard.press('Control+z');
	await expect.poll(() => stateOf('web-log'), { timeout: 30_000 }).toBe('done');
	expect(await visit.verdicts()).toEqual(first);
});

/** A recipe whose first step takes its time, and hears a cancel. */
const slow = `---
lookdeeper: 1
id: slow
title: A slow recipe
paths:
  slowly: { title: Slowly, stop: end }
---

## Does it take long?

\`\`\`sql {check=long path=slowly}
SELECT 'clear' AS outcome, sum(a.range + b.range)::VARCHAR AS because
FROM range(3000000) AS a, range(30000) AS b
\`\`\`

## What does it come to?

\`\`\`sql {verdict path=slowly}
SELECT 'disregard' AS outcome, 'nothing' AS because
\`\`\`
`;

it('while a first step runs, nothing of another alert, recipe or data stands on the page', async () => {
	const other = await Visit.fresh();
	await other.open();
	await other.settled();
	const { page } = other;
	const nothingStands = async () => {
		expect(await page.locator('[data-verdict]:not([data-verdict=""])').count()).toBe(0);
		expect(await page.locator('article[data-outcome]').count()).toBe(0);
		expect(await page.locator('.comparison').count()).toBe(0);
	};
	await other.openRecipe('slow.md', slow);
	await expect.poll(() => other.step('long').getAttribute('data-state'), patient).toBe('running');
	await nothingStands();
	expect(await page.locator('[data-cell="exposure"]').count()).toBe(0);
	await other.picture('recipe-opened-while-running');

	const before = await page.locator('.alert').first().innerText();
	await other.part('Alerts');
	const rows = page.getByRole('grid', { name: 'Alerts' }).getByRole('row');
	await rows.nth(3).getByRole('gridcell').first().click();
	await expect.poll(() => other.step('long').getAttribute('data-state'), patient).toBe('running');
	expect(await page.locator('.alert').first().innerText()).not.toBe(before);
	await nothingStands();

	await other.part('Data');
	const removals = page.getByRole('button', { name: /^Take out/ });
	for (let left = await removals.count(); left > 0; left--) {
		await removals.first().click();
		await expect.poll(() => removals.count(), patient).toBe(left - 1);
	}
	await other.part('Investigation');
	await nothingStands();
	const standing = page.locator('article[data-cell]:not([data-state="waiting"])');
	await expect.poll(() => standing.count(), patient).toBe(0);
	await other.picture('all-taken-out-while-running');
	await other.leave();
});

it('what somebody cancelled after it had taken long does not run by itself when the page is loaded again', async () => {
	const other = await Visit.fresh();
	await other.open();
	await other.settled();
	await other.openRecipe('slow.md', slow);
	const long = other.step('long');
	const state = () => long.getAttribute('data-state');
	await expect.poll(state, patient).toBe('running');
	await other.page.waitForTimeout(2_500);
	await other.page.keyboard.press('.');
	await expect.poll(state, patient).toBe('cancelled');
	await other.page.reload();
	await expect.poll(state, patient).toBe('stopped');
	await long.getByRole('button', { name: 'Run it anyway' }).click();
	await expect.poll(state, patient).toBe('running');
	await other.leave();
});
