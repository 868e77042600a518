import type { Value } from '#tables/value.ts';
import { rowObjects, type Result } from '#engine/duckdb/engine.ts';
import { binStart, type Bin } from './bins.ts';
import type { ChartColumn, ChartFacts } from './columns.ts';
import { MOST_PLACES, MOST_ROWS, type Bins, type Dimension } from './drawn-sql.ts';
import { addsUp, type Plan } from './plan.ts';

/** Along an axis: a stretch or a place of times (microseconds since 1970 UTC) or numbers, or a name. */
export type DrawnPlace = { from: number; to: number } | string;

/** What is drawn at one place. */
export interface DrawnPoint {
	/** Null where the picture has no such axis. */
	x: DrawnPlace | null;
	y: DrawnPlace | null;
	/** What is measured there. */
	value: number;
	/** Rows that it rests on. */
	rows: number;
	/** Index of its colour, and of its panel. */
	series: number;
	panel: number;
	/** Between which it is drawn where it lies on others; from 0 where it lies on none. */
	base: number;
	top: number;
	/** Of a box. */
	box: FiveNumbers | null;
}

/** How values lie, as Tukey draws them. */
export interface FiveNumbers {
	low: number;
	first: number;
	third: number;
	high: number;
	least: number;
	greatest: number;
	/** Values beyond the whiskers. */
	beyond: number;
}

/** `named` has a name of the column, `absent` has none, `other` is all names beyond those that have room. */
export interface Group {
	is: 'named' | 'absent' | 'other';
	name: string | null;
	/** Names that it stands for. */
	values: number;
	rows: number;
}

/** Names along an axis that have no room. */
export interface CutNames {
	column: string;
	shown: number;
	values: number;
	rows: number;
}

/** All that is drawn, and what is not. */
export interface Picture {
	plan: Plan;
	bins: Bins;
	facts: ChartFacts;
	rows: number;
	points: readonly DrawnPoint[];
	/** In the order of their colours. */
	series: readonly Group[];
	panels: readonly Group[];
	/** Names along an axis, in their order; empty where it has none. */
	names: { x: readonly string[]; y: readonly string[] };
	/** Whether a place rests on several rows. */
	several: boolean;
	/** Whether rows were put together because there are too many to draw each. */
	tooMany: boolean;
	/** Columns of which rows lack a value and are not drawn, with how many rows. */
	lacking: readonly { column: string; rows: number }[];
	cut: readonly CutNames[];
	/** Whether there were more places than can be drawn. */
	cutOff: boolean;
}

type Row = Readonly<Record<string, Value>>;

/** The picture that the rows of `drawnSql` are. */
export function pictureOf(
	result: Result,
	plan: Plan,
	{ bins, facts }: { bins: Bins; facts: ChartFacts }
): Picture {
	const rows = rowObjects(result);
	const shown = rows.filter((row) => !row['x_beyond'] && !row['y_beyond'] && !row['facet_beyond']);
	const series = groupsOf(shown, 'colour', plan.colour);
	const panels = groupsOf(shown, 'facet', plan.facet).toSorted(byName);
	const found = shown.map((row) => pointOf(row, plan, { bins, series, panels }));
	const points = [...found, ...missingPoints(found, plan, bins)];
	return {
		plan,
		bins,
		facts,
		rows: facts.rows,
		points: isStacked(plan) ? stacked(points) : points,
		series,
		panels,
		names: { x: namesOf(shown, 'x', plan.x), y: namesOf(shown, 'y', plan.y) },
		several: points.some((point) => point.rows > 1),
		tooMany: facts.rows > MOST_ROWS,
		lacking: lackingOf(plan, facts),
		cut: cutsOf(rows, plan),
		cutOff: rows.length >= MOST_PLACES
	};
}

/** The points at which something was measured: the others are there so that no line is drawn over them. */
export function measuredPoints({ points }: Picture): DrawnPoint[] {
	return points.filter(({ value }) => !Number.isNaN(value));
}

/** Whether the colours of a place lie on each other. */
export function isStacked({ mark, measure }: Plan): boolean {
	return addsUp(measure) && (mark === 'bar' || mark === 'area' || mark === 'histogram');
}

interface Groups {
	bins: Bins;
	series: readonly Group[];
	panels: readonly Group[];
}

function pointOf(row: Row, plan: Plan, { bins, series, panels }: Groups): DrawnPoint {
	const value = Number(row['value']);
	return {
		x: placeOf(row['x'] ?? null, plan.x, bins.x),
		y: placeOf(row['y'] ?? null, plan.y, bins.y),
		value,
		rows: Number(row['rows']),
		series: groupAt(series, row, 'colour'),
		panel: groupAt(panels, row, 'facet'),
		base: 0,
		top: value,
		box: plan.mark === 'box' ? boxOf(row) : null
	};
}

function placeOf(value: Value, column: ChartColumn | null, bin: Bin | null): DrawnPlace | null {
	if (column === null || value === null) return null;
	if (column.kind === 'name') return String(value);
	const at = Number(value);
	if (bin === null) return { from: at, to: at };
	// A whole number stands in the middle of its bar.
	const shift = column.kind === 'number' && column.whole && bin.step === 1 ? 0.5 : 0;
	return { from: binStart(bin, at) - shift, to: binStart(bin, at + 1) - shift };
}

function boxOf(row: Row): FiveNumbers {
	const of = (name: string) => Number(row[name]);
	return {
		low: of('low'),
		first: of('first'),
		third: of('third'),
		high: of('high'),
		least: of('least'),
		greatest: of('greatest'),
		beyond: of('beyond')
	};
}

function groupsOf(rows: readonly Row[], dimension: Dimension, column: ChartColumn | null): Group[] {
	if (column === null) return [{ is: 'named', name: null, values: 1, rows: sum(rows) }];
	const groups = new Map<string, Group & { weight: number }>();
	for (const row of rows) {
		const { key, is, name } = identityOf(row, dimension);
		const values = is === 'other' ? Number(row[`${dimension}_values`]) : 1;
		const known = groups.get(key) ?? { is, name, values, rows: 0, weight: 0 };
		known.rows += Number(row['rows']);
		known.weight += Math.abs(Number(row['value']));
		known.values = Math.max(known.values, values);
		groups.set(key, known);
	}
	const named = [...groups.values()].filter(({ is }) => is === 'named').length;
	return [...groups.values()].sort(inOrder).map(({ is, name, values, rows: count }) => ({
		is,
		name,
		values: is === 'other' ? values - named : values,
		rows: count
	}));
}

const order = { named: 0, other: 1, absent: 2 } as const;

function inOrder(a: Group & { weight: number }, b: Group & { weight: number }): number {
	return order[a.is] - order[b.is] || b.weight - a.weight || (a.name! < b.name! ? -1 : 1);
}

function identityOf(row: Row, dimension: Dimension): Pick<Group, 'is' | 'name'> & { key: string } {
	if (row[`${dimension}_beyond`] === true) return { is: 'other', name: null, key: 'other' };
	const name = row[dimension] ?? null;
	if (name === null) return { is: 'absent', name: null, key: 'absent' };
	return { is: 'named', name: String(name), key: `named ${String(name)}` };
}

const collator = new Intl.Collator('en', { numeric: true });

/** Panels are looked for by their names, and colours by how much they have. */
function byName(a: Group, b: Group): number {
	return order[a.is] - order[b.is] || collator.compare(a.name ?? '', b.name ?? '');
}

function groupAt(groups: readonly Group[], row: Row, dimension: Dimension): number {
	if (groups.length === 1) return 0;
	const { is, name } = identityOf(row, dimension);
	return groups.findIndex((group) => group.is === is && group.name === name);
}

/** Names along an axis, the one with the most first. */
function namesOf(rows: readonly Row[], axis: 'x' | 'y', column: ChartColumn | null): string[] {
	if (column?.kind !== 'name') return [];
	const weights = new Map<string, number>();
	for (const row of rows) {
		const name = String(row[axis]);
		weights.set(name, (weights.get(name) ?? 0) + Math.abs(Number(row['value'])));
	}
	const names = [...weights.keys()];
	return names.sort((a, b) => weights.get(b)! - weights.get(a)! || (a < b ? -1 : 1));
}

function stacked(points: readonly DrawnPoint[]): DrawnPoint[] {
	const tops = new Map<string, { above: number; below: number }>();
	return points
		.toSorted((a, b) => a.series - b.series)
		.map((point) => {
			const key = JSON.stringify([point.panel, point.x]);
			const at = tops.get(key) ?? { above: 0, below: 0 };
			tops.set(key, at);
			const side = point.value < 0 ? 'below' : 'above';
			const base = at[side];
			at[side] += point.value;
			return { ...point, base, top: at[side] };
		});
}

/**
 * Places of a line or an area at which there is no row: none were counted there, and what is measured is absent, so
 * that no line is drawn over them.
 */
function missingPoints(
	points: readonly DrawnPoint[],
	{ mark, measure }: Plan,
	{ x: bin }: Bins
): DrawnPoint[] {
	if (mark !== 'area' && (mark !== 'line' || bin === null)) return [];
	const value = mark === 'area' || measure.column === null ? 0 : NaN;
	const places = placesAlong(points, bin);
	const lines = new Map<string, Map<number, DrawnPoint>>();
	for (const point of points) {
		const key = `${point.panel} ${point.series}`;
		lines.set(key, (lines.get(key) ?? new Map<number, DrawnPoint>()).set(startOf(point.x), point));
	}
	return [...lines.values()].flatMap((line) => {
		const [first] = line.values();
		return places
			.filter((place) => !line.has(startOf(place)))
			.map((x) => ({ ...first!, x, value, rows: 0, base: 0, top: value }));
	});
}

function placesAlong(points: readonly DrawnPoint[], bin: Bin | null): DrawnPlace[] {
	const known = new Map(points.map(({ x }) => [startOf(x), x!]));
	if (bin === null) return [...known.values()];
	const starts = [...known.keys()];
	const [from, to] = [Math.min(...starts), Math.max(...starts)];
	const count = Math.round((to - from) / bin.step);
	return Array.from({ length: count + 1 }, (_, i) => {
		const start = from + i * bin.step;
		const near = known.get(start);
		return near ?? { from: start, to: start + bin.step };
	});
}

function startOf(place: DrawnPlace | null): number {
	return place === null || typeof place === 'string' ? 0 : Number(place.from.toPrecision(15));
}

function lackingOf({ x, y, measure }: Plan, { rows, columns }: ChartFacts) {
	const drawn = [x, y, measure.column].filter((column) => column !== null);
	const names = new Set(drawn.map(({ name }) => name));
	return columns
		.filter(({ name, filled }) => names.has(name) && filled < rows)
		.map(({ name, filled }) => ({ column: name, rows: rows - filled }));
}

function cutsOf(rows: readonly Row[], plan: Plan): CutNames[] {
	const axes = [
		['x', plan.x],
		['y', plan.y],
		['facet', plan.facet]
	] as const;
	return axes.flatMap(([dimension, column]) => {
		const beyond = rows.filter((row) => row[`${dimension}_beyond`] === true);
		if (column === null || beyond.length === 0) return [];
		const names = new Set(
			rows.filter((row) => row[dimension] !== null).map((row) => String(row[dimension]))
		);
		const values = Number(beyond[0]![`${dimension}_values`]);
		return [{ column: column.name, shown: names.size, values, rows: sum(beyond) }];
	});
}

function sum(rows: readonly Row[]): number {
	return rows.reduce((all, row) => all + Number(row['rows']), 0);
}
