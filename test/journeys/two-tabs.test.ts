import { expect, it } from 'vitest';
import { alertLine } from '../support/alert-line.ts';
import { inspect } from './support/inspect.ts';
import { keptRecords } from './support/kept-records.ts';
import { narrow, patient, useBrowser, Visit, wide } from './support/visit.ts';

useBrowser();

const mine = { name: 'mine.log', text: alertLine };
const more = { name: 'more.log', text: alertLine.replace('1024', '1025') };
const third = { name: 'third.log', text: alertLine.replace('1024', '1026') };

function source(visit: Visit, name: string) {
	return visit.page.locator(`[data-source="${name}"][data-state="read"]`);
}

const around = (visit: Visit) => visit.page.getByLabel('Time around the alert');
const category = (visit: Visit) => visit.page.getByLabel('Category of the alert');

it('of two tabs on one case one writes, and the other reads, sees at once what changes, and takes over', async () => {
	const writer = await Visit.fresh({ bypassCSP: true });
	await writer.open('?case=own');
	await writer.page.getByText('There is no data yet').waitFor();
	await writer.drop([mine]);
	await source(writer, 'mine.log').waitFor();
	await writer.part('Investigation');
	await writer.verdicts();
	await expect.poll(() => keptRecords(writer, 'sources'), patient).toHaveLength(1);

	const reader = await writer.another();
	await reader.open('?case=own');
	await reader.page.getByText('This case is open in another tab, which writes it').waitFor();
	await reader.verdicts();
	expect(await writer.page.getByText('Reading only.').count()).toBe(0);
	await inspect(reader, 'Reader', 'wide');
	await reader.page.setViewportSize(narrow);
	await inspect(reader, 'Reader', 'narrow');
	await reader.page.setViewportSize(wide);

	expect(await around(reader).isDisabled()).toBe(true);
	const step = reader.step('firewalls');
	await step.getByRole('button', { name: /^SQL/ }).click();
	expect(await step.getByRole('button', { name: 'Edit' }).isDisabled()).toBe(true);
	expect(await step.locator('[data-pins]').isDisabled()).toBe(true);
	await reader.page.getByLabel('The alert', { exact: true }).focus();
	await reader.page.keyboard.press('F1');
	await reader.page.getByText('Another tab writes this case').first().waitFor();
	expect(await category(writer).inputValue()).toBe('');
	await reader.page.keyboard.press('Control+z');
	await reader.page.getByText('Another tab writes this case').waitFor();
	await around(writer).selectOption('30 minutes');
	await expect.poll(() => around(reader).inputValue(), patient).toBe('30 minutes');
	await category(writer).selectOption('III');
	await expect.poll(() => category(reader).inputValue(), patient).toBe('III');
	await writer.drop([more]);
	await reader.part('Data');
	await source(reader, 'more.log').waitFor();
	await reader.page.getByRole('button', { name: /alerts 2 rows/ }).waitFor();
	await source(writer, 'mine.log').getByRole('button', { name: 'Take out' }).click();
	await source(reader, 'mine.log').waitFor({ state: 'detached' });
	await reader.part('Investigation');

	await reader.page.getByRole('button', { name: 'Take over' }).click();
	await writer.page.getByText('Reading only.').waitFor();
	await expect.poll(() => around(reader).isDisabled(), patient).toBe(false);
	await around(reader).selectOption('10 minutes');
	await writer.part('Investigation');
	await expect.poll(() => around(writer).inputValue(), patient).toBe('10 minutes');

	await reader.page.close();
	await writer.page.getByText('This tab writes the case now.').waitFor();
	await expect.poll(() => around(writer).isDisabled(), patient).toBe(false);
	expect([...writer.offences, ...reader.offences]).toEqual([]);
	await writer.leave();
});

it('files that are dropped into the tab that reads are taken there, and those at hand in the other are lost to nobody', async () => {
	const writer = await Visit.fresh();
	await writer.open('?case=own');
	await writer.page.getByText('There is no data yet').waitFor();
	const reader = await writer.another();
	await reader.open('?case=own');
	await reader.page.getByText('Reading only.').waitFor();
	await writer.drop([mine, { name: 'large.log', text: more.text, padding: 60_000_000 }]);
	await source(writer, 'mine.log').waitFor();
	await reader.drop([third]);
	for (const name of ['mine.log', 'large.log', 'third.log']) {
		await source(reader, name).waitFor();
		await source(writer, name).waitFor();
	}
	await writer.page.getByText('Reading only.').waitFor();
	await expect
		.poll(async () => (await keptRecords<{ name: string }>(reader, 'sources')).length, patient)
		.toBe(3);
	expect([...writer.offences, ...reader.offences]).toEqual([]);
	await writer.leave();
});

it('an entry that was taken out of the look-deeper file in one tab does not come back from another', async () => {
	const one = await Visit.fresh();
	await one.open();
	await one.verdicts();
	await one.page.keyboard.press('l');
	await one.page.getByLabel('Why it is put off').fill('the whois is missing');
	await one.page.getByLabel(/Wake it when/).fill('SELECT 1');
	await one.page.getByRole('button', { name: 'Put into the look-deeper file' }).click();
	const other = await one.another();
	await other.open('?incident=missing-logs');
	await other.verdicts();
	await other.part('Deeper');
	await other.page.getByText('the whois is missing').waitFor();
	await one.part('Deeper');
	await one.page.getByRole('button', { name: 'Take back' }).click();
	await other.page.getByText('Nothing is put off.').waitFor();
	await other.drop([mine]);
	await source(other, 'mine.log').waitFor();
	await other.part('Investigation');
	await other.verdicts();
	expect(await keptRecords(other, 'deeper')).toEqual([]);
	expect([...one.offences, ...other.offences]).toEqual([]);
	await one.leave();
});
