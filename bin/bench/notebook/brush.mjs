const PATIENCE = 150_000;
const MOVES = 40;
/** Moves where each takes seconds. */
const FEW = 5;

/** A brush of two places from 0 to 1 that goes along and widens. */
const brushes = Array.from({ length: MOVES }, (_, i) => [0.1 + i * 0.006, 0.3 + i * 0.01]);

/**
 * 95th percentile in milliseconds of a moved brush over three linked views of so many sessions, of each way to do it:
 * `rows` as the page does once a brush is let go, `cube` by sums made before, and stock `vgplot`. Null with the reason
 * where one does not come to its end.
 */
export async function measureBrush(browser, url, rows) {
	const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
	const page = await context.newPage();
	page.setDefaultTimeout(PATIENCE);
	await page.goto(`${url}brush.html`);
	await page.waitForFunction(() => globalThis.isReady);
	await page.evaluate((many) => globalThis.bench.prepare(many), rows);
	const found = {};
	for (const [way, moves] of Object.entries({ rows: FEW, cube: MOVES, vgplot: MOVES }))
		found[way] = await within(
			page.evaluate(
				([name, given]) => globalThis.bench[name](given),
				[way, brushes.slice(0, moves)]
			)
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
