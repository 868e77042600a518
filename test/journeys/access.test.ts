import { expect, it } from 'vitest';
import { inspectParts } from './support/inspect.ts';
import { useBrowser, Visit, wide } from './support/visit.ts';

useBrowser();

it('at 1440 by 900 no part violates WCAG A or AA in either theme', () =>
	inspectParts(wide, 'wide'));

it('the keyboard alone steps through a lane, opens SQL, and puts the alert off', async () => {
	const visit = await Visit.fresh();
	await visit.open();
	await visit.verdicts();
	await visit.page.keyboard.press('t');
	await visit.page.keyboard.press('j');
	const focused = () =>
		visit.page.evaluate(() =>
			document.activeElement?.closest('[data-cell]')?.getAttribute('data-cell')
		);
	expect(await focused()).toBe('firewalls');
	await visit.page.keyboard.press('k');
	expect(await focused()).toBe('exposure');
	await visit.page.keyboard.press('s');
	await visit.step('exposure').getByText('policy_action').first().waitFor();
	await visit.page.keyboard.press('l');
	await visit.page.getByRole('dialog', { name: 'Look deeper later' }).waitFor();
	await visit.page.keyboard.press('Escape');
	await visit.page.keyboard.press('?');
	await visit.page.getByRole('dialog').waitFor();
	expect(visit.offences).toEqual([]);
	await visit.leave();
});
