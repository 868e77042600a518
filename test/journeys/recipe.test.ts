import { afterAll, beforeAll, expect, it } from 'vitest';
import { recipeText } from '#datasets/recipes/index.ts';
import { useBrowser, Visit } from './support/visit.ts';

useBrowser();

async function settled(visit: Visit, before: Record<string, number>): Promise<string[]> {
	await expect.poll(() => visit.runs(), { timeout: 30_000 }).not.toEqual(before);
	await visit.verdicts();
	const after = await visit.runs();
	return Object.keys(after).filter((cell) => after[cell] !== before[cell]);
}

let author: Visit;
beforeAll(async () => {
	author = await Visit.fresh();
	await author.open();
	await author.verdicts();
});
afterAll(() => author.leave());

it('a changed parameter runs again what reads it, and nothing else', async () => {
	const before = await author.runs();
	await author.page.getByLabel('Host event level that counts').selectOption('5');
	expect(await settled(author, before)).toEqual(['host-log']);
	expect(await author.verdictOf('triage')).toBe('suspicious');
});

it('a broken check says where, keeps its last answer as old, and the rest stays', async () => {
	const step = author.step('web-log');
	await step.getByRole('button', { name: /^SQL/ }).click();
	await step.getByRole('button', { name: /edit/i }).click();
	const before = await author.runs();
	await step.locator('.cm-content').fill('SELECT outcome FROM nowhere');
	await author.page.keyboard.press('Control+Enter');
	expect(await settled(author, before)).toEqual(['web-log']);
	expect(await step.getAttribute('data-state')).toBe('failed');
	expect(await step.getAttribute('data-outcome')).toBeNull();
	expect(await step.locator('[data-earlier]').getAttribute('data-earlier')).toBe('clear');
	expect(await step.textContent()).toContain('nowhere');
	expect(await author.verdictOf('deep-dive')).toBe('disregard');
	await author.picture('broken-check');
});

it('the editor of a check that failed stays open with its text, and once it is mended it runs again, alone', async () => {
	const step = author.step('web-log');
	expect(await step.locator('.cm-content').textContent()).toBe('SELECT outcome FROM nowhere');
	expect(await step.locator('.cm-wrong').textContent()).toBe('nowhere');
	expect(await step.textContent()).toContain('no table nowhere');
	expect(await step.textContent()).toContain('(line 1, column 21)');
	await author.picture('editor-left-open');
	const before = await author.runs();
	await step
		.locator('.cm-content')
		.fill("SELECT 'concern' AS outcome, 'seen by hand' AS because FROM web LIMIT 1");
	await author.page.keyboard.press('Control+Enter');
	// The triage is decided by it: what comes behind is not asked any more.
	expect(await settled(author, before)).toEqual(['web-log']);
	expect(await step.getAttribute('data-outcome')).toBe('concern');
	expect(await author.step('host-log').getAttribute('data-state')).toBe('not needed');
	await expect.poll(() => step.locator('.cm-content').count()).toBe(0);
	expect(author.offences).toEqual([]);
});

it('a fault of a query is told at the query, which can be mended there, and the check waits for it', async () => {
	const visit = await Visit.fresh();
	await visit.open();
	await visit.verdicts();
	const text = recipeText('block-listed-source');
	const broken = text.replace(/(\{query=flow_packets[^}]*\}\n)SELECT \*/, '$1SELECT nothing_such');
	expect(broken).not.toBe(text);
	await visit.openRecipe('mine.md', broken);
	const step = visit.step('full-content');
	await expect.poll(() => step.getAttribute('data-state'), { timeout: 30_000 }).toBe('failed');
	expect(await step.textContent()).toContain(
		'it waits for the query flow_packets, which failed: no column nothing_such in packets'
	);
	expect(await step.locator('.wrong').textContent()).toBe('nothing_such');
	await visit.page.emulateMedia({ colorScheme: 'dark' });
	await visit.picture('query-at-fault');
	await step.getByRole('button', { name: /edit SQL of the query flow_packets/i }).click();
	const editor = step.locator('.cm-content');
	await editor.fill(
		((await editor.textContent()) ?? '')
			.replace('nothing_such', ' * ')
			.replace('FROM', ' FROM')
			.replace('WHERE', ' WHERE')
			.replace('AND', ' AND')
			.replace('ORDER', ' ORDER')
	);
	await visit.page.keyboard.press('Control+Enter');
	await expect.poll(() => step.getAttribute('data-state'), { timeout: 30_000 }).toBe('done');
	expect(visit.offences).toEqual([]);
	await visit.leave();
});

it('a recipe says which alerts it is written for, and what it needs and nobody loaded', async () => {
	const visit = await Visit.fresh();
	await visit.open();
	await visit.verdicts();
	const note = visit.page.getByText('This recipe was not written for this alert');
	expect(await note.count()).toBe(0);
	await visit.part('Alerts');
	await visit.page.getByRole('gridcell', { name: 'MS-SQL' }).first().click();
	await note.waitFor();
	expect(await note.textContent()).toContain('“MS-SQL Worm propagation attempt” (1:2003)');

	const text = recipeText('block-listed-source')
		.replace('*DSHIELD*', 'ms-sql worm*')
		.replace('needs:\n', 'needs:\n  tls:\n  wep:\n');
	await visit.openRecipe('mine.md', text);
	await visit.page.getByText('problem in line').waitFor();
	const line = text.split('\n').indexOf('  wep:') + 1;
	expect(await visit.page.getByText('problem in line').textContent()).toContain(
		`problem in line ${line}, and the rest of it runs: front matter: needs: unknown table: wep`
	);
	await visit.page.getByText('Nothing is loaded of tls, which the recipe needs.').waitFor();
	await note.waitFor({ state: 'detached' });
	await visit.picture('recipe-needs');
	expect(visit.offences).toEqual([]);
	await visit.leave();
});
