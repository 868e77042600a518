import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { page as root } from '../../build.mjs';

/**
 * Scripts that the main thread holds once files can be dropped, of a page that has no data: kilobytes after gzip, and
 * how many they are. Workers and the engine are apart.
 */
export async function measureScripts(browser, url) {
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
	const bytes = files.map((path) => gzipSync(readFileSync(join(root, path))).length);
	const largest = Math.round(Math.max(...bytes) / 1000);
	return {
		kb: Math.round(bytes.reduce((a, b) => a + b, 0) / 1000),
		files: files.length,
		largest_kb: largest
	};
}
