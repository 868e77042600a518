import type { NetworkItem } from './items.ts';
import type { MatrixLayout } from './matrix-layout.ts';
import type { NetLayout } from './net-layout.ts';
import type { DrawnNetwork } from './network.ts';

interface Place {
	x: number;
	y: number;
}

/** Pixels in which an end or a link is meant. */
const REACH = 8;

/** The end at a place of a net, or else the link; null where there is none. */
export function nearestInNet({ ends, links }: NetLayout, at: Place): NetworkItem | null {
	const end = least(ends.map(({ x, y, radius }) => Math.hypot(x - at.x, y - at.y) - radius));
	if (end !== null) return { is: 'end', index: end };
	const link = least(links.map(({ along, width }) => awayFrom(along, at) - width / 2));
	return link === null ? null : { is: 'link', index: link };
}

/** Index of the least distance; null where all are out of reach. */
function least(distances: readonly number[]): number | null {
	let best: number | null = null;
	distances.forEach((away, i) => {
		if (away <= REACH && (best === null || away < distances[best]!)) best = i;
	});
	return best;
}

function awayFrom(along: readonly Place[], at: Place): number {
	let away = Infinity;
	for (let i = 1; i < along.length; i++)
		away = Math.min(away, awayFromLine(along[i - 1]!, along[i]!, at));
	return away;
}

function awayFromLine(a: Place, b: Place, at: Place): number {
	const [dx, dy] = [b.x - a.x, b.y - a.y];
	const long = dx * dx + dy * dy;
	const part = long === 0 ? 0 : ((at.x - a.x) * dx + (at.y - a.y) * dy) / long;
	const within = Math.max(0, Math.min(1, part));
	return Math.hypot(a.x + within * dx - at.x, a.y + within * dy - at.y);
}

/** The link of the cell at a place of a matrix; null where nobody talked. */
export function nearestInMatrix(
	{ links }: Pick<DrawnNetwork, 'links'>,
	{ left, top, column, row, sources, targets }: MatrixLayout,
	{ x, y }: Place
): NetworkItem | null {
	const [target, source] = [
		targets[Math.floor((x - left) / column)],
		sources[Math.floor((y - top) / row)]
	];
	const index = links.findIndex((link) => link.source === source && link.target === target);
	return index < 0 ? null : { is: 'link', index };
}
