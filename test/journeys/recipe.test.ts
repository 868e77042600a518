import { expect, it } from 'vitest';
import { useBrowser, Visit } from './support/visit.ts';

useBrowser();

async function settled(visit: Visit, before: Record<string, number>): Promise<string[]> {
	await expect.poll(() => visit.runs(), { timeout: 30_000 }).not.toEqual(before);
	await visit.verdicts();
	const after = await visit.runs();
	return Object.keys(after).filter((cell) => after[cell] !== before[cell]);
}

it('a changed parameter runs again what reads it, and nothing else', async () => {
	const visit = await Visit.fresh();
	await visit.open();
	await visit.verdicts();
	const before = await visit.runs();
	await visit.page.getByLabel('Host event level that counts').selectOption('5');
	expect(await settled(visit, before)).toEqual(['host-log']);
	expect(await visit.verdictOf('triage')).toBe('suspicious');
	expect(visit.offences).toEqual([]);
	await visit.leave();
});

it('an edited check runs again, alone; a broken one says where, and the rest stays', async () => {
	const visit = await Visit.fresh();
	await visit.open();
	await visit.verdicts();
	const step = visit.step('web-log');
	await step.getByRole('button', { name: /^SQL/ }).click();
	await step.getByRole('button', { name: /edit/i }).click();
	const before = await visit.runs();
	await step
		.locator('.cm-content')
		.fill("SELECT 'concern' AS outcome, 'seen by hand' AS because FROM web LIMIT 1");
	await visit.page.keyboard.press('Control+Enter');
	expect(await settled(visit, before)).toEqual(['web-log']);
	expect(await step.getAttribute('data-outcome')).toBe('concern');
	expect(await visit.verdictOf('triage')).toBe('suspicious');

	const again = await visit.runs();
	await step.getByRole('button', { name: /edit/i }).click();
	await step.locator('.cm-content').fill('SELECT outcome FROM nowhere');
	await visit.page.keyboard.press('Control+Enter');
	await settled(visit, again);
	expect(await step.getAttribute('data-state')).toBe('failed');
	expect(await step.textContent()).toContain('nowhere');
	expect(await visit.verdictOf('deep-dive')).toBe('disregard');
	await visit.picture('broken-check');
	await visit.leave();
});

it('a recipe goes by link to somebody else, is shown before it runs, and carries no data', async () => {
	const author = await Visit.fresh({ permissions: ['clipboard-read', 'clipboard-write'] });
	await author.open();
	await author.verdicts();
	await author.page.getByRole('button', { name: /^Share/ }).click();
	await author.page.getByRole('menuitem', { name: /link/ }).click();
	await author.page.getByText('link of the recipe is copied').waitFor();
	const link = await author.page.evaluate(() => navigator.clipboard.readText());
	await author.leave();
	expect(link).toContain('#recipe=');
	expect(link).not.toContain('203.113.188.203');

	const reader = await Visit.fresh();
	await reader.open(link.slice(link.indexOf('/', 8) + 1));
	const whole = reader.page.getByText('A recipe came with the link. It has not run');
	await whole.waitFor();
	expect(await reader.page.getByText('FROM firewall').count()).toBeGreaterThan(0);
	expect(await reader.page.locator('[data-path] [data-verdict]').count()).toBe(0);
	await reader.picture('recipe-by-link');
	await reader.page.getByRole('button', { name: 'Run this recipe' }).first().click();
	expect(await reader.verdicts()).toEqual({ triage: 'disregard', 'deep-dive': 'disregard' });
	expect(new URL(reader.page.url()).hash).toBe('');
	expect(reader.offences).toEqual([]);
	await reader.leave();
});

it('a link that is damaged says so, and the page works', async () => {
	const visit = await Visit.fresh();
	await visit.open('#recipe=AAAA');
	await visit.page.getByText('the link is damaged or cut').waitFor();
	expect(await visit.verdicts()).toMatchObject({ triage: 'disregard' });
	await visit.leave();
});
