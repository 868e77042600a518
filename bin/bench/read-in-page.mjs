import { basename } from 'node:path';
import { openProfile } from './open-page.mjs';
import { watchTabs } from './tabs.mjs';

const PATIENCE = 3_600_000;
/** Milliseconds that a file may need to be kept for the next visit. */
const KEEPING = 5_000;

/**
 * Drops a file onto the page in a profile of its own, and waits until the source is read and the page shows
 * what a query counted of it; `settled_seconds` is when coverage and the sessions of a capture are worked out
 * too. Then opens the page again, and waits until it shows the same.
 */
export async function readInPage(url, path) {
	const { context, folder, close } = await openProfile({ viewport: { width: 1440, height: 900 } });
	const page = await context.newPage();
	page.setDefaultTimeout(PATIENCE);
	await page.addInitScript(watch);
	await page.goto(url);
	await page.locator('[data-run="done"]').first().waitFor({ state: 'attached' });
	await page.getByRole('navigation').getByRole('button', { name: 'Data' }).click();
	const tabs = watchTabs(folder);
	const chooser = page.waitForEvent('filechooser');
	await page.getByRole('button', { name: 'Add files' }).click();
	await page.evaluate(() => (globalThis.longest = 0));
	const shown = page.evaluate(whenShown, basename(path));
	const files = await chooser;
	const began = performance.timeOrigin + performance.now();
	await files.setFiles(path);
	const { read, answered, settled } = await shown;
	const longest = await page.evaluate(() => Math.round(globalThis.longest));
	const { peak, cpu } = tabs.end();
	const again = await openAgain(page);
	await close();
	return {
		answered: (answered - began) / 1000,
		cpu,
		read_seconds: Math.round(read - began) / 1000,
		settled_seconds: Math.round(settled - began) / 1000,
		peak_memory_mb: peak,
		longest_task_ms: longest,
		...again
	};
}

/** Seconds from navigation to the same figures, with where the rows were meanwhile. */
async function openAgain(page) {
	const place = await page.getByText('(in the browser)').innerText();
	// What is kept as it is is kept behind the first answer.
	await page.waitForTimeout(KEEPING);
	const began = performance.now();
	await page.reload();
	await page.getByRole('navigation').getByRole('button', { name: 'Data' }).click();
	await page.waitForFunction(() => globalThis.isCounted());
	const seconds = Math.round(performance.now() - began) / 1000;
	return { place: /on disk/.test(place) ? 'disk' : 'memory', again_seconds: seconds };
}

/**
 * Runs in the page: milliseconds since 1970 at which a source was read, the rows of a table were counted, and
 * nothing was worked out any more. Whoever asks from outside hears of it up to half a second later.
 */
function whenShown(name) {
	const source = `[data-source="${CSS.escape(name)}"][data-state="read"]`;
	const isRead = () => document.querySelector(source) !== null;
	const isSettled = () => !/worked out|Being counted/.test(document.body.textContent);
	const steps = Object.entries({
		read: isRead,
		answered: globalThis.isCounted,
		settled: isSettled
	});
	const times = {};
	return new Promise((resolve) => {
		const observer = new MutationObserver(look);
		observer.observe(document.body, {
			subtree: true,
			childList: true,
			characterData: true,
			attributeFilter: ['data-state']
		});
		function look() {
			while (steps.length > 0 && steps[0][1]()) {
				times[steps[0][0]] = performance.timeOrigin + performance.now();
				steps.shift();
			}
			if (steps.length > 0) return;
			observer.disconnect();
			resolve(times);
		}
		look();
	});
}

/** Runs in the page: keeps the longest task of the main thread, and knows whether rows of a table are counted. */
function watch() {
	globalThis.isCounted = () =>
		[...document.querySelectorAll('li')].some((item) => /\d rows?\b/.test(item.textContent));
	globalThis.longest = 0;
	new PerformanceObserver((list) => {
		for (const { duration } of list.getEntries())
			globalThis.longest = Math.max(globalThis.longest, duration);
	}).observe({ type: 'longtask' });
}
