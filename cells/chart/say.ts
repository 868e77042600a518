import { countText, numberText, wholeNumberText, bytesText } from '#lib/format-number.ts';
import { dateText, durationText, exactText, spanText, stampText } from '#lib/format-time.ts';
import { MICROS_PER_SECOND as SECOND } from '#lib/time.ts';
import { utc, type Zone } from '#lib/zone.ts';
import { nameText } from '#ui/drawings/shortened.ts';
import { DAY } from '#lib/round-step.ts';
import type { Bin } from './bins.ts';
import { unitOf } from '../column-sql.ts';
import { type ChartColumn } from './columns.ts';
import {
	measuredPoints,
	type Group,
	type Picture,
	type DrawnPlace,
	type DrawnPoint
} from './picture.ts';
import { measureName, measureUnit } from './plan.ts';

/** A group of rows as a legend names it. */
export function groupText({ is, name, values }: Group, column: ChartColumn | null): string {
	if (is === 'absent') return `no ${column?.name ?? 'value'}`;
	if (is === 'other') return `other, ${countText(values, 'value')}`;
	return nameText(name ?? '');
}

/** A place along an axis, exactly. */
export function placeText(place: DrawnPlace, column: ChartColumn, zone: Zone): string {
	if (typeof place === 'string') return nameText(place);
	const { from, to } = place;
	if (column.kind === 'moment') return momentsText(from, to, zone);
	if (column.kind === 'day') return daysText(from, to);
	if (from === to || (column.whole && to - from === 1)) return wholeNumberText(from);
	return `${wholeNumberText(from)} to under ${wholeNumberText(to)}`;
}

function momentsText(from: number, to: number, zone: Zone): string {
	const [first, last] = [BigInt(Math.round(from)), BigInt(Math.round(to))];
	if (from % SECOND !== 0 || to % SECOND !== 0)
		return from === to
			? exactText(first, zone)
			: `${exactText(first, zone)} to ${exactText(last, zone)}`;
	return from === to ? stampText(first, zone) : spanText(first, last, zone);
}

function daysText(from: number, to: number): string {
	const day = (at: number) => dateText(BigInt(Math.round(at)), utc);
	const last = Math.max(from, to - DAY);
	return last === from ? day(from) : `${day(from)} to ${day(last)}`;
}

/** Everything that is known of a point, in one sentence. */
export function pointText(
	point: DrawnPoint,
	{ plan, series, panels, several }: Picture,
	zone: Zone
): string {
	const where = [
		plan.facet && `${plan.facet.name} ${groupText(panels[point.panel]!, plan.facet)}`,
		plan.x && point.x !== null && placeText(point.x, plan.x, zone),
		plan.y && point.y !== null && `${plan.y.name} ${placeText(point.y, plan.y, zone)}`,
		plan.colour && groupText(series[point.series]!, plan.colour)
	].filter((part) => part);
	const what = point.box === null ? valueText(point, plan, several) : boxText(point);
	return where.length === 0 ? what : `${where.join(' · ')}: ${what}`;
}

function valueText(
	{ value, rows }: DrawnPoint,
	{ measure }: Picture['plan'],
	several: boolean
): string {
	if (measure.column === null) return countText(value, 'row');
	const unit = measureUnit(measure);
	const figure = `${measureName(measure, several)} ${wholeNumberText(value)}`;
	const named = unit === null || unit === measure.column.name ? figure : `${figure} ${unit}`;
	return several ? `${named}, ${countText(rows, 'row')}` : named;
}

function boxText({ value, rows, box }: DrawnPoint): string {
	const [low, first, third, high, least, greatest] = [
		box!.low,
		box!.first,
		box!.third,
		box!.high,
		box!.least,
		box!.greatest
	].map((each) => wholeNumberText(each));
	const beyond =
		box!.beyond === 0
			? ''
			: `, ${numberText(box!.beyond)} beyond them, from ${least} to ${greatest}`;
	return `median ${wholeNumberText(value)}, half of ${countText(rows, 'row')} from ${first} to ${third}, whiskers from ${low} to ${high}${beyond}`;
}

/** A number under or beside an axis: short, and no two ticks read the same. */
export function tickNumber(value: number, unit: string | null): string {
	if (unit === 'bytes' && Math.abs(value) >= 1000)
		return `${value < 0 ? '-' : ''}${bytesText(Math.abs(value))}`;
	const size = Math.abs(value);
	if (size >= 1e15 || (size > 0 && size < 1e-3)) return value.toExponential().replace('e+', 'e');
	for (const [unit, name] of large) if (size >= unit) return `${numberText(value / unit)} ${name}`;
	return numberText(value);
}

const large = [
	[1e12, 'T'],
	[1e9, 'G'],
	[1e6, 'M']
] as const;

/** What an axis of places says of itself: its column, and the zone of its times. */
export function axisText(column: ChartColumn, zone: Zone): string {
	if (column.kind === 'moment')
		return [column.name, ...datesOf(column, zone), zone.name].join(', ');
	return withUnit(column.name, column.kind === 'number' ? unitOf(column.name) : null);
}

function withUnit(name: string, unit: string | null): string {
	return unit === null || unit === name ? name : `${name}, ${unit}`;
}

/** The dates between which times lie; none where each tick says its own. */
function datesOf({ from, to }: ChartColumn, zone: Zone): string[] {
	if (from === null || to === null || to - from > 20 * DAY) return [];
	const [first, last] = [from, to].map((at) => dateText(BigInt(Math.round(at)), zone));
	return [first === last ? first! : `${first} to ${last}`];
}

/** What an axis of what is measured says of itself. */
export function measureText({ plan, several }: Picture, unit: string | null): string {
	const { measure, mark } = plan;
	const name = mark === 'box' ? measure.column!.name : measureName(measure, several);
	return withUnit(name, unit ?? measureUnit(measure));
}

/** What has to be known beside the picture, a sentence each. */
export function notesOf(picture: Picture): string[] {
	const { plan, bins, rows, tooMany, lacking, cut, cutOff } = picture;
	const notes: string[] = [];
	if (plan.chosen.length > 0)
		notes.push(`Chosen by the types of the columns: ${plan.chosen.join(', ')}.`);
	if (tooMany)
		notes.push(
			`${countText(rows, 'row')} are aggregated in SQL: ${countText(measuredPoints(picture).length, 'place')} drawn.`
		);
	const steps = [
		plan.x && bins.x && stepText(plan.x, bins.x),
		plan.y && bins.y && stepText(plan.y, bins.y)
	].filter((step) => step);
	if (steps.length > 0) notes.push(`In stretches of ${steps.join(' and ')}.`);
	for (const { column, rows: count } of lacking)
		notes.push(
			`${countText(count, 'row')} without a value of ${column} ${count === 1 ? 'is' : 'are'} not drawn.`
		);
	for (const { column, shown, values, rows: count } of cut)
		notes.push(
			`${numberText(shown)} of ${countText(values, 'value')} of ${column} are drawn, those with the most; the others have ${countText(count, 'row')}.`
		);
	if (cutOff)
		notes.push('There are more places than can be drawn: the picture ends before the rows do.');
	return notes;
}

/** Null where all stand at one place, and where each has a stretch of its own. */
function stepText({ kind, name, whole, from, to }: ChartColumn, { step }: Bin): string | null {
	if (from === to) return null;
	if (kind === 'moment') return durationText(step / SECOND);
	if (kind === 'day') return countText(step / DAY, 'day');
	return whole && step === 1 ? null : `${wholeNumberText(step)} of ${name}`;
}

/** What a picture shows, in one sentence for who does not see it. */
export function pictureText(picture: Picture, zone: Zone): string {
	const { plan, panels } = picture;
	const along = plan.x === null ? '' : ` by ${axisText(plan.x, zone)}`;
	const upwards = plan.y === null ? '' : ` and ${axisText(plan.y, zone)}`;
	const colours = plan.colour === null ? '' : `, colours by ${plan.colour.name}`;
	const parts =
		plan.facet === null ? '' : `, ${countText(panels.length, 'picture')} by ${plan.facet.name}`;
	return `${plan.mark} of ${measureText(picture, null)}${along}${upwards}${colours}${parts}, ${countText(measuredPoints(picture).length, 'point')}`;
}
