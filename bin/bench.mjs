// What the page costs in a real browser on this machine: one JSON object on stdout. Figures of two machines
// cannot be compared; `machine.loop_ms` says how fast this one was while it was measured.
import { cpus } from 'node:os';
import process from 'node:process';
import { chromium } from 'playwright-core';
import { ensureBrowser } from './browser.mjs';
import { buildPage, page as root } from './build.mjs';
import { installPackages } from './install.mjs';
import { policyOf } from './policy.mjs';
import { serve } from './serve.mjs';

const VISITS = 5;
const PATIENCE = 120_000;

/** Milliseconds of a fixed piece of work: what a single core did at the time. */
function loop() {
	const began = performance.now();
	let sum = 0;
	for (let i = 0; i < 2e8; i++) sum += i & 7;
	return sum === 0 ? Number.NaN : performance.now() - began;
}

function spread(values) {
	const sorted = values.map((value) => Math.round(value)).sort((a, b) => a - b);
	return { median: sorted[sorted.length >> 1], min: sorted[0], max: sorted.at(-1) };
}

/** One visit with an empty profile: from navigation to the first and to both verdicts, and two runs. */
async function visit(browser, url) {
	const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
	const page = await context.newPage();
	page.setDefaultTimeout(PATIENCE);
	const transferred = await countBytes(page, context);
	await page.goto(url);
	const first = await verdictAfter(page, 'triage');
	const both = await verdictAfter(page, 'deep-dive');
	await page.locator('[data-run="done"]').waitFor({ state: 'attached' });
	const bytes = transferred();
	const warm = await runs(page);
	await context.close();
	return { first, both, bytes, warm };
}

async function countBytes(page, context) {
	const session = await context.newCDPSession(page);
	await session.send('Network.enable');
	let bytes = 0;
	session.on('Network.loadingFinished', ({ encodedDataLength }) => (bytes += encodedDataLength));
	page.on('response', async (response) => {
		if (!response.url().endsWith('.wasm')) return;
		const length = await response.headerValue('content-length');
		bytes += Number(length ?? 0);
	});
	return () => bytes;
}

/** Milliseconds since navigation at which a path has a verdict. */
async function verdictAfter(page, path) {
	await page
		.locator(`[data-path="${path}"] [data-verdict]:not([data-verdict=""])`)
		.first()
		.waitFor({ state: 'attached' });
	return page.evaluate(() => performance.now());
}

/** Milliseconds of both paths over one alert, for alerts picked one after the other once all is loaded. */
async function runs(page) {
	const measured = () =>
		page.evaluate(() =>
			performance.getEntriesByName('lookdeeper run').map(({ duration }) => duration)
		);
	const before = (await measured()).length;
	for (let row = 0; row < 8; row++) {
		await page.getByRole('navigation').getByRole('button', { name: 'Alerts' }).click();
		const cells = page.getByRole('grid', { name: 'Alerts' }).getByRole('row');
		await cells
			.nth(2 + row)
			.getByRole('gridcell')
			.first()
			.click();
		await page.waitForFunction(
			(count) => performance.getEntriesByName('lookdeeper run').length >= count,
			before + row + 1
		);
	}
	return (await measured()).slice(before);
}

process.chdir(new URL('..', import.meta.url).pathname);
installPackages();
const executablePath = ensureBrowser();
if (executablePath === null || !buildPage()) process.exit(1);
const server = await serve({ root, policy: policyOf(root) });
const browser = await chromium.launch({
	executablePath,
	args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking']
});
const loops = [loop()];
await visit(browser, server.url);
const visits = [];
for (let count = 0; count < VISITS; count++) {
	visits.push(await visit(browser, server.url));
	loops.push(loop());
}
const version = browser.version();
await browser.close();
await server.close();
const report = {
	machine: {
		cores: cpus().length,
		node: process.version,
		browser: version,
		loop_ms: spread(loops)
	},
	visits: VISITS,
	first_verdict_ms: spread(visits.map(({ first }) => first)),
	both_verdicts_ms: spread(visits.map(({ both }) => both)),
	bytes_transferred: visits[0].bytes,
	first_run_after_loading_ms: spread(visits.map(({ warm }) => warm[0])),
	eighth_run_ms: spread(visits.map(({ warm }) => warm.at(-1)))
};
process.stdout.write(`${JSON.stringify(report, null, '\t')}\n`);
