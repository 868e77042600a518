import { utc, type Zone } from '#lib/zone.ts';
import { LETTER, nameText } from '#ui/drawings/shortened.ts';
import { timeAxis } from '#ui/drawings/time-axis.ts';
import { roundStep } from '#lib/round-step.ts';
import { unitOf } from '../column-sql.ts';
import { type ChartColumn } from './columns.ts';
import { measureUnit } from './plan.ts';
import { groupText, tickNumber } from './say.ts';
import { hasNumbers, isInked } from './look.ts';
import { measuredPoints, type Picture, type DrawnPlace, type DrawnPoint } from './picture.ts';

const ROW = 20;
const LEGEND_ROW = 20;
const AXIS = 34;
/** Pixels of the line that a panel's title stands in. */
export const LABEL = 18;
const LONGEST = 0.34;
const NARROWEST_PANEL = 300;

/** Where numbers or times lie along an axis. */
export interface Scaled {
	type: 'scaled';
	from: number;
	to: number;
	ticks: readonly Tick[];
}

/** Names along an axis, in their order. */
export interface Banded {
	type: 'banded';
	names: readonly string[];
}

export interface Tick {
	at: number;
	text: string;
}

/** A picture of one panel, in pixels from its own corner. */
export interface Panel {
	left: number;
	top: number;
	width: number;
	height: number;
	title: string | null;
	margin: { left: number; right: number; top: number; bottom: number };
}

export interface LegendEntry {
	series: number;
	text: string;
	left: number;
	top: number;
}

/** Where everything of a picture stands. */
export interface PictureLayout {
	width: number;
	height: number;
	/** Whether what is measured goes along the picture, so that names can be read. */
	lying: boolean;
	across: Scaled | Banded;
	upwards: Scaled | Banded;
	panels: readonly Panel[];
	legend: readonly LegendEntry[];
	/** Whether each line has its name at its end. */
	direct: boolean;
}

/** @param width pixels that there are */
export function layoutOf(picture: Picture, width: number, zone: Zone): PictureLayout {
	const { plan, panels } = picture;
	const lying = plan.mark === 'box' || (plan.mark === 'bar' && plan.x?.kind === 'name');
	const direct =
		plan.mark === 'line' && plan.colour !== null && panels.length === 1 && width >= 480;
	const columns =
		panels.length === 1
			? 1
			: Math.max(1, Math.min(panels.length, Math.floor(width / NARROWEST_PANEL)));
	const panelWidth = Math.floor(width / columns);
	const legend = plan.colour === null || direct ? [] : legendOf(picture, width);
	const head = isInked(picture)
		? LEGEND_ROW
		: legend.length === 0
			? 0
			: legend.at(-1)!.top + LEGEND_ROW;
	const upwards = lying ? namesAxis(picture) : upwardsAxis(picture, zone);
	const margin = marginOf(picture, { upwards, direct, panelWidth });
	const inner = panelWidth - margin.left - margin.right;
	const across = lying ? valueAxis(picture, inner) : acrossAxis(picture, inner, zone);
	const titled = plan.facet === null ? 0 : LABEL;
	const panelHeight = heightOf(upwards, panels.length) + margin.top + margin.bottom;
	return {
		width,
		height: head + Math.ceil(panels.length / columns) * (panelHeight + titled),
		lying,
		across,
		upwards,
		legend,
		direct,
		panels: panels.map((group, i) => ({
			left: (i % columns) * panelWidth,
			top: head + titled + Math.floor(i / columns) * (panelHeight + titled),
			width: panelWidth,
			height: panelHeight,
			title: plan.facet === null ? null : groupText(group, plan.facet),
			margin
		}))
	};
}

function heightOf(upwards: Scaled | Banded, panels: number): number {
	if (upwards.type === 'banded') return Math.max(1, upwards.names.length) * ROW;
	return panels === 1 ? 200 : 130;
}

interface Sides {
	upwards: Scaled | Banded;
	direct: boolean;
	panelWidth: number;
}

function marginOf(picture: Picture, { upwards, direct, panelWidth }: Sides) {
	const { series, plan, points } = picture;
	const words =
		upwards.type === 'banded' ? upwards.names.map(nameText) : upwards.ticks.map(({ text }) => text);
	const most = panelWidth * LONGEST;
	const room = (texts: readonly string[]) =>
		Math.min(most, Math.max(0, ...texts.map(({ length }) => length)) * LETTER);
	const names = direct ? series.map((group) => groupText(group, plan.colour)) : [];
	const numbers = hasNumbers(picture) ? points.map(({ value }) => tickNumber(value, null)) : [];
	return {
		left: Math.ceil(room(words)) + 14,
		right: Math.ceil(Math.min(panelWidth * 0.25, room([...names, ...numbers]))) + 16,
		top: LABEL + 4,
		bottom: AXIS
	};
}

function legendOf({ series, plan }: Picture, width: number): LegendEntry[] {
	let [left, top] = [0, 0];
	return series.map((group, i) => {
		const text = groupText(group, plan.colour);
		const room = Math.min(width, text.length * LETTER + 36);
		if (left > 0 && left + room > width) [left, top] = [0, top + LEGEND_ROW];
		const entry = { series: i, text, left, top };
		left += room;
		return entry;
	});
}

function namesAxis({ plan, names }: Picture): Banded {
	return { type: 'banded', names: plan.x === null ? [''] : names.x };
}

function acrossAxis(picture: Picture, inner: number, zone: Zone): Scaled | Banded {
	const { plan, names, points } = picture;
	if (plan.x === null || plan.x.kind === 'name') return { type: 'banded', names: names.x };
	return placesAxis(
		plan.x,
		points.map(({ x }) => x),
		inner,
		zone
	);
}

function upwardsAxis(picture: Picture, zone: Zone): Scaled | Banded {
	const { plan, names, points } = picture;
	if (plan.y === null) return valueAxis(picture, 160 * 2);
	if (plan.y.kind === 'name') return { type: 'banded', names: names.y };
	const axis = placesAxis(
		plan.y,
		points.map(({ y }) => y),
		400,
		zone
	);
	return axis;
}

function placesAxis(
	column: ChartColumn,
	places: readonly (DrawnPlace | null)[],
	inner: number,
	zone: Zone
): Scaled {
	const scaled = places.filter((place) => place !== null && typeof place !== 'string');
	let [from, to] = [
		Math.min(...scaled.map((place) => place.from)),
		Math.max(...scaled.map((place) => place.to))
	];
	if (from === to) [from, to] = around(column, from);
	const axis = { type: 'scaled' as const, from, to };
	if (column.kind === 'number')
		return { ...axis, ticks: numberTicks(column, { from, to }, inner / 80) };
	return { ...axis, ticks: timeTicks({ from, to }, inner, column.kind === 'day' ? null : zone) };
}

/** One place alone has some room on both sides. */
function around({ kind }: ChartColumn, at: number): [number, number] {
	const room = kind === 'number' ? Math.max(1, Math.abs(at) / 10) : 30_000_000;
	return [at - room, at + room];
}

/** @param zone null for dates of no zone */
function timeTicks(ends: { from: number; to: number }, width: number, zone: Zone | null): Tick[] {
	const extent = { from: BigInt(Math.floor(ends.from)), to: BigInt(Math.ceil(ends.to)) };
	const { labels } = timeAxis(extent, { width, left: 24, right: 16 }, zone ?? utc);
	return labels.map(({ tick, text }) => ({
		at: tick * 1000,
		text: zone === null ? text.replace(' 00:00', '') : text
	}));
}

/** What is measured: bars and areas stand on zero, and so do counts. */
function valueAxis(picture: Picture, inner: number): Scaled {
	const { plan } = picture;
	const ends = measuredPoints(picture).flatMap(endsOf);
	const onZero = plan.mark !== 'line' && plan.mark !== 'box' ? true : plan.measure.column === null;
	let [from, to] = [
		Math.min(...ends, ...(onZero ? [0] : [])),
		Math.max(...ends, ...(onZero ? [0] : []))
	];
	if (from === to)
		[from, to] = onZero
			? [0, 1]
			: [from - Math.max(1, Math.abs(from) / 10), to + Math.max(1, Math.abs(to) / 10)];
	const unit = measureUnit(plan.measure);
	const step = roundStep((to - from) / Math.max(2, inner / 80));
	const whole = plan.measure.column === null ? Math.max(1, step) : step;
	const [low, high] = [Math.floor(from / whole) * whole, Math.ceil(to / whole) * whole];
	return { type: 'scaled', from: low, to: high, ticks: stepsOf(low, high, whole, unit) };
}

function endsOf({ base, top, box }: DrawnPoint): number[] {
	return box === null ? [base === 0 ? top : base, top] : [box.least, box.greatest];
}

function numberTicks(
	{ name, naming }: ChartColumn,
	{ from, to }: { from: number; to: number },
	count: number
): Tick[] {
	const step = roundStep((to - from) / Math.max(2, count));
	const ticks = stepsOf(Math.ceil(from / step) * step, to, step, unitOf(name));
	return naming ? ticks.map(({ at }) => ({ at, text: String(at) })) : ticks;
}

function stepsOf(from: number, to: number, step: number, unit: string | null): Tick[] {
	const count = Math.floor((to - from) / step + 1e-6);
	return Array.from({ length: count + 1 }, (_, i) => {
		const at = Number((from + i * step).toPrecision(12));
		return { at, text: tickNumber(at, unit) };
	});
}
