import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { page as root } from '../../build.mjs';
import { scriptsOfPage } from '../../page-scripts.mjs';

/**
 * Scripts that the main thread needs before files can be dropped: kilobytes after gzip, and how many they are. Workers
 * and the engine are apart. Beside it all that it holds once a page without data says so, among it what
 * talks to the engine.
 */
export async function measureScripts(browser, url) {
	const bytes = scriptsOfPage(root).map((script) => script.bytes);
	const largest = Math.round(Math.max(...bytes) / 1000);
	const atStart = await heldAtStart(browser, url);
	return { kb: kilobytes(bytes), files: bytes.length, largest_kb: largest, at_start_kb: atStart };
}

async function heldAtStart(browser, url) {
	const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
	const page = await context.newPage();
	// Those of workers run in isolates of their own, which it does not hear.
	await page.coverage.startJSCoverage({ resetOnNavigation: false });
	await page.goto(`${url}?case=own`);
	await page.getByText('There is no data yet').waitFor();
	const heard = await page.coverage.stopJSCoverage();
	await context.close();
	const own = new Set(heard.map((script) => new URL(script.url).pathname));
	const files = [...own].filter((path) => path.endsWith('.js'));
	return kilobytes(files.map((path) => gzipSync(readFileSync(join(root, path))).length));
}

function kilobytes(bytes) {
	return Math.round(bytes.reduce((a, b) => a + b, 0) / 1000);
}
