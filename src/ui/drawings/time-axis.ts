import { clockText, dateText } from '#lib/format-time.ts';
import type { TimeRange } from '#lib/time-range.ts';
import type { Zone } from '#lib/zone.ts';
import { scaleUtc } from 'd3-scale';

/** Milliseconds, as the scales and their ticks count. */
export function millis(moment: bigint): number {
	return Number(moment / 1000n);
}

/** The time along an axis, as it is drawn. */
export interface AxisSize {
	/** Pixels from the extent's beginning to its end. */
	width: number;
	/** Pixels beside the axis that its words may take too. */
	left: number;
	right: number;
}

/** Words under an axis; pixels from its beginning, where they begin and end. */
export interface AxisLabel {
	tick: number;
	text: string;
	x: number;
	from: number;
	to: number;
}

export interface TimeAxis {
	labels: AxisLabel[];
	/** Whether the zone's name has room beside the labels, at the very left. */
	zoneFits: boolean;
}

/** Pixels of a figure and of a letter at the size of these labels, and the least between two of them. */
const FIGURE = 7.2;
const LETTER = 6.8;
const APART = 10;
/** A label for so many pixels, where there is room. */
const SPARSE = 110;

/** As many round times as have room, the most of them that no two of which touch. */
export function timeAxis(extent: TimeRange, size: AxisSize, zone: Zone): TimeAxis {
	const most = Math.max(4, Math.floor(size.width / SPARSE));
	for (let count = most; count > 0; count--) {
		const labels = labelsOf(extent, ticksOf(extent, count, zone), size, zone);
		if (areApart(labels)) return { labels, zoneFits: fits(zone, labels, size) };
	}
	const labels = labelsOf(extent, ticksOf(extent, 1, zone), size, zone).slice(0, 1);
	return { labels, zoneFits: fits(zone, labels, size) };
}

function areApart(labels: readonly AxisLabel[]): boolean {
	return labels.every((label, i) => i === 0 || label.from >= labels[i - 1]!.to + APART);
}

/** The labels that do not reach beyond the drawing. */
function labelsOf(
	extent: TimeRange,
	ticks: readonly number[],
	{ width, left, right }: AxisSize,
	zone: Zone
): AxisLabel[] {
	const scale = scaleUtc()
		.domain([millis(extent.from), millis(extent.to)])
		.range([0, width]);
	return ticks
		.map((tick) => {
			const text = tickText(tick, extent, zone);
			const [x, half] = [scale(tick), (text.length * FIGURE) / 2];
			return { tick, text, x, from: x - half, to: x + half };
		})
		.filter(({ from, to }) => from >= -left && to <= width + right);
}

function fits(zone: Zone, [first]: readonly AxisLabel[], { left }: AxisSize): boolean {
	return first === undefined || zone.name.length * LETTER - left + APART <= first.from;
}

const DAY = 86_400_000;

/**
 * About `count` milliseconds since 1970 UTC within the extent that are round on the clocks of a zone, in
 * their order.
 */
export function ticksOf({ from, to }: TimeRange, count: number, zone: Zone): number[] {
	const [start, end] = [millis(from), millis(to)];
	const local = [start, end].map((ms) => ms + zone.offsetAt(Math.floor(ms / 1000)) * 1000);
	const ticks = scaleUtc()
		.domain(local)
		.ticks(count)
		.map((tick) => tick.getTime())
		.map((ms) => ms - zone.offsetAtLocal(Math.floor(ms / 1000)) * 1000);
	// A round time that clocks skip is the same moment as one that they have.
	return [...new Set(ticks)].filter((ms) => ms >= start && ms <= end);
}

/** A tick of {@link ticksOf}: the time of day, with the date where the axis is longer than a day. */
export function tickText(tick: number, extent: TimeRange, zone: Zone): string {
	const micros = BigInt(tick) * 1000n;
	const days = (millis(extent.to) - millis(extent.from)) / DAY;
	const [date, clock] = [dateText(micros, zone), clockText(micros, zone)];
	if (days > 20) return date;
	if (days > 1) return `${date.slice(-5)} ${clock.slice(0, 5)}`;
	if (tick % 1000 !== 0)
		return `${clock}.${String(((tick % 1000) + 1000) % 1000).padStart(3, '0')}`;
	return clock.slice(0, days < 0.01 ? 8 : 5);
}
