import { inTurns } from './in-turns.mjs';

const TURNS = 5;
const PATIENCE = 120_000;
/** A check that hears no cancel: one call of a function that works for minutes. */
const DEAF = `SELECT 'clear' AS outcome,
	levenshtein(repeat('ab', 200000), repeat('ba', 200000))::VARCHAR AS because`;

/**
 * How long Cancel takes while the database is deep in a statement that does not hear of it, as an object for JSON:
 * to a page that is free, and to the case being back in another database. With `--against COMMIT` the page of that
 * commit is cancelled in turns with it.
 */
export async function benchCancel(args) {
	const { told, head } = await inTurns(args, TURNS, turn);
	return {
		...head,
		turns: TURNS,
		cancel_to_free_page_ms: told(({ free }) => free),
		cancel_to_case_back_ms: told(({ back }) => back)
	};
}

/** Each with an empty profile: a database that is lost thrice within a minute is not started again by itself. */
async function turn(browser, url) {
	const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
	const page = await context.newPage();
	page.setDefaultTimeout(PATIENCE);
	await page.goto(url);
	await page.locator('[data-run="done"]').waitFor({ state: 'attached' });
	await edit(page, 'web-log', DEAF);
	await page.locator('[data-cell="web-log"][data-state="running"]').first().waitFor();
	const took = await page.evaluate(cancel);
	await context.close();
	return took;
}

async function edit(page, cell, sql) {
	const step = page.locator(`[data-cell="${cell}"]`).first();
	await step.getByRole('button', { name: /^SQL/ }).click();
	await step.getByRole('button', { name: /edit/i }).click();
	await step.locator('.cm-content').fill(sql);
	await page.keyboard.press('Control+Enter');
}

/**
 * Runs in the page: presses Cancel, and gives the milliseconds until the page says so and has drawn it, and until
 * another database has the case.
 */
async function cancel() {
	const shows = (selector) =>
		new Promise((resolve) => {
			const look = () => {
				if (document.querySelector(selector) === null) return;
				observer.disconnect();
				resolve();
			};
			const observer = new MutationObserver(look);
			observer.observe(document, { subtree: true, childList: true, attributes: true });
			look();
		});
	const drawn = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
	document.activeElement?.blur();
	const began = performance.now();
	document.body.dispatchEvent(new KeyboardEvent('keydown', { key: '.', bubbles: true }));
	await shows('[data-run="cancelled"]');
	await drawn();
	const free = performance.now() - began;
	let back = performance.getEntriesByName('lookdeeper back');
	while (back.length === 0) {
		await new Promise((resolve) => setTimeout(resolve, 20));
		back = performance.getEntriesByName('lookdeeper back');
	}
	return { free, back: back[0].startTime - began };
}
