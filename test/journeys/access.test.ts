import { expect, it } from 'vitest';
import { inspect } from './support/inspect.ts';
import { narrow, useBrowser, Visit, wide } from './support/visit.ts';

useBrowser();

const sizes = [
	['1440 by 900', wide, 'wide'],
	['390 by 844', narrow, 'narrow']
] as const;

it.each(sizes)('at %s no part violates WCAG A or AA in either theme', async (_, viewport, size) => {
	const visit = await Visit.fresh({ viewport, bypassCSP: true });
	await visit.open('?incident=drifted-policy');
	await visit.settled();
	await inspect(visit, 'Investigation', size);
	for (const part of ['Data', 'Recipe', 'Alerts', 'Deeper', 'Trusts']) {
		if (viewport === narrow) await visit.page.getByRole('button', { name: 'Parts' }).click();
		await visit.part(part);
		await inspect(visit, part, size);
	}
	await visit.leave();
});

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
