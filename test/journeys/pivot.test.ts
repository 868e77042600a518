import { afterAll, beforeAll, expect, it } from 'vitest';
import { inspect } from './support/inspect.ts';
import { narrow, useBrowser, Visit, wide } from './support/visit.ts';

useBrowser();

const SOURCE = '203.113.188.203';

/** The rows of a step are open, and the first address of the source has the focus. */
async function atAddress(visit: Visit) {
	await visit.page.keyboard.press('t');
	const step = visit.step('firewalls');
	const rows = step.getByRole('button', { name: /2 rows/ });
	if ((await rows.getAttribute('aria-expanded')) !== 'true') await rows.click();
	const address = step.getByRole('gridcell', { name: SOURCE }).first();
	await address.focus();
	return address;
}

const focused = (visit: Visit) =>
	visit.page.evaluate(() => document.activeElement?.textContent.trim());

let visit: Visit;
beforeAll(async () => {
	visit = await Visit.fresh();
	await visit.open();
	await visit.verdicts();
});
afterAll(() => visit.leave());

it('x on an address leads to every row with it, to their bytes, and back, by keyboard alone', async () => {
	const address = await atAddress(visit);
	await visit.page.keyboard.press('x');
	const menu = visit.page.getByRole('menu');
	const sessions = menu.getByRole('menuitem', { name: `sessions with ${SOURCE} 1` });
	await sessions.waitFor();
	await menu.getByRole('menuitem', { name: `intel with ${SOURCE} 1` }).waitFor();

	// Whoever changes their mind is back where they were.
	await visit.page.keyboard.press('Escape');
	await menu.waitFor({ state: 'detached' });
	expect(await address.evaluate((cell) => cell === document.activeElement)).toBe(true);

	await visit.page.keyboard.press('x');
	await sessions.waitFor();
	for (let i = 0; i < 20 && !(await focused(visit))?.startsWith('sessions'); i++)
		await visit.page.keyboard.press('ArrowDown');
	await visit.page.keyboard.press('Enter');
	const drawer = visit.page.getByRole('dialog', { name: `sessions with ${SOURCE}` });
	await drawer
		.getByText(/^1 row/)
		.first()
		.waitFor();
	await drawer.getByRole('button', { name: /SQL of/ }).click();
	await drawer.getByText('ORDER BY').first().waitFor();
	const row = drawer.getByRole('gridcell', { name: SOURCE });
	await row.focus();

	// From value to value, and one step back.
	await visit.page.keyboard.press('ArrowRight');
	await visit.page.keyboard.press('ArrowRight');
	await visit.page.keyboard.press('x');
	await menu.getByRole('menuitem', { name: /^alerts with 69\.143\.202\.28 \d/ }).click();
	await visit.page.getByRole('dialog', { name: 'alerts with 69.143.202.28' }).waitFor();
	await visit.page.getByRole('button', { name: `Back to sessions with ${SOURCE}` }).click();
	expect(await focused(visit)).toContain('69.143.202.28');

	await visit.page.keyboard.press('Enter');
	const bytes = drawer.getByRole('complementary', { name: 'Row 1 of 1' });
	await bytes.getByText('conn.log').waitFor();
	await expect.poll(() => bytes.textContent()).toContain(SOURCE);
	await visit.page.keyboard.press('Escape');
	await bytes.waitFor({ state: 'detached' });
	await visit.page.keyboard.press('Escape');
	await drawer.waitFor({ state: 'detached' });
	expect(await address.evaluate((cell) => cell === document.activeElement)).toBe(true);
	expect(visit.offences).toEqual([]);
});

it('who goes back finds a long table as it was left', async () => {
	const alert = visit.page.getByRole('region', { name: 'The alert' });
	await alert.getByRole('button', { name: '69.143.202.28' }).click();
	await visit.page.getByRole('menuitem', { name: /^firewall with/ }).click();
	const drawer = visit.page.getByRole('dialog');
	await drawer.getByRole('gridcell', { name: '69.143.202.28' }).first().focus();
	const line = () =>
		visit.page.evaluate(
			() => document.activeElement?.closest<HTMLElement>('[data-line]')?.dataset.line
		);
	for (const next of ['10', '20', '30', '40', '50', '60']) {
		await visit.page.keyboard.press('PageDown');
		await expect.poll(line).toBe(next);
	}
	await visit.page.keyboard.press('x');
	await visit.page.getByRole('menuitem', { name: /^host with/ }).click();
	await visit.page.getByRole('button', { name: /^Back to firewall/ }).click();
	expect(await line()).toBe('60');
	const seen = await visit.page.evaluate(() => {
		const { top } = document.activeElement!.getBoundingClientRect();
		return top > 0 && top < innerHeight;
	});
	expect(seen).toBe(true);
	await visit.page.keyboard.press('Escape');
	await drawer.waitFor({ state: 'detached' });
	expect(visit.offences).toEqual([]);
});

it('a right click does the same, and the alert itself leads to the list of alerts', async () => {
	const address = await atAddress(visit);
	await address.click({ button: 'right' });
	const menu = visit.page.getByRole('menu');
	// Only what is near the alert is counted, and shown.
	const firewall = menu.getByRole('menuitem', { name: /^firewall with .* \d/ });
	await firewall.waitFor();
	await menu.getByRole('menuitemcheckbox', { name: 'Only within 1 hour of the alert' }).click();
	await firewall.click();
	await visit.page.getByRole('dialog').getByText('within 1 hour of the alert').waitFor();
	await visit.page.keyboard.press('Escape');

	const alert = visit.page.getByRole('region', { name: 'The alert' });
	await alert.getByRole('button', { name: '69.143.202.28' }).focus();
	await visit.page.keyboard.press('x');
	await menu.getByRole('menuitem', { name: 'Find it in the list of alerts' }).click();
	const field = visit.page.getByLabel('Find an alert');
	expect(await field.inputValue()).toBe('69.143.202.28');
	expect(await field.evaluate((input) => input === document.activeElement)).toBe(true);
	expect(visit.offences).toEqual([]);
});

const sizes = [
	['1440 by 900', wide, 'wide'],
	['390 by 844', narrow, 'narrow']
] as const;

it.each(sizes)('at %s menu and rows keep nobody out', async (_, viewport, size) => {
	const visit = await Visit.fresh({ viewport, bypassCSP: true });
	await visit.open();
	await visit.settled();
	await atAddress(visit);
	await visit.page.keyboard.press('x');
	const sessions = visit.page.getByRole('menuitem', { name: /^sessions with .* \d/ });
	await sessions.waitFor();
	await inspect(visit, 'pivot-menu', size);
	await sessions.click();
	await visit.page
		.getByRole('dialog')
		.getByText(/^1 row/)
		.first()
		.waitFor();
	await visit.page.getByRole('dialog').getByRole('button', { name: 'SQL of' }).click();
	await inspect(visit, 'pivot-rows', size);
	await visit.leave();
});
