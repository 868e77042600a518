import { inTurns } from './in-turns.mjs';

const VISITS = 5;
const PATIENCE = 120_000;

/**
 * What the page costs from navigation to verdicts, as an object for JSON. With `--against COMMIT` the page of that
 * commit is visited in turns with it.
 */
export async function benchPage(args) {
	const { now, told, head } = await inTurns(args, VISITS, visit, visit);
	return {
		...head,
		visits: VISITS,
		engine_ready_ms: told(({ engine }) => engine),
		sources_read_ms: told(({ sources }) => sources),
		first_verdict_ms: told(({ first }) => first),
		both_verdicts_ms: told(({ both }) => both),
		bytes_transferred: now[0].bytes,
		first_run_after_loading_ms: told(({ warm }) => warm[0]),
		eighth_run_ms: told(({ warm }) => warm.at(-1))
	};
}

/** One visit with an empty profile: from navigation to the first and to both verdicts, and two runs. */
async function visit(browser, url) {
	const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
	const page = await context.newPage();
	page.setDefaultTimeout(PATIENCE);
	const transferred = await countBytes(page, context);
	await page.addInitScript(watchVerdicts);
	await page.goto(url);
	await page.locator('[data-run="done"]').waitFor({ state: 'attached' });
	const { triage: first, 'deep-dive': second } = await page.evaluate(() => globalThis.verdicts);
	const both = Math.max(first, second);
	const [engine, sources] = await markedAt(page, ['lookdeeper engine', 'lookdeeper sources']);
	const bytes = transferred();
	const warm = await runs(page);
	await context.close();
	return { engine, sources, first, both, bytes, warm };
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

/**
 * Runs in the page: keeps when each path first shows a verdict, in milliseconds since navigation. Whoever asks from
 * outside looks twice a second alone.
 */
export function watchVerdicts() {
	globalThis.verdicts = {};
	const look = () => {
		for (const shown of document.querySelectorAll(
			'[data-path] [data-verdict]:not([data-verdict=""])'
		))
			globalThis.verdicts[shown.closest('[data-path]').dataset.path] ??= performance.now();
	};
	new MutationObserver(look).observe(document, {
		subtree: true,
		childList: true,
		attributeFilter: ['data-verdict']
	});
}

/** Milliseconds since navigation at which the page left its first mark of each name. */
function markedAt(page, names) {
	return page.evaluate(
		(all) => all.map((name) => performance.getEntriesByName(name)[0].startTime),
		names
	);
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
