import { expect, it } from 'vitest';
import { useBrowser, Visit } from './support/visit.ts';

useBrowser();

/** What every part of the page says of times, for a person who goes through them all. */
async function timesOn(visit: Visit): Promise<Record<string, string>> {
	const seen: Record<string, string> = {};
	const see = async (name: string, selector: string) => {
		const found = visit.page.locator(selector).first();
		seen[name] = ((await found.textContent()) ?? '').replace(/\s+/g, ' ').trim();
	};
	await see('alert bar', '[aria-label="The alert"] .time');
	await visit.part('Data');
	await visit.page.getByRole('button', { name: 'receipt of conn.log' }).click();
	await see('receipt', '[data-source="conn.log"] .receipt dt:text-is("Time") + dd');
	await see('span of a table', 'main .table .span');
	await see('coverage, around the alert', 'main figure p .figures');
	await see('coverage, first tick', 'main figure .tick');
	await see('coverage, zone', 'main figure .zone');
	await see('coverage, a line in words', 'main figure g.line:has(.piece) title');
	await visit.part('Alerts');
	await see('head of a table', 'main [role=columnheader]');
	await see('first row', 'main [role=grid] [data-line] [role=gridcell]');
	await visit.page.locator('main [role=grid] [data-line] [role=gridcell]').first().focus();
	await see('value in focus', 'main .whole');
	await visit.part('Deeper');
	await see('look-deeper file', 'main li .figures');
	return seen;
}

const inUtc = {
	'alert bar': '2007-01-15 03:17:36 UTC',
	receipt: '2007-01-15 00:00:38 to 06:28:11 UTC',
	'span of a table': '2007-01-15 00:12:47 to 06:02:36 UTC',
	'coverage, around the alert': '2007-01-15 00:00:00 to 06:30:00 UTC',
	'coverage, first tick': '00:00',
	'coverage, zone': 'UTC',
	'head of a table': 'ts UTC',
	'first row': '2007-01-15 00:12:47',
	'value in focus': 'ts 2007-01-15 00:12:47.310552 UTC',
	'look-deeper file': '2007-01-15 03:17:36 UTC · 203.113.188.203:1272 → 69.143.202.28:4899'
};

const inKolkata = {
	'alert bar': '2007-01-15 08:47:36 +05:30',
	receipt: '2007-01-15 05:30:38 to 11:58:11 +05:30',
	'span of a table': '2007-01-15 05:42:47 to 11:32:36 +05:30',
	'coverage, around the alert': '2007-01-15 05:30:00 to 12:00:00 +05:30',
	'coverage, first tick': '06:00',
	'coverage, zone': 'Asia/Kolkata',
	'head of a table': 'ts Asia/Kolkata',
	'first row': '2007-01-15 +05:30 05:42:47',
	'value in focus': 'ts 2007-01-15 05:42:47.310552 +05:30 Asia/Kolkata',
	'look-deeper file': '2007-01-15 08:47:36 +05:30 · 203.113.188.203:1272 → 69.143.202.28:4899'
};

it('u shows every time in the zone of the machine, a reload keeps it, and checks stay in UTC', async () => {
	const visit = await Visit.fresh({ timezoneId: 'Asia/Kolkata' });
	await visit.open();
	await visit.verdicts();
	await visit.page.keyboard.press('l');
	await visit.page.getByLabel('Why it is put off').fill('the whois is missing');
	await visit.page.getByRole('button', { name: 'Put into the look-deeper file' }).click();
	await visit.page.getByRole('dialog').waitFor({ state: 'detached' });
	expect(await timesOn(visit)).toMatchObject(inUtc);

	await visit.part('Investigation');
	await visit.step('exposure').locator('[data-opens="sql"]').click();
	const answers = () => visit.page.locator('[data-path]').allTextContents();
	const before = await answers();
	await visit.page.keyboard.press('u');
	await visit.page.getByText('+05:30').first().waitFor();
	expect(await answers()).toEqual(before);
	expect(await timesOn(visit)).toMatchObject(inKolkata);

	await visit.page.reload();
	await visit.page.getByText('+05:30').first().waitFor();
	expect(await timesOn(visit)).toMatchObject(inKolkata);

	await visit.page.getByText('Checks and SQL stay in UTC.').first().waitFor();
	const choice = visit.page.getByRole('group', { name: 'Times in' });
	await choice.getByRole('button', { name: 'UTC' }).click();
	expect(await timesOn(visit)).toMatchObject(inUtc);
	await visit.page.keyboard.press('Control+k');
	await visit.page.getByLabel('Find a place, an alert').fill('show times in');
	await visit.page.getByRole('option', { name: 'Show times in Asia/Kolkata' }).click();
	expect(await timesOn(visit)).toMatchObject(inKolkata);
	expect(visit.offences).toEqual([]);
	await visit.leave();
});
