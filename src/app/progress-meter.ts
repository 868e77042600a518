import type { Progress } from './workbench.ts';

/**
 * Progress by bytes, nothing before half a second has passed. The rate counts from the first word of progress:
 * what comes before, the hash of the file, says nothing of how fast it is read.
 */
export function progressMeter(all: number, began: number): (done: number) => Progress | null {
	let first: { at: number; done: number } | null = null;
	return (done) => {
		const now = Date.now();
		first ??= { at: now, done };
		if (now - began < 500) return null;
		const rate = now > first.at ? (done - first.done) / ((now - first.at) / 1000) : null;
		return { done, all, rate, left: rate !== null && rate > 0 ? (all - done) / rate : null };
	};
}
