import { walked } from '#ui/drawings/pointed.ts';
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

/** Where a key leads from the point at an index: up and down to the next of the same colour. */
export function walk(key: string, at: number, points: readonly DrawnPoint[]): number | null {
	const alike = (a: number, b: number) => points[a]!.series === points[b]!.series;
	return walked(key, at, { count: points.length, alike });
}
