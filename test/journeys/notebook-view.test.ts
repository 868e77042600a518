import { afterAll, beforeAll, expect, it } from 'vitest';
import { inspect } from './support/inspect.ts';
import { PATIENCE, useBrowser, Visit, wide } from './support/visit.ts';

useBrowser();

let visit: Visit;
beforeAll(async () => {
	const permissions = ['clipboard-read', 'clipboard-write'];
	visit = await Visit.fresh({ viewport: wide, bypassCSP: true, permissions });
	await visit.open();
	await visit.verdicts();
});
afterAll(() => visit.leave());

const patient = { timeout: PATIENCE };

/** Presses keys, one after the other, and nothing else. */
async function keys(...pressed: string[]): Promise<void> {
	for (const key of pressed) await visit.page.keyboard.press(key);
}

/** What stands in the notebook, in its order. */
function parts(): Promise<(string | null)[]> {
	return visit.page
		.locator('[data-item-at]')
		.evaluateAll((all) => all.map((each) => each.getAttribute('aria-label')));
}

function focused(): Promise<string | null> {
	return visit.page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? null);
}

/** Goes to the item of the open menu that begins with a word, and takes it. */
async function choose(word: string, { page }: Visit = visit): Promise<void> {
	await page.getByRole('menu').waitFor();
	const items = await page.getByRole('menuitem').allTextContents();
	const at = items.findIndex((text) => text.trim().startsWith(word));
	expect(at).toBeGreaterThanOrEqual(0);
	for (const key of ['Home', ...Array<string>(at).fill('ArrowDown'), 'Enter'])
		await page.keyboard.press(key);
}

const sessions = `${JSON.stringify({
	_path: 'conn',
	ts: '2024-03-05T15:15:10.000000Z',
	uid: 'CExample1',
	'id.orig_h': '192.0.2.20',
	'id.orig_p': 50022,
	'id.resp_h': '198.51.100.7',
	'id.resp_p': 443,
	proto: 'tcp',
	conn_state: 'SF'
})}\n`;

const begun = ['What the recipe is: New recipe', 'Prose: Who spoke with whom?', 'Table speakers'];
const whole = [...begun, 'Check check_1', 'Verdict verdict_1'];

it('a recipe of three cells with a check on a path comes of nothing, by keyboard alone', async () => {
	const { page } = visit;
	await keys('Control+k');
	await page.keyboard.type('Begin a new recipe');
	await keys('Enter');
	await expect.poll(parts, patient).toEqual(begun);
	await expect.poll(focused, patient).toBe(begun[0]);
	await page.getByRole('grid', { name: 'Rows of speakers' }).waitFor();

	await keys('j', 'j', 'b');
	await choose('Check');
	await expect.poll(parts, patient).toEqual([...begun, 'Check check_1']);
	await page.locator('[data-editor] [contenteditable=true]').waitFor();
	await expect.poll(focused, patient).toBe('SQL of check_1');
	await keys('Control+a');
	await page.keyboard.insertText(
		"SELECT 'concern' AS outcome, counted(count(*), 'pair') || ' spoke' AS because FROM speakers"
	);
	await keys('Escape');
	await expect.poll(focused, patient).toBe('Check check_1');

	await keys('p', 'Tab', 'Tab');
	await expect.poll(focused, patient).toBe('A new path');
	await page.keyboard.type('triage');
	await keys('Enter');
	await page.getByRole('checkbox', { name: 'triage' }).waitFor();
	await keys('Escape');
	await expect.poll(focused, patient).toBe('Check check_1');

	await keys('b');
	await choose('Verdict');
	await expect.poll(parts, patient).toEqual(whole);
	await page.locator('[data-editor] [contenteditable=true]').waitFor();
	await keys('Escape');
});

it('its cells run where they stand, and the same cells are a path of the investigation', async () => {
	const { page } = visit;
	const check = page
		.locator('[data-item-at] [data-outcome], [data-cell="check_1"] .outcome')
		.first();
	await check.waitFor();
	await expect
		.poll(() => page.locator('[data-cell="check_1"]').textContent(), patient)
		.toMatch(/concern.*\d pairs? spoke/s);
	await page.locator('[data-cell="verdict_1"] [data-verdict="suspicious"]').waitFor();
	await visit.picture('notebook-view');
	await visit.part('Investigation');
	await page.locator('[data-path="triage"] [data-cell="check_1"]').waitFor();
	await visit.part('Notebook');
	await expect.poll(focused, patient).toBe('Verdict verdict_1');
});

it('an editor with its form violates nothing of WCAG A and AA in either theme', async () => {
	const { page } = visit;
	await keys('k', 'Enter');
	await page.getByRole('group', { name: 'Attributes of check_1' }).waitFor();
	await inspect(visit, 'Notebook edited', 'wide');
	await page.locator('[data-editor] [contenteditable=true]').focus();
	await keys('Escape', 'j');
	await expect.poll(focused, patient).toBe('Verdict verdict_1');
});

it('is taken back step by step to what it began with, and done again to the same bytes', async () => {
	const { page } = visit;
	const file = () => page.evaluate(() => document.querySelector('.cm-content')?.textContent ?? '');
	const read = async () => {
		await keys('v');
		await page.locator('[data-editor] .cm-content').waitFor();
		const text = await file();
		await keys('Escape');
		await page.locator('[data-item-at="0"]').waitFor();
		return text;
	};
	const before = await read();
	expect(before).toContain('check=check_1 path=triage');
	for (let steps = 0; (await parts()).length > begun.length; steps++) {
		expect(steps).toBeLessThan(6);
		const count = await page.getByRole('status').count();
		expect(count).toBeGreaterThan(0);
		await keys('Control+z');
		await page.waitForTimeout(200);
	}
	expect(await parts()).toEqual(begun);
	for (let steps = 0; steps < 6; steps++) {
		await keys('Control+Shift+z');
		await page.waitForTimeout(200);
	}
	await expect.poll(parts, patient).toEqual(whole);
	expect(await read()).toBe(before);
});

it('the text of the whole file is one key away, and what is wrong there is underlined and said', async () => {
	const { page } = visit;
	await keys('v');
	await page.locator('[data-editor] .cm-content').waitFor();
	await keys('Control+End');
	await page.keyboard.insertText('\n```sql {cheque=no}\nSELECT 1\n```\n');
	await page.getByText(/line \d+: unknown cell kind: cheque/).waitFor();
	await page.locator('.cm-wrong').first().waitFor();
	await inspect(visit, 'Notebook as text', 'wide');
	await keys('Escape');
	await page.getByText('Not read:').waitFor();
	await keys('Control+z');
	await expect.poll(parts, patient).toEqual(whole);
	expect(visit.offences).toEqual([]);
});

/** Puts a cell in below what is at hand, writes its statement and leaves it. */
async function putIn(kind: string, sql: string | null = null): Promise<void> {
	await keys('b');
	await choose(kind);
	await visit.page.locator('[data-editor] [contenteditable=true]').waitFor();
	if (sql !== null) {
		await keys('Control+a');
		await visit.page.keyboard.insertText(sql);
	}
	await keys('Escape');
}

it('grows to six cells on two paths with a chart, by keyboard alone, and goes by a link that carries no data', async () => {
	const { page } = visit;
	await keys(...whole.map(() => 'j'));
	await expect.poll(focused, patient).toBe('Verdict verdict_1');
	await putIn('Chart', 'SELECT dst_ip, sessions FROM speakers');
	await expect.poll(focused, patient).toBe('Chart chart_1');
	await putIn(
		'Check',
		"SELECT 'clear' AS outcome, counted(count(*), 'pair') || ' in all' AS because FROM speakers"
	);
	// Past the id, and the path that there is.
	await keys('p', 'Tab', 'Tab', 'Tab');
	await expect.poll(focused, patient).toBe('A new path');
	await page.keyboard.type('deep-dive');
	await keys('Enter');
	await page.getByRole('checkbox', { name: 'deep-dive' }).waitFor();
	await keys('Escape');
	await putIn('Verdict');
	const six = [...whole, 'Chart chart_1', 'Check check_2', 'Verdict verdict_2'];
	await expect.poll(parts, patient).toEqual(six);

	await keys('Control+k');
	await page.keyboard.type('Copy a link to the recipe');
	await keys('Enter');
	await page.getByText('link of the recipe is copied').waitFor();
	const link = await page.evaluate(() => navigator.clipboard.readText());
	expect(link).not.toContain('203.113.188.203');
	expect(visit.offences).toEqual([]);

	const reader = await Visit.fresh();
	await reader.open(link.slice(link.indexOf('/', 8) + 1));
	await reader.page.getByText('A recipe came with the link. It has not run').waitFor();
	expect(await reader.page.locator('[data-path] [data-verdict]').count()).toBe(0);
	const run = reader.page.getByRole('button', { name: 'Run this recipe' }).first();
	for (let tabs = 0; !(await run.evaluate((it) => it === document.activeElement)); tabs++) {
		expect(tabs).toBeLessThan(40);
		await reader.page.keyboard.press('Tab');
	}
	await reader.page.keyboard.press('Enter');
	await reader.page.locator('[data-path="deep-dive"] [data-cell="check_2"]').waitFor();
	await expect
		.poll(() => reader.verdicts(), patient)
		.toEqual({
			triage: 'suspicious',
			'deep-dive': 'disregard'
		});
	await reader.page.locator('[data-cell="chart_1"] svg svg').waitFor();
	await reader.picture('recipe-by-link');
	expect(new URL(reader.page.url()).hash).toBe('');
	expect(reader.offences).toEqual([]);
	await reader.leave();
});

it('data without an alert is no dead end: what reads none is asked over all of it, the rest says what it waits for', async () => {
	const own = await Visit.fresh();
	await own.open('?case=own');
	await own.page.getByText('There is no data yet').waitFor();
	await own.drop([{ name: 'conn.json', text: sessions }]);
	await own.part('Data');
	await own.page.locator('[data-source="conn.json"][data-state="read"]').waitFor();
	await own.part('Notebook');
	await own.page.getByRole('button', { name: 'New recipe' }).click();
	const table = own.page.getByRole('grid', { name: 'Rows of speakers' });
	await table.getByText('198.51.100.7').first().waitFor();
	await own.page.locator('[data-item-at="2"]').focus();
	await own.page.keyboard.press('b');
	await choose('Check', own);
	await own.page
		.locator('[data-cell="check_1"]')
		.getByText('it reads the row alert, and no alert is at hand')
		.waitFor();
	await own.page.getByText('No alert is at hand: cells').waitFor();
	await own.picture('notebook-no-alert');
	await own.leave();
});
