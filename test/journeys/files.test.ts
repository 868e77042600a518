import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
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

/** Three fields, quoted as a table program writes them. */
const hostile =
	'"<img src=x onerror=""document.title=1"">","=HYPERLINK(""http://x"",""y"")","<script>document.title=2</script>"\n';

async function sourceOf(visit: Visit, name: string, state: string) {
	const entry = visit.page.locator(`[data-source="${name}"][data-state="${state}"]`);
	await entry.waitFor();
	return entry;
}

const DAY = 86_400_000;

it('dropped while the database starts are named at once, wait for it and are read', async () => {
	const visit = await Visit.fresh();
	const { page } = visit;
	let start = () => undefined as void;
	const held = new Promise<void>((resolve) => (start = resolve));
	await page.route('**/*.wasm', async (route) => {
		await held;
		await route.continue();
	});
	await visit.open('?case=own');
	await page.getByText('There is no data yet').waitFor();
	await visit.drop([fileOf('fw-1.log')]);
	await page
		.getByText('1 file taken, to be read as soon as the database has started: fw-1.log.')
		.or(page.locator('[data-source="fw-1.log"][data-state="waiting"]'))
		.or(page.locator('[data-source="fw-1.log"][data-state="reading"]'))
		.first()
		.waitFor({ timeout: 1_000 });
	await visit.picture('taken-while-starting');
	start();
	await sourceOf(visit, 'fw-1.log', 'read');
	expect(visit.offences).toEqual([]);
	await visit.leave();
});

describe('dropped files', () => {
	let visit: Visit;
	beforeAll(async () => {
		visit = await Visit.fresh();
		await visit.open();
		await visit.verdicts();
		await visit.drop(['alert.sguil.txt', 'fw-1.log', 'conn.log'].map(fileOf));
		await visit.page
			.getByRole('listitem')
			.filter({ hasText: 'fast.log' })
			.waitFor({ state: 'detached' });
	});
	afterAll(() => visit.leave());

	it('get receipts that account for every record, and say what was assumed', async () => {
		const entry = await sourceOf(visit, 'fw-1.log', 'read');
		await entry.getByRole('button', { name: /receipt/ }).click();
		const receipt = (await entry.textContent())!.replace(/\s+/g, ' ');
		expect(receipt).toMatch(/SHA-256 ?[0-9a-f]{64}/);
		expect(receipt).toContain('628 = 628 firewall + 0 rejects');
		expect(receipt).toContain('times without a year were given');
		await visit.picture('receipts');
	});

	it('show all of their own columns once somebody asks for them', async () => {
		await visit.page.getByRole('button', { name: 'conn_log' }).click();
		await visit.page.getByRole('columnheader', { name: 'history' }).waitFor();
		await visit.page.getByRole('gridcell', { name: 'Sr' }).first().waitFor();
	});

	it('make an alert that both paths run on, and a row opens its very bytes', async () => {
		await sourceOf(visit, 'conn.log', 'read');
		await visit.part('Investigation');
		await visit.verdicts();
		// The year was not said, so the log of 2007 is read as a later one: no record is near the alert.
		const firewalls = visit.step('firewalls');
		expect(await firewalls.getAttribute('data-outcome')).toBe('unknown');
		await visit.part('Data');
		const entry = await sourceOf(visit, 'fw-1.log', 'read');
		await entry.getByRole('button', { name: /receipt/ }).click();
		await entry.getByLabel(/^Year/).fill('2007');
		await entry.getByRole('button', { name: 'Read again' }).click();
		await sourceOf(visit, 'fw-1.log', 'read');
		await visit.part('Investigation');
		await visit.verdicts();
		await expect.poll(() => firewalls.textContent()).toContain('2 firewall records of the two');
		const sessions = visit.step('answered');
		await sessions.getByRole('button', { name: /1 row/ }).click();
		await sessions.getByRole('gridcell', { name: '203.113.188.203' }).first().click();
		const drawer = visit.page.getByRole('complementary', { name: /^Row 1/ });
		await drawer.getByText('conn.log').waitFor();
		await expect.poll(() => drawer.textContent()).toContain('203.113.188.203');
		await visit.picture('bytes');
		await visit.page.keyboard.press('Escape');
	});

	it('that cannot be read are refused with a reason; what is cut keeps the rest; nothing is executed', async () => {
		const log = readFileSync(join(sources, 'access.log'));
		await visit.drop([
			{ name: 'empty.log', text: '' },
			{ name: 'noise.bin', text: Uint8Array.from({ length: 4096 }, (_, i) => (i * 7919) % 251) },
			{ name: 'hostile.csv', text: `a,b,c\n${hostile}${hostile}` },
			{ name: 'cut.log.gz', text: new Uint8Array(gzipSync(log)).slice(0, 3000) },
			{ name: '<b>name</b>.log', text: log.subarray(0, 3000) },
			{ name: 'odd.txt', text: 'one two\nthree four\n' }
		]);
		const empty = await sourceOf(visit, 'empty.log', 'refused');
		expect(await empty.textContent()).toContain('the file is empty');
		const noise = await sourceOf(visit, 'noise.bin', 'refused');
		expect(await noise.textContent()).toContain('binary content');
		await sourceOf(visit, 'hostile.csv', 'read');
		const cut = await sourceOf(visit, 'cut.log.gz', 'read');
		await cut.getByRole('button', { name: /receipt/ }).click();
		expect(await cut.textContent()).toMatch(/gzip.*(cut|damaged)/);
		await sourceOf(visit, '<b>name</b>.log', 'read');
		await sourceOf(visit, 'odd.txt', 'refused');
		await visit.page.getByRole('button', { name: 'hostile_csv' }).click();
		await visit.page
			.getByRole('gridcell', { name: /onerror/ })
			.first()
			.waitFor();
		await visit.picture('hostile');
		expect(await visit.page.title()).toMatch(/^Own case · (.* · )?Lookdeeper$/);
	});

	it('of columns that nobody knows become event rows by a mapping, and the next such file by itself', async () => {
		const text = 'moment,a,b,verdict\n2007-01-15 03:17:36,203.0.113.9,192.0.2.28,blocked\n';
		await visit.drop([{ name: 'vendor.csv', text }]);
		const entry = await sourceOf(visit, 'vendor.csv', 'read');
		await entry.getByRole('button', { name: /Map columns/ }).click();
		const dialog = visit.page.getByRole('dialog');
		await dialog.getByLabel('The records are').selectOption('firewall');
		await dialog.getByLabel('dst_ip').selectOption('b');
		await dialog.getByRole('gridcell', { name: 'deny' }).waitFor();
		await visit.picture('mapping');
		await dialog.getByRole('button', { name: 'Read as firewall' }).click();
		await visit.drop([{ name: 'vendor-2.csv', text: text + text.split('\n')[1] + '\n' }]);
		const next = await sourceOf(visit, 'vendor-2.csv', 'read');
		await next.getByRole('button', { name: /receipt/ }).click();
		await next.getByText('2 firewall').waitFor();
		await next.getByText(/read as firewall by a mapping: ts from moment/).waitFor();
	});

	it('that are not recognised can be read as what the analyst says', async () => {
		const entry = await sourceOf(visit, 'odd.txt', 'refused');
		await entry
			.getByRole('button', { name: /lines|JSON/i })
			.first()
			.click();
		await sourceOf(visit, 'odd.txt', 'read');
		expect(visit.offences).toEqual([]);
	});
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

/** Lines of the combined log format that do not compress well, each sixth one cut. */
function webLog(lines: number): string {
	const digits = (line: number) =>
		createHash('sha256').update(String(line)).digest('hex').slice(0, 48);
	const line = (number: number) =>
		`192.0.2.${number % 250} - - [15/Jan/2007:03:${String(number % 60).padStart(2, '0')}:00 +0000] ` +
		`"GET /${digits(number)} HTTP/1.1" 200 ${number} "-" "${digits(number + lines)}"\n`;
	const written = (number: number) =>
		number % 6 === 0 ? `${line(number).slice(0, 40)}\n` : line(number);
	return Array.from({ length: lines }, (_, before) => written(before + 1)).join('');
}

it('a large file is read in parts, and its gzip too: both come to the same', async () => {
	const visit = await Visit.fresh();
	await visit.open();
	await visit.verdicts();
	await visit.part('Data');
	const text = Buffer.from(webLog(30_000));
	const packed = gzipSync(text);
	// Smaller ones are read by one thread.
	expect(Math.min(text.length / 4, packed.length)).toBeGreaterThan(1024 * 1024);
	const chooser = visit.page.waitForEvent('filechooser');
	await visit.page.getByRole('button', { name: 'Add files' }).click();
	const mimeType = 'text/plain';
	await (
		await chooser
	).setFiles([
		{ name: 'large.log', mimeType, buffer: text },
		{ name: 'large.log.gz', mimeType, buffer: packed }
	]);
	for (const name of ['large.log', 'large.log.gz']) {
		const entry = await sourceOf(visit, name, 'read');
		await entry.getByRole('button', { name: /receipt/ }).click();
		const receipt = (await entry.textContent())!.replace(/\s+/g, ' ');
		expect(receipt).toContain('30,000 = 25,000 web + 5,000 rejects');
		const rejects = visit.page.getByRole('grid', { name: `Rejects of ${name}`, exact: true });
		const first = rejects.getByRole('gridcell').first();
		expect(await first.textContent()).toBe('6');
		await first.click();
		await visit.page.keyboard.press('Escape');
		await visit.page.keyboard.press('Control+End');
		await rejects.getByRole('gridcell', { name: '30000', exact: true }).waitFor();
	}
	await visit.leave();
});

it('a large log without years that runs past its own date is in the database once, of the year before', async () => {
	const begin = Date.UTC(new Date().getUTCFullYear() - 1, new Date().getUTCMonth(), 1) - 20 * DAY;
	const count = 40_000;
	const at = (line: number) => new Date(begin + line * ((70 * DAY) / count));
	// `Fri, 01 Mar 2024 …` has the month behind the day.
	const stamp = (date: Date) =>
		`${date.toUTCString().slice(8, 11)} ${date.toUTCString().slice(5, 7)}`;
	const lines = Array.from({ length: count }, (_, i) => {
		const date = at(i);
		const day = `${stamp(date)} ${date.toISOString().slice(11, 19)}`;
		return `${day} host1 sshd[${i}]: Failed password for root from 198.51.100.9 port 4022 ssh2\n`;
	});
	const visit = await Visit.fresh();
	await visit.open();
	await visit.part('Data');
	const chooser = visit.page.waitForEvent('filechooser');
	await visit.page.getByRole('button', { name: 'Add files' }).click();
	const buffer = Buffer.from(lines.join(''));
	await (await chooser).setFiles([{ name: 'auth.log', mimeType: 'text/plain', buffer }]);
	await sourceOf(visit, 'auth.log', 'read');
	const day = (date: Date) => date.toISOString().slice(0, 10);
	await visit.page.getByText(`${day(at(0))} 00:00:00 to ${day(at(count - 1))}`).waitFor();
	await visit.page.getByText('40,000 rows', { exact: true }).waitFor();
	await visit.leave();
});
