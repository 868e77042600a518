import type { DrawnSpot } from '#ui/drawings/pointed.ts';
import { LETTER } from '#ui/drawings/shortened.ts';
import { timeAxis } from '#ui/drawings/time-axis.ts';
import type { Zone } from '#lib/zone.ts';
import { laneText, rowsText } from './say.ts';
import type { InView, Timeline, TimelineMark } from './timeline.ts';
import type { Stretch } from './timeline-sql.ts';

const HEAD = 20;
const AXIS = 36;
const RIGHT = 16;
const LONGEST = 0.3;
const LEVEL = 10;
/** Pixels of a mark at least, and between two on one level. */
const LEAST = 8;
const APART = 2;
/** Pixels in which most words can be read. */
const ENOUGH = 80;

/** A lane, in pixels from the top of the drawing. */
export interface LaneBand {
	lane: number;
	top: number;
	height: number;
	text: string;
	/** Rows that begin in view, and in the stretch with most of them, whose bar is as high as the lane. */
	rows: number;
	most: number;
	/** What is told of them under its name. */
	rowsText: string;
}

/** What is drawn and can be pointed at: a row by itself, or how many begin in a stretch. */
export interface TimelineItem {
	lane: number;
	from: number;
	to: number;
	rows: number;
	/** Null of a stretch. */
	mark: TimelineMark | null;
	spot: DrawnSpot;
	/** Pixels that are free for words, and on which side of it. */
	room: number;
	side: 'left' | 'right';
}

export interface TimelineLayout {
	height: number;
	/** Where time begins, and how many pixels it takes. */
	left: number;
	inner: number;
	bands: readonly LaneBand[];
	/** Lane by lane, in the order of time. */
	items: readonly TimelineItem[];
	ticks: readonly { x: number; text: string }[];
}

/**
 * Where everything of a timeline stands.
 * @param view what is looked at, which what is known need not reach yet
 */
export function timelineLayout(
	timeline: Timeline,
	seen: InView,
	{ view, width, zone }: { view: Stretch; width: number; zone: Zone }
): TimelineLayout {
	const whole = bandsOf(timeline, seen);
	const words = whole.flatMap(({ text, rowsText }) => [text.length, rowsText.length]);
	const left = Math.ceil(Math.min(width * LONGEST, Math.max(...words) * LETTER)) + 10;
	const bands = whole.map((band) => ({ ...band, rowsText: fitting(band, left - 10) }));
	const inner = Math.max(80, width - left - RIGHT);
	const along: Along = { view, left, inner };
	const items = bands.flatMap((band) =>
		seen.marks === null ? barsOf(seen, band, along) : marksOf(seen.marks, band, along)
	);
	const extent = { from: BigInt(Math.round(view.from)), to: BigInt(Math.round(view.to)) };
	const { labels } = timeAxis(extent, { width: inner, left: left - 4, right: RIGHT }, zone);
	return {
		height: bands.at(-1)!.top + bands.at(-1)!.height + AXIS,
		left,
		inner,
		bands,
		items,
		ticks: labels.map(({ x, text }) => ({ x: left + x, text }))
	};
}

/** What is told of the rows of a lane, as far as it has room. */
function fitting({ rowsText: text, rows }: LaneBand, room: number): string {
	return text.length * LETTER <= room ? text : rowsText(rows, null);
}

/** Time along the drawing: what is looked at, where it begins, and how many pixels it takes. */
export interface Along {
	view: Stretch;
	left: number;
	inner: number;
}

/** Pixels of a moment. */
export function xOf(moment: number, { view, left, inner }: Along): number {
	return left + ((moment - view.from) / (view.to - view.from)) * inner;
}

/** The moment of a pixel. */
export function momentAt(x: number, { view, left, inner }: Along): number {
	return view.from + ((x - left) / inner) * (view.to - view.from);
}

function bandsOf({ lanes, columns }: Timeline, { buckets, marks }: InView): LaneBand[] {
	const rows = lanes.map(() => 0);
	const most = lanes.map(() => 1);
	for (const { lane, rows: count } of buckets) {
		rows[lane]! += count;
		most[lane] = Math.max(most[lane]!, count);
	}
	const shown = [...lanes.keys()].filter((i) => lanes[i]!.values > 0 || rows[i]! > 0);
	const height = shown.length === 1 ? 110 : shown.length <= 4 ? 60 : 42;
	return shown.map((lane, i) => ({
		lane,
		top: HEAD + i * height,
		height,
		text: laneText(lanes[lane]!, columns.lane),
		rows: rows[lane]!,
		most: most[lane]!,
		rowsText: rowsText(rows[lane]!, marks === null ? most[lane]! : null)
	}));
}

function barsOf(
	{ buckets }: InView,
	{ lane, top, height, most }: LaneBand,
	along: Along
): TimelineItem[] {
	const room = height - 8;
	return buckets
		.filter((bucket) => bucket.lane === lane && isInView(bucket, along.view))
		.map(({ from, to, rows }) => {
			const x = Math.max(along.left, xOf(from, along));
			const end = Math.min(along.left + along.inner, xOf(to, along));
			const tall = Math.max(2, (rows / most) * room);
			const spot = { x, y: top + height - tall, width: Math.max(1, end - x - 1), height: tall };
			return { lane, from, to, rows, mark: null, spot, room: 0, side: 'right' as const };
		});
}

function isInView({ from, to }: Stretch, view: Stretch): boolean {
	return from < view.to && (to > view.from || from >= view.from);
}

function marksOf(
	marks: readonly TimelineMark[],
	{ lane, top, height }: LaneBand,
	along: Along
): TimelineItem[] {
	const levels: TimelineItem[][] = Array.from(
		{ length: Math.max(1, Math.floor((height - 10) / LEVEL)) },
		() => []
	);
	const shown = marks.filter((mark) => mark.lane === lane && isInView(mark, along.view));
	const items = shown.map((mark): TimelineItem => {
		const { x, width } = spanOf(mark, along);
		const level = freeLevel(levels, x);
		const y = top + height - 4 - (level + 1) * LEVEL;
		const spot = { x, y, width, height: LEVEL - APART };
		const item: TimelineItem = { ...mark, rows: 1, mark, spot, room: 0, side: 'right' };
		levels[level]!.push(item);
		return item;
	});
	for (const level of levels) giveRoom(level, along);
	return items;
}

/** Words stand to the right of a mark as far as the next one; those of the last to its left where they have more room. */
function giveRoom(level: readonly TimelineItem[], { left, inner }: Along): void {
	level.forEach((item, i) => {
		const next = level[i + 1];
		const end = next === undefined ? left + inner + RIGHT : next.spot.x - 4;
		item.room = Math.max(0, end - endOf(item) - 6);
	});
	const [last, before] = [level.at(-1), level.at(-2)];
	if (last === undefined || last.room > ENOUGH) return;
	const free = last.spot.x - (before === undefined ? left : endOf(before)) - 12;
	const room = before === undefined ? free : free / 2;
	if (room <= last.room) return;
	Object.assign(last, { side: 'left', room });
	if (before !== undefined) before.room = Math.min(before.room, room);
}

function endOf({ spot }: TimelineItem): number {
	return spot.x + spot.width;
}

function spanOf({ from, to }: TimelineMark, along: Along): { x: number; width: number } {
	const [first, last] = [along.left, along.left + along.inner];
	const [start, end] = [Math.max(first, xOf(from, along)), Math.min(last, xOf(to, along))];
	if (end - start >= LEAST) return { x: start, width: end - start };
	return { x: (start + end) / 2 - LEAST / 2, width: LEAST };
}

/** The lowest level on which nothing is yet; where none is free, the one that will be first. */
function freeLevel(levels: readonly (readonly TimelineItem[])[], x: number): number {
	const ends = levels.map((level) => {
		const last = level.at(-1);
		return last === undefined ? -Infinity : endOf(last) + APART;
	});
	const free = ends.findIndex((end) => end <= x);
	return free >= 0 ? free : ends.indexOf(Math.min(...ends));
}

/** Index of the item that is nearest to a place of the drawing, within reach of the pointer; -1 where none is. */
export function nearestItem(
	{ items, bands }: Pick<TimelineLayout, 'items' | 'bands'>,
	x: number,
	y: number
): number {
	const band = bands.find(({ top, height }) => y >= top && y < top + height);
	let [best, far] = [-1, 24];
	items.forEach(({ lane, mark, spot }, i) => {
		if (lane !== band?.lane) return;
		const aside = Math.max(spot.x - x, x - spot.x - spot.width, 0);
		const above = mark === null ? 0 : Math.max(spot.y - y, y - spot.y - spot.height, 0);
		if (aside + above < far) [best, far] = [i, aside + above];
	});
	return best;
}

const PAGE = 10;

/** Where a key leads: to the sides along a lane, up and down to the nearest in time of the next; null where nowhere. */
export function walkedItem(key: string, at: number, items: readonly TimelineItem[]): number | null {
	const own = items[at];
	const lane = (step: number) => (own === undefined ? 0 : inLane(at + step, own.lane, items));
	switch (key) {
		case 'ArrowRight':
			return lane(1);
		case 'ArrowLeft':
			return lane(-1);
		case 'PageDown':
			return lane(PAGE);
		case 'PageUp':
			return lane(-PAGE);
		case 'Home':
			return lane(-items.length);
		case 'End':
			return lane(items.length);
		case 'ArrowDown':
			return own === undefined ? 0 : otherLane(at, 1, items);
		case 'ArrowUp':
			return own === undefined ? 0 : otherLane(at, -1, items);
		default:
			return null;
	}
}

function inLane(to: number, lane: number, items: readonly TimelineItem[]): number {
	const first = items.findIndex((item) => item.lane === lane);
	const last = items.findLastIndex((item) => item.lane === lane);
	return Math.max(first, Math.min(last, to));
}

function otherLane(at: number, way: 1 | -1, items: readonly TimelineItem[]): number {
	const own = items[at]!;
	const beyond = items.filter(({ lane }) => (lane - own.lane) * way > 0);
	const next = way === 1 ? beyond[0] : beyond.at(-1);
	if (next === undefined) return at;
	const away = ({ from }: TimelineItem) => Math.abs(from - own.from);
	const there = beyond.filter(({ lane }) => lane === next.lane);
	return items.indexOf(there.reduce((best, item) => (away(item) < away(best) ? item : best)));
}
