import type { DrawnSpot } from '#ui/drawings/pointed.ts';
import { LETTER, nameText, shortened } from '#ui/drawings/shortened.ts';
import { heaviest, radiusOf, type NetPlace } from './force.ts';
import type { DrawnNetwork, NetworkLink } from './network.ts';

const MARGIN = 18;
const TALLEST = 560;
const SHORTEST = 160;
const LABEL = 14;
const LONGEST = 150;
const MOST_LABELS = 60;
/** Pixels of the heaviest link, of which there are so many at most before all are thinner. */
const THICKEST = 7;
const MOST_THICK = 80;
const THINNEST = 0.8;

/** An end of a net as it is drawn. */
export interface DrawnEnd {
	x: number;
	y: number;
	radius: number;
}

export interface NetLabel {
	end: number;
	text: string;
	/** The left end of its base line. */
	x: number;
	y: number;
}

/** A link as it is drawn: a bow to the right of its way, and a head where it ends. */
export interface DrawnLink {
	path: string;
	head: string;
	width: number;
	/** Its middle. */
	at: { x: number; y: number };
	/** Places along it. */
	along: readonly { x: number; y: number }[];
}

export interface NetLayout {
	height: number;
	ends: readonly DrawnEnd[];
	links: readonly DrawnLink[];
	labels: readonly NetLabel[];
}

/** Where everything of a net stands. @param width pixels that there are */
export function netLayout(
	{ ends, links }: Pick<DrawnNetwork, 'ends' | 'links'>,
	places: readonly NetPlace[],
	width: number
): NetLayout {
	const most = heaviest(ends);
	const { height, place } = fitted(places, width);
	const drawn = ends.map((end, i) => ({ ...place(places[i]!), radius: radiusOf(end, most) }));
	const pen = penOf(links);
	return {
		height,
		ends: drawn,
		links: links.map((link) => linkOf(link, drawn, pen(link))),
		labels: labelsOf(
			ends.map(({ name }) => nameText(name ?? '')),
			drawn,
			{ width, height }
		)
	};
}

/** The plane in the room that there is, with equal units both ways. */
function fitted(places: readonly NetPlace[], width: number) {
	const [xs, ys] = [places.map(({ x }) => x), places.map(({ y }) => y)];
	const [left, right] = [Math.min(...xs), Math.max(...xs)];
	const [top, bottom] = [Math.min(...ys), Math.max(...ys)];
	const [long, tall] = [Math.max(1, right - left), Math.max(1, bottom - top)];
	const room = width - 2 * MARGIN;
	const scale = Math.min(room / long, (TALLEST - 2 * MARGIN) / tall, 1.6);
	const height = Math.max(SHORTEST, Math.ceil(tall * scale + 2 * MARGIN));
	return {
		height,
		place: ({ x, y }: NetPlace) => ({
			x: width / 2 + (x - (left + right) / 2) * scale,
			y: height / 2 + (y - (top + bottom) / 2) * scale
		})
	};
}

/** How thick a link is: where there are many, all are thinner, so that they can be told apart. */
function penOf(links: readonly NetworkLink[]): (link: NetworkLink) => number {
	const heaviestLink = Math.max(0, ...links.map(({ weight }) => weight));
	const thickest = THICKEST * Math.min(1, Math.sqrt(MOST_THICK / links.length));
	const most = Math.max(THINNEST * 2, thickest);
	return ({ weight }) =>
		heaviestLink === 0 ? THINNEST : THINNEST + (most - THINNEST) * Math.sqrt(weight / heaviestLink);
}

function linkOf(
	{ source, target }: NetworkLink,
	ends: readonly DrawnEnd[],
	width: number
): DrawnLink {
	const [from, to] = [ends[source]!, ends[target]!];
	return source === target ? loopOf(from, width) : bowOf(from, to, width);
}

function bowOf(from: DrawnEnd, to: DrawnEnd, width: number): DrawnLink {
	const [dx, dy] = [to.x - from.x, to.y - from.y];
	const long = Math.max(1, Math.hypot(dx, dy));
	const bend = Math.min(24, long * 0.14);
	const middle = {
		x: (from.x + to.x) / 2 - (dy / long) * bend,
		y: (from.y + to.y) / 2 + (dx / long) * bend
	};
	const size = 4 + width;
	const tip = toward(to, middle, to.radius + 1);
	const base = toward(to, middle, to.radius + 1 + size);
	const start = toward(from, middle, from.radius);
	const curve = (part: number) => quadratic(start, middle, base, part);
	return {
		path: `M${pair(start)}Q${pair(middle)} ${pair(base)}`,
		head: headOf(tip, base, size * 0.55 + width / 4),
		width,
		at: curve(0.5),
		along: [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1].map(curve)
	};
}

/** What an end sent to itself. */
function loopOf({ x, y, radius }: DrawnEnd, width: number): DrawnLink {
	const size = radius + 9;
	const [left, right] = [
		{ x: x - radius * 0.7, y: y - radius * 0.8 },
		{ x: x + radius * 0.7, y: y - radius * 0.8 }
	];
	const top = { x, y: y - radius - size };
	const tip = { x: right.x, y: right.y };
	return {
		path: `M${pair(left)}C${pair({ x: x - size, y: top.y })} ${pair({ x: x + size, y: top.y })} ${pair(right)}`,
		head: headOf(tip, { x: right.x + 3, y: right.y - 5 - width }, 3 + width / 2),
		width,
		at: { x, y: y - radius - size * 0.7 },
		along: [left, right, { x, y: y - radius - size * 0.7 }]
	};
}

interface Spot {
	x: number;
	y: number;
}

/** So many pixels from a place toward another. */
function toward(from: Spot, to: Spot, by: number): Spot {
	const long = Math.max(1e-6, Math.hypot(to.x - from.x, to.y - from.y));
	const part = Math.min(1, by / long);
	return { x: from.x + (to.x - from.x) * part, y: from.y + (to.y - from.y) * part };
}

function quadratic(a: Spot, b: Spot, c: Spot, part: number): Spot {
	const rest = 1 - part;
	const at = (axis: 'x' | 'y') =>
		rest * rest * a[axis] + 2 * rest * part * b[axis] + part * part * c[axis];
	return { x: at('x'), y: at('y') };
}

function headOf(tip: Spot, base: Spot, half: number): string {
	const long = Math.max(1e-6, Math.hypot(tip.x - base.x, tip.y - base.y));
	const [x, y] = [((tip.y - base.y) / long) * half, (-(tip.x - base.x) / long) * half];
	return `M${pair(tip)}L${pair({ x: base.x + x, y: base.y + y })}L${pair({ x: base.x - x, y: base.y - y })}Z`;
}

function pair({ x, y }: Spot): string {
	return `${x.toFixed(1)} ${y.toFixed(1)}`;
}

/** Names of the heaviest ends, as many as lie on nothing. */
function labelsOf(
	names: readonly string[],
	ends: readonly DrawnEnd[],
	room: { width: number; height: number }
): NetLabel[] {
	const taken: DrawnSpot[] = ends.map(({ x, y, radius }) => ({
		x: x - radius,
		y: y - radius,
		width: 2 * radius,
		height: 2 * radius
	}));
	const labels: NetLabel[] = [];
	for (const [i, end] of ends.entries()) {
		if (labels.length >= MOST_LABELS) break;
		const text = shortened(names[i]!, LONGEST);
		const free = boxesBeside(end, text.length * LETTER).find(
			(box) => isInside(box, room) && !taken.some((other) => overlap(box, other))
		);
		if (free === undefined) continue;
		taken.push(free);
		labels.push({ end: i, text, x: free.x, y: free.y + LABEL - 3 });
	}
	return labels;
}

function boxesBeside({ x, y, radius }: DrawnEnd, width: number): DrawnSpot[] {
	const box = (left: number, top: number) => ({ x: left, y: top, width, height: LABEL });
	return [
		box(x + radius + 3, y - LABEL / 2),
		box(x - radius - 3 - width, y - LABEL / 2),
		box(x - width / 2, y + radius + 2),
		box(x - width / 2, y - radius - 2 - LABEL)
	];
}

function isInside({ x, y, width, height }: DrawnSpot, room: { width: number; height: number }) {
	return x >= 0 && y >= 0 && x + width <= room.width && y + height <= room.height;
}

function overlap(a: DrawnSpot, b: DrawnSpot): boolean {
	return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}
