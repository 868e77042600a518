import { readFileSync } from 'node:fs';
import { basename } from 'node:path';

const PATIENCE = 1_800_000;
const SAMPLE = 100;

/**
 * Drops a file onto the page in a profile of its own, and waits until the source is read and the page shows
 * what a query counted of it.
 */
export async function readInPage(browser, url, path) {
	const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
	const page = await context.newPage();
	page.setDefaultTimeout(PATIENCE);
	await page.addInitScript(watchTasks);
	await page.goto(url);
	await page.locator('[data-run="done"]').first().waitFor({ state: 'attached' });
	await page.getByRole('navigation').getByRole('button', { name: 'Data' }).click();
	const tabs = await watchTabs(browser);
	const chooser = page.waitForEvent('filechooser');
	await page.getByRole('button', { name: 'Add files' }).click();
	await page.evaluate(() => (globalThis.longest = 0));
	const began = performance.now();
	await (await chooser).setFiles(path);
	const source = page.locator(`[data-source="${basename(path)}"]`);
	await source.and(page.locator('[data-state="read"]')).waitFor({ state: 'attached' });
	const read = performance.now();
	await page
		.getByRole('listitem')
		.filter({ hasText: /\d rows?\b/ })
		.first()
		.waitFor();
	const answered = performance.now();
	const longest = await page.evaluate(() => Math.round(globalThis.longest));
	const { peak, cpu } = await tabs.end();
	await context.close();
	return {
		answered: (answered - began) / 1000,
		cpu,
		read_seconds: Math.round(read - began) / 1000,
		peak_memory_mb: peak,
		longest_task_ms: longest
	};
}

/** Runs in the page: keeps the longest task of the main thread. */
function watchTasks() {
	globalThis.longest = 0;
	new PerformanceObserver((list) => {
		for (const { duration } of list.getEntries())
			globalThis.longest = Math.max(globalThis.longest, duration);
	}).observe({ type: 'longtask' });
}

/** Watches the tabs; `end` answers the largest one's peak of memory in megabytes, and seconds of the processor. */
async function watchTabs(browser) {
	const session = await browser.newBrowserCDPSession();
	const tabs = async () => {
		const { processInfo } = await session.send('SystemInfo.getProcessInfo');
		return processInfo.filter(({ type }) => type === 'renderer');
	};
	const cpu = async () => (await tabs()).reduce((sum, { cpuTime }) => sum + cpuTime, 0);
	const before = await cpu();
	let peak = 0;
	const look = async () => {
		for (const { id } of await tabs()) peak = Math.max(peak, residentOf(id));
	};
	const timer = setInterval(() => look().catch(() => undefined), SAMPLE);
	return {
		async end() {
			clearInterval(timer);
			const seconds = (await cpu()) - before;
			await session.detach();
			return { peak: peak === 0 ? null : Math.round(peak), cpu: seconds };
		}
	};
}

/** Megabytes of memory that a process has; 0 where the system does not tell. */
function residentOf(id) {
	try {
		const [, kilobytes] = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${id}/status`, 'utf8'));
		return Number(kilobytes) / 1000;
	} catch {
		return 0;
	}
}
