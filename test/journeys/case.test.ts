import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { alertLine } from '../support/alert-line.ts';
import { inspect } from './support/inspect.ts';
import { narrow, patient, useBrowser, Visit, wide } from './support/visit.ts';

useBrowser();

/** The notes on evidence that the browser keeps. */
function keptNotes(page: Page): Promise<string[]> {
	return page.evaluate(async () => {
		const done = <T>(request: IDBRequest<T>) =>
			new Promise<T>((resolve, reject) => {
				request.onsuccess = () => resolve(request.result);
				request.onerror = () => reject(request.error!);
			});
		const database = await done(indexedDB.open('lookdeeper'));
		const pins = await done<{ note: string }[]>(
			database.transaction('pins').objectStore('pins').getAll()
		);
		database.close();
		return pins.map(({ note }) => note);
	});
}

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
	await expect.poll(outcome, patient).toBe('concern');
	await step.focus();

	await page.keyboard.press('Control+z');
	await page.getByText(/^The SQL of “.*” is as it was before the edit\.$/).waitFor();
	await expect.poll(outcome, patient).toBe('clear');
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

it('Sguil’s keys give the focused alert a category, which is there after a reload and taken off by the same key', async () => {
	const visit = await Visit.fresh();
	await visit.open();
	await visit.verdicts();
	const { page } = visit;
	const choice = page.getByLabel('Category of the alert');
	await page.keyboard.press('F6');
	expect(await choice.inputValue()).toBe('');
	await page.keyboard.press('g');
	await page.keyboard.press('F6');
	await page.getByText('The alert is in category VI: reconnaissance, probes or scans.').waitFor();
	await page.keyboard.press('l');
	await page.getByLabel('Why it is put off').fill('later');
	await page.getByRole('button', { name: 'Put into the look-deeper file' }).click();
	await page.locator('nav button', { hasText: 'Deeper' }).getByText('1', { exact: true }).waitFor();

	await page.reload();
	await visit.verdicts();
	expect(await choice.inputValue()).toBe('VI');
	await visit.part('Deeper');
	await page.getByText('Its category was VI: reconnaissance, probes or scans.').waitFor();
	await visit.part('Alerts');
	await page.getByRole('gridcell', { name: 'VI', exact: true }).waitFor();
	await visit.picture('alerts-with-category');
	await page.getByRole('gridcell', { name: 'MS-SQL' }).first().click();
	await expect.poll(() => choice.inputValue()).toBe('');
	await choice.selectOption('escalated');
	await choice.focus();
	await page.keyboard.press('F9');
	expect(await choice.inputValue()).toBe('');
	await page.keyboard.press('Control+z');
	await page.getByText('The alert is escalated again.').waitFor();
	expect(await choice.inputValue()).toBe('escalated');

	const own = await visit.another();
	await own.open('?incident=drifted-policy');
	await own.verdicts();
	expect(await own.page.getByLabel('Category of the alert').inputValue()).toBe('');
	expect([...visit.offences, ...own.offences]).toEqual([]);
	await visit.leave();
});

/** What an earlier edition of the page kept, whose database had four places. */
async function keepAsVersionOne(alert: string): Promise<void> {
	const opened = indexedDB.open('lookdeeper', 1);
	opened.onupgradeneeded = () => {
		const db = opened.result;
		db.createObjectStore('sources', { keyPath: 'key' });
		db.createObjectStore('investigations', { keyPath: 'workspace' });
		db.createObjectStore('deeper', { keyPath: 'id' });
		db.createObjectStore('settings');
	};
	const db = await new Promise<IDBDatabase>((resolve) => {
		opened.onsuccess = () => resolve(opened.result);
	});
	const all = db.transaction(['sources', 'deeper', 'settings'], 'readwrite');
	const settings = { as: null, zone: 'UTC', year: null, host: null, native: false };
	all.objectStore('sources').put({
		key: 'kept',
		order: 0,
		name: 'kept.log',
		modified: null,
		blob: new Blob([alert]),
		settings: { ...settings, mapping: null },
		receipt: null,
		view: null
	});
	all.objectStore('deeper').put({
		id: 'put-off',
		at: '2026-01-01T00:00:00.000Z',
		reason: 'kept by an older edition',
		alert: {
			alert_id: 'x-1',
			ts: null,
			signature: 'An old alert',
			src_ip: '192.0.2.1',
			src_port: 1,
			dst_ip: '192.0.2.2',
			dst_port: 2
		},
		verdicts: {},
		wake: null,
		awake: false,
		wakeFailure: null
	});
	all.objectStore('settings').put('own', 'workspace');
	await new Promise((resolve) => {
		all.oncomplete = resolve;
	});
	db.close();
}

it('what an older edition kept is there, and takes categories', async () => {
	const visit = await Visit.fresh();
	await visit.page.route('**/older.html', (route) =>
		route.fulfill({ contentType: 'text/html', body: '<title>older</title>' })
	);
	await visit.open('older.html');
	await visit.page.evaluate(keepAsVersionOne, alertLine);
	await visit.open();
	await visit.verdicts();
	const choice = visit.page.getByLabel('Category of the alert');
	await choice.selectOption('III');
	await visit.page.getByText('The alert is in category III').waitFor();
	await visit.page.reload();
	await visit.verdicts();
	expect(await choice.inputValue()).toBe('III');
	await visit.part('Data');
	await visit.page.locator('[data-source="kept.log"][data-state="read"]').waitFor();
	await visit.part('Deeper');
	await visit.page.getByText('kept by an older edition').waitFor();
	expect(visit.offences).toEqual([]);
	await visit.leave();
});

it('an older edition in another tab keeps nobody waiting', async () => {
	const visit = await Visit.fresh();
	await visit.page.route('**/older.html', (route) =>
		route.fulfill({ contentType: 'text/html', body: '<title>older</title>' })
	);
	await visit.open('older.html');
	await visit.page.evaluate(() => void indexedDB.open('lookdeeper', 1));
	const other = await visit.another();
	await other.open();
	await other.page.getByText('an older edition of this page is open in another tab').waitFor();
	expect(await other.verdicts()).toEqual({ triage: 'disregard', 'deep-dive': 'disregard' });
	await visit.leave();
});

it('a category, an answer and a row are pinned by keys, there after a reload, and the last is taken back', async () => {
	const visit = await Visit.fresh({ bypassCSP: true });
	await visit.open();
	await visit.verdicts();
	const { page } = visit;
	const pins = page.locator('[data-pin]');
	await page.getByText('No evidence is pinned.').waitFor();
	await page.locator('[data-alert-bar]').focus();
	await page.keyboard.press('F6');
	await page.keyboard.press('t');
	await page.keyboard.press('j');
	await page.keyboard.press('e');
	await page.getByText('Pinned: the answer to “What did the firewalls log').waitFor();
	const step = visit.step('firewalls');
	expect(await step.getByRole('button', { name: /^Pinned/ }).count()).toBe(1);
	await page.keyboard.press('Enter');
	await step.getByRole('gridcell').nth(1).waitFor();
	await step.locator('[data-line] > [role=gridcell]').first().focus();
	await page.keyboard.press('e');
	await page.getByText(/^Pinned: record \d+ behind “What did the firewalls log/).waitFor();
	await page.keyboard.press('Enter');
	const drawer = page.getByRole('complementary', { name: /^Row 1 of/ });
	await drawer.getByRole('button', { name: 'Pinned as evidence', pressed: true }).waitFor();
	await page.keyboard.press('e');
	await drawer.getByRole('button', { name: 'Pin as evidence', pressed: false }).waitFor();
	await page.keyboard.press('e');
	await drawer.getByRole('button', { name: 'Pinned as evidence', pressed: true }).waitFor();
	await page.keyboard.press('Escape');
	await page
		.getByLabel(/^Note on/)
		.last()
		.fill('denied by the border');
	await page.keyboard.press('Enter');
	await expect.poll(() => keptNotes(page)).toContain('denied by the border');

	await page.reload();
	await visit.verdicts();
	expect(await page.getByLabel('Category of the alert').inputValue()).toBe('VI');
	expect(await pins.count()).toBe(2);
	expect(
		await page
			.getByLabel(/^Note on/)
			.last()
			.inputValue()
	).toBe('denied by the border');
	expect(await page.locator('[data-evidence] .standing').count()).toBe(0);
	await pins.first().getByText('What it stands on').click();
	expect(await pins.first().textContent()).toMatch(/SHA-256 [0-9a-f]{64}/);
	expect(await pins.first().textContent()).toContain('FROM firewall');
	await inspect(visit, 'Evidence', 'wide');
	await page.setViewportSize(narrow);
	await inspect(visit, 'Evidence', 'narrow');
	await page.setViewportSize(wide);

	await pins
		.last()
		.getByRole('button', { name: /^Bytes/ })
		.click();
	// A pin stands in no table: its row is shown by itself.
	await page.getByRole('dialog').getByText('SRC=203.113.188.203').first().waitFor();
	await page.keyboard.press('Escape');
	await pins.first().getByRole('button', { name: 'What did the firewalls log' }).first().click();
	await page.locator('[data-cell="firewalls"]:focus').waitFor();
	await page.keyboard.press('j');
	await page.keyboard.press('e');
	expect(await pins.count()).toBe(3);
	await page.keyboard.press('Control+z');
	await page.getByText('Unpinned again: the answer to “Is the web log').waitFor();
	expect(await pins.count()).toBe(2);

	// What is pinned stays as it was, and says in what the answer is another now.
	await page.getByLabel('Time around the alert').selectOption('10 minutes');
	await visit.verdicts();
	await page.getByText('window was 1 hour, and is 10 minutes now.').waitFor();
	expect(visit.offences).toEqual([]);
	await visit.leave();
});
