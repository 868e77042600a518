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
	await page.addInitScript(watchTasks);
	await page.goto(url);
	await page.locator('[data-run="done"]').first().waitFor({ state: 'attached' });
	await page.getByRole('navigation').getByRole('button', { name: 'Data' }).click();
	const tabs = watchTabs(folder);
	const chooser = page.waitForEvent('filechooser');
	await page.getByRole('button', { name: 'Add files' }).click();
	await page.evaluate(() => (globalThis.longest = 0));
	const began = performance.now();
	await (await chooser).setFiles(path);
	const source = page.locator(`[data-source="${basename(path)}"]`);
	await source.and(page.locator('[data-state="read"]')).waitFor({ state: 'attached' });
	const read = performance.now();
	await counted(page);
	const answered = performance.now();
	await page
		.getByText(/worked out|Being counted/)
		.first()
		.waitFor({ state: 'detached' });
	const settled = performance.now();
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

/** Waits until the page shows how many rows an event table has. */
function counted(page) {
	const table = page.getByRole('listitem').filter({ hasText: /\d rows?\b/ });
	return table.first().waitFor();
}

/** Seconds from navigation to the same figures, with where the rows were meanwhile. */
async function openAgain(page) {
	const place = await page.getByText('(in the browser)').innerText();
	// What is kept as it is is kept behind the first answer.
	await page.waitForTimeout(KEEPING);
	const began = performance.now();
	await page.reload();
	await page.getByRole('navigation').getByRole('button', { name: 'Data' }).click();
	await counted(page);
	const seconds = Math.round(performance.now() - began) / 1000;
	return { place: /on disk/.test(place) ? 'disk' : 'memory', again_seconds: seconds };
}

/** Runs in the page: keeps the longest task of the main thread. */
function watchTasks() {
	globalThis.longest = 0;
	new PerformanceObserver((list) => {
		for (const { duration } of list.getEntries())
			globalThis.longest = Math.max(globalThis.longest, duration);
	}).observe({ type: 'longtask' });
}
