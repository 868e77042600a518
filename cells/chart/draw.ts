import * as Plot from '@observablehq/plot';
import { nameText, shortened } from '#ui/drawings/shortened.ts';
import type { Banded, PictureLayout, Panel, Scaled } from './layout.ts';
import { colourOf, hasEdges, hasNumbers, inkOf, isInked, valueExtent } from './look.ts';
import { tickNumber } from './say.ts';
import type { Picture, DrawnPlace, DrawnPoint } from './picture.ts';

/** Pixels of what is drawn of a point, from the corner of its panel. */
export interface Spot {
	left: number;
	right: number;
	top: number;
	bottom: number;
}

/** A drawn panel, and where its points are. */
export interface DrawnPanel {
	node: Element;
	spotOf(point: DrawnPoint): Spot;
}

/** How the axes are called. */
export interface AxisWords {
	across: string | null;
	upwards: string | null;
}

interface Drawing {
	picture: Picture;
	layout: PictureLayout;
	panel: Panel;
	words: AxisWords;
	document: Document;
}

/** Draws one panel. All texts are text nodes. */
export function drawPanel(index: number, drawing: Drawing): DrawnPanel {
	const { picture, layout, panel } = drawing;
	const points = picture.points.filter((point) => point.panel === index);
	const { margin } = panel;
	const node = Plot.plot({
		document: drawing.document,
		width: panel.width,
		height: panel.height,
		marginLeft: margin.left,
		marginRight: margin.right,
		marginTop: margin.top,
		marginBottom: margin.bottom,
		style: {
			background: 'none',
			overflow: 'visible',
			color: 'var(--muted)',
			fontFamily: 'var(--words)',
			fontSize: '11px'
		},
		x: scaleOf(layout.across, false),
		y: scaleOf(layout.upwards, true),
		marks: [...axes(drawing), ...marksOf(points, drawing)]
	} as Plot.PlotOptions);
	const [x, y] = [node.scale('x')!, node.scale('y')!];
	return { node, spotOf: (point) => spotOf(point, drawing, { x, y }) };
}

function scaleOf(axis: Scaled | Banded, upwards: boolean): Plot.ScaleOptions {
	const common = { axis: null, label: null };
	if (axis.type === 'banded')
		return {
			...common,
			type: 'band',
			domain: [...axis.names],
			round: false,
			paddingInner: upwards ? 0.24 : 0.1,
			paddingOuter: 0.1
		};
	return { ...common, type: 'linear', domain: [axis.from, axis.to] };
}

const hair = { stroke: 'var(--hairline)', strokeOpacity: 1 };

function axes({ layout, words, panel }: Drawing): Plot.Markish[] {
	const { across, upwards } = layout;
	const plain = { tickSize: 0, tickPadding: 6, labelArrow: 'none', textStroke: 'none' } as const;
	return [
		across.type === 'scaled' && layout.lying
			? Plot.gridX(
					across.ticks.map(({ at }) => at),
					hair
				)
			: null,
		upwards.type === 'scaled'
			? Plot.gridY(
					upwards.ticks.map(({ at }) => at),
					hair
				)
			: null,
		Plot.axisX(valuesOf(across), {
			...plain,
			tickSize: across.type === 'scaled' && !layout.lying ? 4 : 0,
			tickFormat: formatOf(
				across,
				(panel.width - panel.margin.left - panel.margin.right) /
					Math.max(1, valuesOf(across).length)
			),
			label: words.across,
			labelAnchor: 'right',
			labelOffset: 32
		}),
		Plot.axisY(valuesOf(upwards), {
			...plain,
			tickFormat: formatOf(upwards, panel.margin.left - 14),
			label: words.upwards,
			labelAnchor: 'top'
		})
	] as Plot.Markish[];
}

function valuesOf(axis: Scaled | Banded): (number | string)[] {
	return axis.type === 'banded' ? [...axis.names] : axis.ticks.map(({ at }) => at);
}

/** @param room pixels for a name */
function formatOf(axis: Scaled | Banded, room: number): (value: unknown) => string {
	if (axis.type === 'banded') return (name) => shortened(nameText(String(name)), room);
	const texts = new Map(axis.ticks.map(({ at, text }) => [at, text]));
	return (at) => texts.get(Number(at)) ?? '';
}

function marksOf(points: readonly DrawnPoint[], drawing: Drawing): Plot.Markish[] {
	const { picture, layout } = drawing;
	const fill = (point: DrawnPoint) => colourOf(point.series, picture);
	const edge = hasEdges(picture) ? { stroke: 'var(--ground)', strokeWidth: 0.75 } : {};
	switch (picture.plan.mark) {
		case 'line':
			return lines(points, picture);
		case 'area':
			return areas(points, picture);
		case 'dot':
			return isInked(picture) ? cells(points, drawing) : dots(points, picture);
		case 'heat-map':
			return cells(points, drawing);
		case 'box':
			return boxes(points, picture);
		default:
			return layout.lying
				? [
						Plot.barX(points, { x1: 'base', x2: 'top', y: nameAt('x'), fill, ...edge }),
						zeroX(layout),
						hasNumbers(picture) ? numbers(points) : null
					]
				: [...standing(points, picture, { fill, ...edge }), zeroY(layout)];
	}
}

function standing(points: readonly DrawnPoint[], { plan }: Picture, look: object): Plot.Markish[] {
	if (plan.x!.kind === 'name')
		return [Plot.barY(points, { x: nameAt('x'), y1: 'base', y2: 'top', ...look })];
	return [
		Plot.rectY(points, {
			x1: at('x', 'from'),
			x2: at('x', 'to'),
			y1: 'base',
			y2: 'top',
			insetLeft: 0.5,
			insetRight: 0.5,
			...look
		})
	];
}

function numbers(points: readonly DrawnPoint[]): Plot.Markish {
	return Plot.text(points, {
		x: (point: DrawnPoint) => Math.max(0, point.top),
		y: nameAt('x'),
		text: (point: DrawnPoint) => tickNumber(point.value, null),
		textAnchor: 'start',
		dx: 5,
		fill: 'var(--text)'
	});
}

function zeroY({ upwards }: PictureLayout): Plot.Markish {
	return upwards.type === 'scaled' ? Plot.ruleY([0], { stroke: 'var(--edge)' }) : null;
}

function zeroX({ across }: PictureLayout): Plot.Markish {
	return across.type === 'scaled' ? Plot.ruleX([0], { stroke: 'var(--edge)' }) : null;
}

function lines(points: readonly DrawnPoint[], picture: Picture): Plot.Markish[] {
	const sorted = points.toSorted((a, b) => middle(a.x) - middle(b.x));
	const stroke = (point: DrawnPoint) => colourOf(point.series, picture);
	const few = points.length <= 60;
	const along = { x: (point: DrawnPoint) => middle(point.x), y: 'value' };
	return [
		Plot.lineY(sorted, {
			...along,
			z: 'series',
			stroke,
			strokeWidth: 1.75,
			strokeLinejoin: 'round'
		}),
		few ? Plot.dot(sorted, { ...along, fill: stroke, r: 2.5 }) : null
	];
}

function areas(points: readonly DrawnPoint[], picture: Picture): Plot.Markish[] {
	const sorted = points.toSorted((a, b) => middle(a.x) - middle(b.x));
	const fill = (point: DrawnPoint) => colourOf(point.series, picture);
	const along = { x: (point: DrawnPoint) => middle(point.x), z: 'series' };
	return [
		Plot.areaY(sorted, { ...along, y1: 'base', y2: 'top', fill }),
		Plot.lineY(sorted, { ...along, y: 'top', stroke: 'var(--ground)', strokeWidth: 1 }),
		Plot.ruleY([0], { stroke: 'var(--edge)' })
	];
}

function dots(points: readonly DrawnPoint[], picture: Picture): Plot.Markish[] {
	const { x, y } = picture.plan;
	return [
		Plot.dot(points, {
			x: x!.kind === 'name' ? nameAt('x') : at('x', 'from'),
			y: y!.kind === 'name' ? nameAt('y') : at('y', 'from'),
			r: 3,
			fill: (point: DrawnPoint) => colourOf(point.series, picture),
			stroke: 'var(--ground)',
			strokeWidth: 0.5
		})
	];
}

function cells(points: readonly DrawnPoint[], { picture }: Drawing): Plot.Markish[] {
	const { x, y } = picture.plan;
	const [from, to] = valueExtent(picture);
	const look = {
		fill: 'var(--series-0)',
		fillOpacity: (point: DrawnPoint) => inkOf(point.value, from, to),
		// The edge is what tells the lightest from the ground.
		stroke: 'var(--series-0)',
		strokeWidth: 0.5,
		inset: 0.75
	};
	const across =
		x!.kind === 'name' ? { x: nameAt('x') } : { x1: at('x', 'from'), x2: at('x', 'to') };
	const upwards =
		y!.kind === 'name' ? { y: nameAt('y') } : { y1: at('y', 'from'), y2: at('y', 'to') };
	const options = { ...look, ...across, ...upwards };
	if (x!.kind === 'name')
		return [y!.kind === 'name' ? Plot.cell(points, options) : Plot.barY(points, options)];
	return [y!.kind === 'name' ? Plot.barX(points, options) : Plot.rect(points, options)];
}

function boxes(points: readonly DrawnPoint[], { plan }: Picture): Plot.Markish[] {
	const y = plan.x === null ? () => '' : nameAt('x');
	const of = (name: keyof NonNullable<DrawnPoint['box']>) => (point: DrawnPoint) =>
		point.box![name];
	const far = (name: 'least' | 'greatest', edge: 'low' | 'high') =>
		Plot.dot(
			points.filter(({ box }) => box![name] !== box![edge]),
			{
				x: of(name),
				y,
				r: 2.5,
				stroke: 'var(--series-0)'
			}
		);
	return [
		Plot.ruleY(points, { y, x1: of('low'), x2: of('high'), stroke: 'var(--series-0)' }),
		Plot.barX(points, {
			y,
			x1: of('first'),
			x2: of('third'),
			fill: 'var(--raised)',
			stroke: 'var(--series-0)'
		}),
		Plot.tickX(points, { y, x: 'value', stroke: 'var(--series-0)', strokeWidth: 3 }),
		far('least', 'low'),
		far('greatest', 'high')
	];
}

function nameAt(axis: 'x' | 'y'): (point: DrawnPoint) => string {
	return (point) => String(point[axis]);
}

function at(axis: 'x' | 'y', end: 'from' | 'to'): (point: DrawnPoint) => number {
	return (point) => scaled(point[axis])[end];
}

function scaled(place: DrawnPlace | null): { from: number; to: number } {
	return place === null || typeof place === 'string' ? { from: 0, to: 0 } : place;
}

function middle(place: DrawnPlace | null): number {
	const { from, to } = scaled(place);
	return (from + to) / 2;
}

function spotOf(
	point: DrawnPoint,
	{ picture, layout }: Drawing,
	{ x, y }: { x: Plot.Scale; y: Plot.Scale }
): Spot {
	const ends = point.box === null ? [point.base, point.top] : [point.box.least, point.box.greatest];
	if (layout.lying) return { ...along(x, ends), ...between(bandOf(y, point.x)) };
	const centred = picture.plan.mark === 'line' || picture.plan.mark === 'area';
	const across = centred ? along(x, [middle(point.x)]) : spanOf(x, point.x);
	const measured = picture.plan.mark === 'line' ? [point.value] : centred ? [point.top] : ends;
	const { left: top, right: bottom } =
		picture.plan.y === null ? along(y, measured) : spanOf(y, point.y);
	return { ...across, top, bottom };
}

function along(scale: Plot.Scale, values: readonly number[]): { left: number; right: number } {
	const places = values.map((value) => Number(scale.apply(value)));
	return { left: Math.min(...places), right: Math.max(...places) };
}

function spanOf(scale: Plot.Scale, place: DrawnPlace | null): { left: number; right: number } {
	if (typeof place === 'string') return bandOf(scale, place);
	const { from, to } = scaled(place);
	return along(scale, [from, to]);
}

function bandOf(scale: Plot.Scale, place: DrawnPlace | null): { left: number; right: number } {
	const start = Number(scale.apply(typeof place === 'string' ? place : ''));
	return { left: start, right: start + (scale.bandwidth ?? 0) };
}

function between({ left, right }: { left: number; right: number }): {
	top: number;
	bottom: number;
} {
	return { top: left, bottom: right };
}
