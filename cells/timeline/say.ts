import type { Value } from '#tables/value.ts';
import type { ResultColumn } from '#engine/duckdb/engine.ts';
import { countText, numberText } from '#lib/format-number.ts';
import { dateText, durationText, exactText, spanText, stampText } from '#lib/format-time.ts';
import { DAY } from '#lib/round-step.ts';
import { MICROS_PER_SECOND as SECOND } from '#lib/time.ts';
import type { Zone } from '#lib/zone.ts';
import { nameText } from '#ui/drawings/shortened.ts';
import { isOfOrigin } from '#tables/columns-of.ts';
import { valueText } from '../value-text.ts';
import type { InView, Lane, Timeline } from './timeline.ts';
import type { TimelineColumns } from './timeline-columns.ts';
import type { TimelineItem } from './timeline-layout.ts';
import type { Stretch } from './timeline-sql.ts';

/** A lane as it is read. @param column whose values the lanes are; null where all rows stand in one */
export function laneText({ is, name, values }: Lane, column: ResultColumn | null): string {
	if (column === null) return 'rows';
	if (is === 'absent') return `no ${column.name}`;
	return is === 'other' ? `other, ${countText(values, 'value')}` : nameText(name);
}

/** How many rows of a lane begin in view, and in the highest of its bars; null where each is drawn by itself. */
export function rowsText(rows: number, most: number | null): string {
	return most === null || rows === 0
		? countText(rows, 'row')
		: `${countText(rows, 'row')}, most ${numberText(most)}`;
}

/** From one moment to another, exactly where a second would not tell them apart. */
export function stretchText({ from, to }: Stretch, zone: Zone): string {
	const [first, last] = [BigInt(Math.round(from)), BigInt(Math.round(to))];
	const whole = from % SECOND === 0 && to % SECOND === 0;
	if (to - from >= 20 * SECOND || whole) return spanText(first, last, zone);
	return `${exactText(first, zone)} to ${exactText(last, zone)}`;
}

/** What an axis of time says of itself. */
export function axisText({ ts }: TimelineColumns, { from, to }: Stretch, zone: Zone): string {
	const [first, last] = [from, to].map((at) => dateText(BigInt(Math.round(at)), zone));
	const dates = to - from > 20 * DAY ? [] : [first === last ? first! : `${first} to ${last}`];
	return [ts.name, ...dates, zone.name].join(', ');
}

/** Everything that is known of what is pointed at, in one sentence. */
export function itemText(item: TimelineItem, { columns, lanes }: Timeline, zone: Zone): string {
	const lane = columns.lane === null ? [] : [laneText(lanes[item.lane]!, columns.lane)];
	if (item.mark === null)
		return `${[...lane, stretchText(item, zone)].join(' · ')}: ${countText(item.rows, 'row')}`;
	return [...lane, timeText(item, zone), ...valuesOf(item.mark.row, columns, zone)].join(' · ');
}

function timeText({ from, to }: Stretch, zone: Zone): string {
	const first = BigInt(from);
	const start = from % SECOND === 0 ? stampText(first, zone) : exactText(first, zone);
	return from === to ? start : `${start} for ${durationText((to - from) / SECOND)}`;
}

/** Values that tell what a row is: its label, or those of its first columns. */
const MOST_VALUES = 6;

function valuesOf(row: readonly Value[], columns: TimelineColumns, zone: Zone): string[] {
	return tellingOf(row, columns)
		.slice(0, MOST_VALUES)
		.map((at) => {
			const column = columns.all[at]!;
			const text = valueText(row[at]!, column, zone);
			return column === columns.label ? text : `${column.name} ${text}`;
		});
}

/** Indices of the columns that tell what a row is and have a value in it: the label alone where there is one. */
export function tellingOf(
	row: readonly Value[],
	{ ts, end, lane, label, all }: TimelineColumns
): number[] {
	const known = [ts, end, lane];
	return [...all.keys()].filter((at) => {
		const column = all[at]!;
		if ((row[at] ?? null) === null) return false;
		return label === null ? !known.includes(column) && !isOfOrigin(column.name) : column === label;
	});
}

/** What has to be known beside the picture, a sentence each. */
export function notesOf({ rows, timeless, backward, columns }: Timeline, seen: InView): string[] {
	const notes: string[] = [];
	if (columns.chosen.length > 0)
		notes.push(`Chosen by the names and types of the columns: ${columns.chosen.join(', ')}.`);
	if (seen.marks === null)
		notes.push(
			`${countText(seen.rows, 'row')} in view are counted in SQL where they begin, in stretches of ${durationText(seen.step / SECOND)}; nearer each is drawn by itself.`
		);
	if (seen.before > 0)
		notes.push(
			`${countText(seen.before, 'row')} began before and ${seen.before === 1 ? 'reaches' : 'reach'} into view${seen.marks === null ? ', and are not counted in it' : ''}.`
		);
	if (timeless > 0)
		notes.push(
			`${countText(timeless, 'row')} of ${numberText(rows)} without a time ${timeless === 1 ? 'is' : 'are'} not drawn.`
		);
	if (backward > 0)
		notes.push(
			`${countText(backward, 'row')} ${backward === 1 ? 'ends' : 'end'} before ${backward === 1 ? 'it begins' : 'they begin'}: drawn as moments.`
		);
	return notes;
}

/** What a picture shows, in one sentence for who does not see it. */
export function pictureText({ columns }: Timeline, { rows, marks, buckets }: InView, zone: Zone) {
	const drawn =
		marks === null
			? countText(buckets.length, 'stretch', 'stretches')
			: countText(marks.length, 'mark');
	const lanes = columns.lane === null ? '' : ` in lanes by ${columns.lane.name}`;
	return `timeline by ${columns.ts.name}, ${zone.name}${lanes}: ${countText(rows, 'row')} in view, ${drawn}`;
}
