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
	const memory = await watchMemory(browser);
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
	const records = await source.textContent();
	const peak = await memory.end();
	await context.close();
	return {
		answered: (answered - began) / 1000,
		read_seconds: Math.round(read - began) / 1000,
		peak_memory_mb: peak,
		longest_task_ms: longest,
		receipt: /[\d\s\u202f,.]+ = [^)]*?rejects?/.exec(records)?.[0].trim() ?? null
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

/** Watches the resident memory of the largest tab; `end` answers its peak in megabytes, or null. */
async function watchMemory(browser) {
	const session = await browser.newBrowserCDPSession();
	let peak = 0;
	const look = async () => {
		const { processInfo } = await session.send('SystemInfo.getProcessInfo');
		for (const { id, type } of processInfo)
			if (type === 'renderer') peak = Math.max(peak, residentOf(id));
	};
	const timer = setInterval(() => look().catch(() => undefined), SAMPLE);
	return {
		async end() {
			clearInterval(timer);
			await session.detach();
			return peak === 0 ? null : Math.round(peak);
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
