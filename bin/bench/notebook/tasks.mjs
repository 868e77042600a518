import { inputFile } from '../generate/index.mjs';
import { openQuestion } from './question.mjs';

const WORDS = 'SELECT src_ip, dst_port, count(*) AS n FROM sessions WHERE answered GROUP BY ALL';

/** Milliseconds of the longest task of the main thread while each thing is done, by its name. */
export async function measureTasks(browser, url, rows) {
	const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
	const page = await context.newPage();
	page.setDefaultTimeout(300_000);
	const traced = (act) => longestTask(browser, page, act);
	const { editor } = await openQuestion(page, url);
	const typing = await traced(async () => {
		await editor.click();
		await page.keyboard.press('Control+a');
		await page.keyboard.type(WORDS, { delay: 40 });
	});
	await page.keyboard.press('Escape');
	const scrolling = await traced(() => scroll(page));
	const brushing = await traced(() => brush(page));
	const path = await inputFile('eve', rows);
	const chooser = await openChooser(page);
	const reading = await traced(() => read(page, chooser, path));
	await context.close();
	return { typing, scrolling, brushing, reading };
}

async function scroll(page) {
	await page.getByRole('article').first().hover();
	for (let i = 0; i < 40; i++) {
		await page.mouse.wheel(0, i < 20 ? 160 : -160);
		await page.waitForTimeout(30);
	}
}

async function brush(page) {
	const bars = page.locator('.bars').first();
	await bars.scrollIntoViewIfNeeded();
	const { x, y, width, height } = await bars.boundingBox();
	const at = (part) => [x + width * part, y + height / 3];
	await page.mouse.move(...at(0.2));
	await page.mouse.down();
	for (let i = 0; i <= 40; i++) await page.mouse.move(...at(0.2 + i * 0.012));
	await page.mouse.up();
	await page.waitForTimeout(1000);
}

/** Whoever drives the page looks for its buttons in its main thread: that is no work of the page. */
async function openChooser(page) {
	await page.getByRole('navigation').getByRole('button', { name: 'Data' }).click();
	const chooser = page.waitForEvent('filechooser');
	await page.getByRole('button', { name: 'Add files' }).click();
	return chooser;
}

async function read(page, chooser, path) {
	await chooser.setFiles(path);
	await page.waitForFunction(
		(name) => document.querySelector(`[data-source="${name}"][data-state="read"]`) !== null,
		path.split('/').at(-1)
	);
}

/** Of the main thread of the page, by the browser's own trace; null where it has no task. */
async function longestTask(browser, page, act) {
	await browser.startTracing(page, { categories: ['toplevel', '__metadata'] });
	await act();
	const { traceEvents } = JSON.parse(String(await browser.stopTracing()));
	const mains = traceEvents.filter(
		({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain'
	);
	const isMain = ({ pid, tid }) => mains.some((main) => main.pid === pid && main.tid === tid);
	const tasks = traceEvents.filter((event) => event.ph === 'X' && event.dur && isMain(event));
	const longest = Math.max(0, ...tasks.map(({ dur }) => dur));
	return tasks.length === 0 ? null : Math.round(longest / 100) / 10;
}
