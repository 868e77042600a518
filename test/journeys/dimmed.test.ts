import { expect, it } from 'vitest';
import { inspect } from './support/inspect.ts';
import { narrow, patient, useBrowser, Visit } from './support/visit.ts';

useBrowser();

it('what is dimmed, failed or cancelled can be read as well, at both sizes and in either theme', async () => {
	const visit = await Visit.fresh({ bypassCSP: true });
	await visit.open();
	await visit.settled();
	const answer = async (cell: string, sql: string, state: string) => {
		const step = visit.step(cell);
		await step.getByRole('button', { name: /^SQL/ }).click();
		await step.getByRole('button', { name: /edit/i }).click();
		await step.locator('.cm-content').fill(sql);
		await visit.page.keyboard.press('Control+Enter');
		await expect.poll(() => step.getAttribute('data-state'), patient).toBe(state);
	};
	await answer('firewalls', 'SELECT lenght(rule) FROM firewall', 'failed');
	await visit.page.getByText('no function lenght').waitFor();
	expect(await visit.page.getByText('no function lenght').count()).toBe(1);
	await answer(
		'web-log',
		"SELECT 'clear' AS outcome, sum(a.range + b.range)::VARCHAR AS because FROM range(3000000) AS a, range(30000) AS b",
		'running'
	);
	await visit.page.getByRole('heading', { level: 1 }).click();
	await visit.page.keyboard.press('.');
	await expect
		.poll(() => visit.step('web-log').getAttribute('data-state'), patient)
		.toBe('cancelled');
	await visit.page.locator('.comparison [data-earlier]').waitFor();
	await inspect(visit, 'Dimmed', 'wide');
	await visit.page.setViewportSize(narrow);
	await inspect(visit, 'Dimmed', 'narrow');
	await visit.leave();
});
