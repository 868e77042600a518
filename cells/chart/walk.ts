import { measuredPoints, type Picture, type DrawnPlace, type DrawnPoint } from './picture.ts';

/** Points in the order in which keys go through them: panel by panel, along, and from colour to colour. */
export function inWalkOrder(picture: Picture): readonly DrawnPoint[] {
	const names = new Map(picture.names.x.map((name, i) => [name, i]));
	const up = new Map(picture.names.y.map((name, i) => [name, i]));
	const rank = (place: DrawnPlace | null, among: Map<string, number>) =>
		place === null ? 0 : typeof place === 'string' ? among.get(place)! : place.from;
	return measuredPoints(picture).sort(
		(a, b) =>
			a.panel - b.panel ||
			rank(a.x, names) - rank(b.x, names) ||
			rank(a.y, up) - rank(b.y, up) ||
			a.series - b.series
	);
}

const PAGE = 10;

/** Where a key leads from the point at an index; null for keys that lead nowhere. -1 is before the first. */
export function walked(key: string, at: number, points: readonly DrawnPoint[]): number | null {
	const last = points.length - 1;
	const to = {
		ArrowRight: at + 1,
		ArrowLeft: at - 1,
		ArrowDown: sameColour(points, at, 1),
		ArrowUp: sameColour(points, at, -1),
		PageDown: at + PAGE,
		PageUp: at - PAGE,
		Home: 0,
		End: last
	}[key];
	return to === undefined ? null : Math.max(0, Math.min(last, to));
}

/** The next point of the same colour. */
function sameColour(points: readonly DrawnPoint[], at: number, way: 1 | -1): number {
	const own = points[at];
	if (own === undefined) return 0;
	for (let i = at + way; i >= 0 && i < points.length; i += way)
		if (points[i]!.series === own.series) return i;
	return at;
}
