import type { Value } from '#tables/value.ts';
import { rowObjects } from '#engine/duckdb/engine.ts';
import { tokensOf } from '#engine/sql/tokens.ts';
import { timeStep } from '#lib/round-step.ts';
import { MICROS_PER_SECOND as SECOND } from '#lib/time.ts';
import type { Zone } from '#lib/zone.ts';
import { rowsOf } from '../column-sql.ts';
import type { AskRows } from '../drawn-rows.svelte.ts';
import { timelineColumns, type TimelineColumns } from './timeline-columns.ts';
import type { TimelineSpec } from './timeline-spec.ts';
import {
	alertSql,
	densitySql,
	extentSql,
	lanesSql,
	marksSql,
	MOST_LANES,
	type Buckets,
	type Stretch
} from './timeline-sql.ts';

/** So many rows are drawn each by itself; of more it is told how many there are in each stretch. */
export const MOST_MARKS = 300;

/** What the rows of a statement are, whatever part of them is looked at. */
export interface Timeline {
	columns: TimelineColumns;
	rows: number;
	/** Rows without a time, which are nowhere. */
	timeless: number;
	/** Rows that end before they begin, which are drawn as moments. */
	backward: number;
	/** From the first to the last, with some room; null where no row has a time. */
	extent: Stretch | null;
	lanes: readonly Lane[];
	/** When the alert at hand was; null where the statement does not read it. */
	alert: number | null;
}

/** `named` has a value of the column, `absent` has none, `other` is all values beyond those that have lanes. */
export interface Lane {
	is: 'named' | 'absent' | 'other';
	name: string;
	/** Values that it stands for. */
	values: number;
}

/** Rows of a lane that begin in one stretch of time. */
export interface Bucket {
	lane: number;
	from: number;
	to: number;
	rows: number;
}

/** A row by itself. */
export interface TimelineMark {
	lane: number;
	from: number;
	/** As `from` where it is one moment. */
	to: number;
	/** All its columns. */
	row: readonly Value[];
}

/** What there is between two times. */
export interface InView {
	view: Stretch;
	/** Microseconds of a bucket. */
	step: number;
	/** Rows that begin there. */
	rows: number;
	/** Rows that began before and reach into it. */
	before: number;
	buckets: readonly Bucket[];
	/** In the order of lanes and times; null where there are too many. */
	marks: readonly TimelineMark[] | null;
}

/**
 * What is known of the rows of a timeline before any of them is drawn; null where there are none.
 * @throws what `ask` throws; `recipe not valid` where the columns do not fit
 */
export async function timelineOf(
	{ sql, named }: Pick<TimelineSpec, 'sql' | 'named'>,
	ask: AskRows
): Promise<Timeline | null> {
	const columns = timelineColumns(named, (await ask(`SELECT * FROM ${rowsOf(sql)}`, 1)).columns);
	const [found = {}] = rowObjects(await ask(extentSql(sql, columns), 1));
	const [rows, timeless] = [Number(found['rows']), Number(found['timeless'])];
	if (rows === 0) return null;
	const alert = await alertOf(sql, ask);
	const ends = { from: Number(found['from']), to: Number(found['to']) };
	return {
		columns,
		rows,
		timeless,
		backward: Number(found['backward']),
		extent: rows === timeless ? null : withRoom(ends, alert),
		lanes: await lanesOf(sql, columns, ask),
		alert
	};
}

/** The alert is in sight where it is no farther away than the rows reach. */
function withRoom({ from, to }: Stretch, alert: number | null): Stretch {
	const long = to - from;
	const near = alert !== null && alert >= from - long && alert <= to + long;
	const [first, last] = near ? [Math.min(from, alert), Math.max(to, alert)] : [from, to];
	const room = first === last ? 30 * SECOND : Math.ceil((last - first) / 50) + 1;
	return { from: Math.floor(first - room), to: Math.ceil(last + room) };
}

async function alertOf(sql: string, ask: AskRows): Promise<number | null> {
	if (!tokensOf(sql).some(({ word }) => word === 'alert')) return null;
	const at = (await ask(alertSql, 1)).rows[0]?.[0] ?? null;
	return at === null ? null : Number(at);
}

async function lanesOf(sql: string, columns: TimelineColumns, ask: AskRows): Promise<Lane[]> {
	if (columns.lane === null) return [{ is: 'named', name: '', values: 1 }];
	const found = rowObjects(await ask(lanesSql(sql, columns), MOST_LANES));
	const named = found.map(({ lane }) => lane).filter((lane) => lane !== null);
	const many = Number(found[0]?.['many'] ?? 0);
	const lanes: Lane[] = named.map((name) => ({ is: 'named', name: String(name), values: 1 }));
	return [
		...lanes,
		{ is: 'absent', name: '', values: found[0]?.['lacks'] === true ? 1 : 0 },
		{ is: 'other', name: '', values: many - named.length }
	];
}

/** The buckets that a stretch of time is told in, which begin with the hours and days of a zone. */
export function bucketsOf({ from, to }: Stretch, most: number, zone: Zone): Buckets {
	const step = timeStep(to - from, most);
	const shift = zone.offsetAt(Math.floor(from / SECOND)) * SECOND;
	return { origin: Math.floor((from + shift) / step) * step - shift, step };
}

interface Looking {
	view: Stretch;
	/** Buckets that there is room for. */
	most: number;
	zone: Zone;
}

/** What there is of a timeline between two times. @throws what `ask` throws */
export async function inView(
	sql: string,
	{ columns, lanes: all }: Timeline,
	{ view, most, zone }: Looking,
	ask: AskRows
): Promise<InView> {
	const lanes = columns.lane === null ? [''] : namesOf(all);
	const buckets = bucketsOf(view, most, zone);
	const places = rowObjects(
		await ask(densitySql(sql, columns, { lanes, view, buckets }), (most + 2) * (MOST_LANES + 2))
	);
	const told = places.filter(({ bucket }) => bucket !== null).map((row) => bucketOf(row, buckets));
	const counted = {
		rows: sum(told.map(({ rows }) => rows)),
		before: sum(places.filter(({ bucket }) => bucket === null).map((row) => Number(row['rows'])))
	};
	const isFew = counted.rows + counted.before <= MOST_MARKS;
	const marks = isFew ? await ask(marksSql(sql, columns, { lanes, view }), MOST_MARKS) : null;
	return {
		view,
		step: buckets.step,
		...counted,
		buckets: told,
		marks: marks === null ? null : marks.rows.map(markOf)
	};
}

function namesOf(lanes: readonly Lane[]): string[] {
	return lanes.filter(({ is }) => is === 'named').map(({ name }) => name);
}

function bucketOf(row: Record<string, Value>, { origin, step }: Buckets): Bucket {
	const from = origin + Number(row['bucket']) * step;
	return { lane: Number(row['place']), from, to: from + step, rows: Number(row['rows']) };
}

function markOf([lane, from, to, ...row]: readonly Value[]): TimelineMark {
	return { lane: Number(lane), from: Number(from), to: Number(to), row };
}

function sum(numbers: readonly number[]): number {
	return numbers.reduce((all, each) => all + each, 0);
}
