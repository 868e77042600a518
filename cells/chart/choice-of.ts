import type { Value } from '#tables/value.ts';
import type { ChosenValue } from '#engine/sql/condition.ts';
import { namedPart } from '../choice.ts';
import type { Choice, ChoicePart } from '../shown.ts';
import type { ChartColumn } from './columns.ts';
import type { DrawnPlace, DrawnPoint, Group, Picture } from './picture.ts';

/** The rows that a point stands for; null where they are not told apart, as of the names that have no room. */
export function choiceOf(point: DrawnPoint, { plan, series, panels }: Picture): Choice | null {
	const parts = [
		alongOf(plan.x, point.x),
		alongOf(plan.y, point.y),
		groupOf(plan.colour, series[point.series]!),
		groupOf(plan.facet, panels[point.panel]!)
	].filter((part) => part !== 'none');
	return parts.length === 0 || parts.includes('unknown') ? null : (parts as ChoicePart[]);
}

type Found = ChoicePart | 'none' | 'unknown';

function alongOf(column: ChartColumn | null, place: DrawnPlace | null): Found {
	if (column === null || place === null) return 'none';
	if (typeof place === 'string') return namedPart(column.name, place);
	const isMoment = column.kind !== 'number';
	const valueOf = (at: number): Value => (isMoment ? BigInt(Math.round(at)) : at);
	const [from, to] = [valueOf(place.from), valueOf(place.to)];
	const wanted: ChosenValue = place.from === place.to ? { is: from } : { from, to, open: true };
	return { column: { name: column.name, type: isMoment ? 'timestamp' : 'number' }, wanted };
}

function groupOf(column: ChartColumn | null, { is, name }: Group): Found {
	if (column === null) return 'none';
	if (is === 'other') return 'unknown';
	return namedPart(column.name, is === 'absent' ? null : name);
}
