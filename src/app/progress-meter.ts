import type { Progress } from './services/source.ts';

/** Milliseconds that a reading may take before anybody has to be told how far it is. */
const UNTOLD = 500;

/** Progress of a pass over so many bytes, nothing within half a second from `began`. */
export function progressMeter(
	pass: Progress['pass'],
	all: number,
	began: number
): (done: number) => Progress | null {
	/** The first word of progress: what was before it says nothing of how fast this pass is. */
	let first: { at: number; done: number } | null = null;
	return (done) => {
		const now = Date.now();
		first ??= { at: now, done };
		if (now - began < UNTOLD) return null;
		const rate = now > first.at ? (done - first.done) / ((now - first.at) / 1000) : null;
		const left = rate !== null && rate > 0 ? (all - done) / rate : null;
		return { pass, done, all, rate, left };
	};
}
