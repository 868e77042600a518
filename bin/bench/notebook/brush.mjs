import process from 'node:process';

const PATIENCE = 150_000;
const MOVES = 40;
/** Moves where each takes seconds. */
const FEW = 5;

/** A brush of two places from 0 to 1 that goes along and widens. */
const brushes = Array.from({ length: MOVES }, (_, i) => [0.1 + i * 0.006, 0.3 + i * 0.01]);

/**
 * 95th percentile in milliseconds of a moved brush over three linked views of so many sessions until they are drawn, of
 * each way to do it: `page` as the page does, `rows` the same with the rows asked at each move, stock `vgplot`,
 * `mosaic` the coordinator and sums of Mosaic without its plots, and `mosaic_of_text` the same over a statement as cells
 * hold it. Null with the reason where one does not come to its end.
 * @param pages addresses of the page of our own and of that of peers
 */
export async function measureBrush(browser, { own, peers }, rows) {
	const ways = [
		[own, { page: MOVES, rows: FEW }],
		[`${peers}brush.html`, { mosaic: MOVES, mosaic_of_text: FEW, vgplot: MOVES }]
	];
	const found = {};
	for (const [url, moves] of ways)
		Object.assign(found, await measured(browser, { url, moves }, rows));
	return found;
}

async function measured(browser, { url, moves }, rows) {
	const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
	const page = await context.newPage();
	page.setDefaultTimeout(PATIENCE);
	page.on('pageerror', ({ message }) => process.stderr.write(`${message}\n`));
	await page.goto(url);
	await page.waitForFunction(() => globalThis.isReady);
	await page.evaluate((many) => globalThis.bench.prepare(many), rows);
	const found = {};
	for (const [way, many] of Object.entries(moves))
		found[way] = await within(
			page.evaluate(([name, given]) => globalThis.bench[name](given), [way, brushes.slice(0, many)])
		);
	await context.close();
	return found;
}

async function within(measured) {
	let timer;
	const late = new Promise((resolve) => {
		timer = setTimeout(() => resolve({ p95: null, why: `not within ${PATIENCE} ms` }), PATIENCE);
	});
	const told = measured.then(figuresOf, (error) => ({ p95: null, why: error.message }));
	const found = await Promise.race([told, late]);
	clearTimeout(timer);
	return found;
}

function figuresOf({ built, times }) {
	const sorted = times.toSorted((a, b) => a - b);
	const at = (part) => Math.round(sorted[Math.floor((sorted.length - 1) * part)] * 100) / 100;
	return { p95: at(0.95), median: at(0.5), moves: times.length, built_ms: Math.round(built) };
}
