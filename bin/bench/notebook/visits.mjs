import { openProfile } from '../open-page.mjs';
import { watchVerdicts } from '../page.mjs';

const PATIENCE = 120_000;
const viewport = { width: 1440, height: 900 };
/** Milliseconds that a page may need to keep what it will want at the next visit. */
const KEEPING = 5_000;

/** Milliseconds from navigation to what a page is there for, by its address and what tells of it in the page. */
export const toVerdict = (url) => ({ url, done: () => Object.values(globalThis.verdicts)[0] });
export const toOne = (url) => ({ url: `${url}one.html`, done: () => globalThis.answeredAt });

/** With an empty profile. */
export async function coldVisit(browser, aim) {
	const context = await browser.newContext({ viewport });
	const ms = await visit(await context.newPage(), aim);
	await context.close();
	return ms;
}

/** In a profile on disk in which each was visited before: one figure of each, so many times in turns. */
export async function secondVisits(aims, times) {
	const { context, close } = await openProfile({ viewport });
	const taken = aims.map(() => []);
	for (let turn = 0; turn <= times; turn++)
		for (const [i, aim] of aims.entries()) {
			const page = await context.newPage();
			const ms = await visit(page, aim);
			if (turn === 0) await page.waitForTimeout(KEEPING);
			else taken[i].push(ms);
			await page.close();
		}
	await close();
	return taken;
}

async function visit(page, { url, done }) {
	page.setDefaultTimeout(PATIENCE);
	await page.addInitScript(watchVerdicts);
	await page.goto(url);
	const handle = await page.waitForFunction(done);
	return handle.jsonValue();
}
