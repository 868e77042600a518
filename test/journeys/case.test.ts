import { expect, it } from 'vitest';
import { useBrowser, Visit } from './support/visit.ts';

useBrowser();

it('edits are taken back in order with what was taken back said, and made again', async () => {
	const visit = await Visit.fresh();
	await visit.open();
	await visit.verdicts();
	const { page } = visit;
	const window = page.getByLabel('Time around the alert');
	await window.selectOption('30 minutes');
	await visit.verdicts();
	const step = visit.step('web-log');
	await step.getByRole('button', { name: /^SQL/ }).click();
	await step.getByRole('button', { name: /edit/i }).click();
	await step.locator('.cm-content').fill("SELECT 'concern' AS outcome, 'by hand' AS because");
	// In the editor the key is the editor's own.
	await page.keyboard.press('Control+z');
	await expect.poll(() => step.locator('.cm-content').textContent()).not.toContain('by hand');
	await page.keyboard.press('Control+Shift+z');
	await page.keyboard.press('Control+Enter');
	const outcome = () => step.getAttribute('data-outcome');
	await expect.poll(outcome).toBe('concern');
	await step.focus();

	await page.keyboard.press('Control+z');
	await page.getByText(/^The SQL of “.*” is as it was before the edit\.$/).waitFor();
	await expect.poll(outcome).toBe('clear');
	await page.keyboard.press('Control+z');
	await page.getByText('Time around the alert: 1 hour again.').waitFor();
	expect(await window.inputValue()).toBe('1 hour');
	await page.keyboard.press('Control+z');
	await page.getByText('There is nothing to take back.').waitFor();

	await page.keyboard.press('Control+Shift+z');
	await page.getByText('Time around the alert: 30 minutes again.').waitFor();
	await page.getByRole('button', { name: 'Take back' }).click();
	await page.getByText('Time around the alert: 1 hour again.').waitFor();
	await visit.picture('undo');
	await visit.part('Recipe');
	expect(await page.getByText('edited since it was opened').count()).toBe(0);
	expect(visit.offences).toEqual([]);
	await visit.leave();
});
