import { cpus } from 'node:os';
import process from 'node:process';

/** Milliseconds of a fixed piece of work: what a single core did at the time. */
export function loop() {
	const began = performance.now();
	let sum = 0;
	for (let i = 0; i < 2e8; i++) sum += i & 7;
	return sum === 0 ? Number.NaN : performance.now() - began;
}

/** Median and ends of some figures, rounded. */
function spread(values) {
	const sorted = values.map((value) => Math.round(value)).sort((a, b) => a - b);
	return { median: sorted[sorted.length >> 1], min: sorted[0], max: sorted.at(-1) };
}

/** The machine that figures are of. */
export function machine(browser, loops) {
	return {
		cores: cpus().length,
		node: process.version,
		browser: browser.version(),
		loop_ms: spread(loops)
	};
}

/** As `spread`, and beside it what the former build took in the same turns, with the ratio of the medians. */
export function compared(values, former) {
	const now = spread(values);
	if (former === null) return now;
	const before = spread(former);
	return { ...now, former: before, ratio: Math.round((now.median / before.median) * 1000) / 1000 };
}
