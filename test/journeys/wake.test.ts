import { expect, it } from 'vitest';
import { useBrowser, Visit } from './support/visit.ts';

useBrowser();

it('a wake condition is checked as it is typed, can be edited, and says which row woke it', async () => {
	const visit = await Visit.fresh();
	await visit.open();
	await visit.verdicts();
	const { page } = visit;
	await page.keyboard.press('l');
	await page.getByLabel('Why it is put off').fill('the web log may tell more');
	const condition = page.getByLabel('Wake it when this SQL gives a row');
	await condition.fill('SELECT 1 FROM web WHERE sid = 3');
	await page.getByText('no column sid in web').waitFor();
	expect(await page.locator('dialog .cm-wrong').textContent()).toBe('sid');
	expect(await page.locator('dialog').textContent()).toContain('(line 1, column 25)');
	for (const colorScheme of ['light', 'dark'] as const) {
		await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
		await visit.picture(`wake-condition-wrong-${colorScheme}`);
	}
	await condition.fill('SELECT 1 FROM web WHERE src_ip = alert.src_ip AND dst_port = 1');
	await page.getByText('The condition can be asked.').waitFor();
	await page.getByRole('button', { name: 'Put into the look-deeper file' }).click();

	await visit.part('Deeper');
	await page.getByText('the web log may tell more').waitFor();
	expect(await page.getByText('awake: its condition holds').count()).toBe(0);
	await page.getByRole('button', { name: 'Edit the condition' }).click();
	const edited = page.getByLabel('Wake it when this SQL gives a row');
	expect(await edited.textContent()).toContain('dst_port = 1');
	await edited.fill('SELECT 1 FROM firewall WHERE src_ip = alert.src_ip');
	await page.getByText('The condition can be asked.').waitFor();
	await page.getByRole('button', { name: 'Keep the condition' }).click();
	await page.getByText('awake: its condition holds').waitFor();
	expect(await page.locator('[data-woken]').textContent()).toMatch(
		/Woken .* by\s+record \d+ of firewall in\s+\S+, 2007-01-1\d/
	);
	for (const colorScheme of ['light', 'dark'] as const) {
		await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
		await visit.picture(`woken-${colorScheme}`);
	}
	await page.getByRole('button', { name: 'Its bytes' }).click();
	await page.getByText('203.113.188.203').last().waitFor();
	await page.keyboard.press('Escape');

	await page.reload();
	await visit.part('Deeper');
	await page.locator('[data-woken]').waitFor();
	expect(visit.offences).toEqual([]);
	await visit.leave();
});
