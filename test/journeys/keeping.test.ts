import { expect, it } from 'vitest';
import { alertLine } from '../support/alert-line.ts';
import { useBrowser, Visit } from './support/visit.ts';

useBrowser();

it('dropped files, a parameter and the look-deeper file are there again after a reload', async () => {
	const visit = await Visit.fresh();
	await visit.open();
	await visit.verdicts();
	await visit.drop([{ name: 'mine.log', text: alertLine }]);
	await visit.page.locator('[data-source="mine.log"][data-state="read"]').waitFor();
	await visit.part('Investigation');
	await visit.page.getByLabel('Time around the alert').selectOption('30 minutes');
	await visit.verdicts();
	await visit.page.getByRole('button', { name: 'Look deeper' }).click();
	await visit.page.getByLabel('Why it is put off').fill('the whois is missing');
	await visit.page
		.getByLabel(/Wake it when/)
		.fill('SELECT 1 FROM alerts, alert WHERE alerts.src_ip = alert.src_ip');
	await visit.page.getByRole('button', { name: 'Put into the look-deeper file' }).click();
	await visit.page.getByRole('dialog').waitFor({ state: 'detached' });

	await visit.page.reload();
	await visit.verdicts();
	expect(await visit.page.getByLabel('Time around the alert').inputValue()).toBe('30 minutes');
	await visit.part('Deeper');
	await visit.page.getByText('the whois is missing').waitFor();
	await visit.page.getByText('awake: its condition holds').waitFor();
	expect(await visit.page.getByText('said then: insufficient data').count()).toBe(1);
	await visit.picture('look-deeper');
	await visit.part('Data');
	await visit.page.locator('[data-source="mine.log"][data-state="read"]').waitFor();
	expect(await visit.page.locator('[data-source]').count()).toBe(1);
	expect(visit.offences).toEqual([]);
	await visit.leave();
});

it('a database that is lost is noticed, said, started again, and the sources are read again', async () => {
	const visit = await Visit.fresh();
	await visit.page.addInitScript(() => {
		const Original = globalThis.Worker;
		const workers: Worker[] = [];
		Object.assign(globalThis, { workers });
		globalThis.Worker = class extends Original {
			constructor(...given: ConstructorParameters<typeof Worker>) {
				super(...given);
				workers.push(this);
			}
		};
	});
	await visit.open();
	await visit.verdicts();
	const killed = await visit.page.evaluate(() => {
		const { workers } = globalThis as unknown as { workers: Worker[] };
		for (const worker of workers) worker.terminate();
		return workers.length;
	});
	expect(killed).toBeGreaterThan(0);
	// Longer than a statement at work may leave the question for a sign of life open.
	await visit.page.getByText('the sources are read again').waitFor({ timeout: 60_000 });
	expect(await visit.verdicts()).toEqual({ triage: 'disregard', 'deep-dive': 'disregard' });
	await visit.leave();
});
