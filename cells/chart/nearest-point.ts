import { LABEL, type PictureLayout } from './layout.ts';
import type { Picture, DrawnPoint } from './picture.ts';

interface Where {
	layout: PictureLayout;
	picture: Picture;
	spotOf: (point: DrawnPoint) => { x: number; y: number; width: number; height: number };
}

/** Index of the point that is nearest to a place of the picture; -1 where its panel has none. */
export function nearestPoint(
	points: readonly DrawnPoint[],
	at: { x: number; y: number },
	{ layout, picture, spotOf }: Where
): number {
	const panel = layout.panels.findIndex(
		({ left, top, width, height }) =>
			at.x >= left && at.x < left + width && at.y >= top - LABEL && at.y < top + height
	);
	// What stands along is pointed at by its place; dots and cells by both.
	const weight = picture.plan.y === null && !layout.lying ? 8 : layout.lying ? 0.125 : 1;
	let [best, far] = [-1, Infinity];
	points.forEach((point, i) => {
		if (point.panel !== panel) return;
		const { x, y, width, height } = spotOf(point);
		const away = outside(at.x, x, width) * weight + outside(at.y, y, height);
		if (away < far) [best, far] = [i, away];
	});
	return best;
}

function outside(at: number, from: number, size: number): number {
	return Math.max(from - at, at - from - size, 0);
}
