import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { incidentsFolder } from '../support/incident-files.ts';
import { useBrowser, Visit } from './support/visit.ts';

useBrowser();

const sources = join(incidentsFolder, 'block-listed-source/sources');
const fileOf = (name: string) => ({
	name,
	text: new Uint8Array(readFileSync(join(sources, name)))
});

const pasted = `Count:1 Event#1.78890 2007-01-15 03:17:36
BLEEDING-EDGE DROP Dshield Block Listed Source
203.113.188.203 -> 69.143.202.28
IPVer=4 hlen=5 tos=32 dlen=48 ID=39892 flags=2 offset=0 ttl=104 chksum=57066
Protocol: 6 sport=1272 -> dport=4899`;

async function sourceOf(visit: Visit, name: string, state: string) {
	const entry = visit.page.locator(`[data-source="${name}"][data-state="${state}"]`);
	await entry.waitFor();
	return entry;
}

it('dropped files get receipts, an alert is picked, and a row opens its very bytes', async () => {
	const visit = await Visit.fresh();
	await visit.open();
	await visit.verdicts();
	await visit.drop(['alert.sguil.txt', 'fw-1.log', 'conn.log'].map(fileOf));
	const entry = await sourceOf(visit, 'fw-1.log', 'read');
	await entry.getByRole('button', { name: /receipt/ }).click();
	const receipt = await entry.textContent();
	expect(receipt).toContain('SHA-256');
	expect(receipt).toContain('628 firewall + 0 rejects');
	expect(receipt).toContain('times without a year were given');
	await visit.picture('receipts');
	await visit.part('Investigation');
	// The year was not said, so the log of 2007 is read as a later one: no record is near the alert.
	const firewalls = visit.step('firewalls');
	await visit.verdicts();
	expect(await firewalls.getAttribute('data-outcome')).toBe('unknown');
	const sessions = visit.step('sessions-with-target');
	await sessions.getByRole('button', { name: /1 row/ }).click();
	await sessions.getByRole('gridcell', { name: '203.113.188.203' }).first().click();
	const drawer = visit.page.getByRole('dialog');
	await drawer.getByText('conn.log').waitFor();
	await expect.poll(() => drawer.textContent()).toContain('203.113.188.203');
	await visit.picture('bytes');
	expect(visit.offences).toEqual([]);
	await visit.leave();
});

it('pasted text is read as an alert, and both paths run on it', async () => {
	const visit = await Visit.fresh();
	await visit.open();
	await visit.verdicts();
	await visit.page.evaluate((text) => {
		const clipboardData = new DataTransfer();
		clipboardData.setData('text/plain', text);
		document.body.dispatchEvent(
			new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true })
		);
	}, pasted);
	await visit.page.locator('[data-source^="pasted-"][data-state="read"]').waitFor();
	await visit.part('Investigation');
	expect(await visit.verdicts()).toEqual({
		triage: 'insufficient data',
		'deep-dive': 'insufficient data'
	});
	expect(await visit.page.getByText('203.113.188.203:1272').first().isVisible()).toBe(true);
	expect(visit.offences).toEqual([]);
	await visit.leave();
});

it('what cannot be read is refused with a reason, what is cut keeps the rest, nothing is executed', async () => {
	const visit = await Visit.fresh();
	await visit.open();
	await visit.verdicts();
	const hostile =
		'<img src=x onerror="document.title=1">,=HYPERLINK("http://x","y"),<script>document.title=2</script>\n';
	const log = readFileSync(join(sources, 'access.log'));
	await visit.drop([
		{ name: 'empty.log', text: '' },
		{ name: 'noise.bin', text: Uint8Array.from({ length: 4096 }, (_, i) => (i * 7919) % 251) },
		{ name: 'hostile.csv', text: `a,b,c\n${hostile}${hostile}` },
		{ name: 'cut.log.gz', text: new Uint8Array(gzipSync(log)).slice(0, 9000) },
		{ name: '<b>name</b>.log', text: log.subarray(0, 3000) }
	]);
	expect(await (await sourceOf(visit, 'empty.log', 'refused')).textContent()).toContain(
		'the file is empty'
	);
	expect(await (await sourceOf(visit, 'noise.bin', 'refused')).textContent()).toContain(
		'binary content'
	);
	const cut = await sourceOf(visit, 'cut.log.gz', 'read');
	await cut.getByRole('button', { name: /receipt/ }).click();
	expect(await cut.textContent()).toMatch(/gzip.*(cut|damaged)/);
	await sourceOf(visit, '<b>name</b>.log', 'read');
	await sourceOf(visit, 'hostile.csv', 'read');
	await visit.page.getByRole('button', { name: /^hostile_csv/ }).click();
	await visit.page
		.getByRole('gridcell', { name: /onerror/ })
		.first()
		.waitFor();
	expect(await visit.page.title()).toBe('Lookdeeper');
	expect(visit.offences).toEqual([]);
	await visit.leave();
});

it('a source that is not recognised can be read as what the analyst says', async () => {
	const visit = await Visit.fresh();
	await visit.open();
	await visit.verdicts();
	await visit.drop([{ name: 'odd.txt', text: 'one two\nthree four\n' }]);
	const entry = await sourceOf(visit, 'odd.txt', 'refused');
	await entry
		.getByRole('button', { name: /lines|JSON/i })
		.first()
		.click();
	await sourceOf(visit, 'odd.txt', 'read');
	expect(visit.offences).toEqual([]);
	await visit.leave();
});
