import type { Stretch } from './timeline-sql.ts';

/** Microseconds that are looked at at least. */
const NEAREST = 100;
/** Part of what is looked at by which it moves aside. */
const ASIDE = 0.5;

/** What is looked at where everything comes nearer by a factor, and one moment stays where it is. */
export function zoomed(view: Stretch, extent: Stretch, factor: number, about: number): Stretch {
	const long = Math.max(NEAREST, (view.to - view.from) / factor);
	const part = (about - view.from) / (view.to - view.from);
	return clamped({ from: about - part * long, to: about + (1 - part) * long }, extent);
}

/** The same length of time, moved aside by half of it. */
export function movedAside(view: Stretch, extent: Stretch, way: 1 | -1): Stretch {
	return moved(view, extent, way * ASIDE * (view.to - view.from));
}

/** The same length of time, moved aside by so many microseconds. */
export function moved({ from, to }: Stretch, extent: Stretch, by: number): Stretch {
	return clamped({ from: from + by, to: to + by }, extent);
}

/** The stretch between two moments in any order, no nearer than can be told apart. */
export function between(a: number, b: number, extent: Stretch): Stretch {
	const middle = (a + b) / 2;
	const half = Math.max(NEAREST, Math.abs(b - a)) / 2;
	return clamped({ from: middle - half, to: middle + half }, extent);
}

/** Whole microseconds that lie within the extent, as long as they were where it is long enough. */
function clamped({ from, to }: Stretch, extent: Stretch): Stretch {
	const long = Math.min(to - from, extent.to - extent.from);
	const start = Math.max(extent.from, Math.min(from, extent.to - long));
	return { from: Math.round(start), to: Math.round(start + long) };
}

export function isWhole(view: Stretch, extent: Stretch): boolean {
	return view.from <= extent.from && view.to >= extent.to;
}
