import { sankey as d3Sankey, sankeyLeft, type SankeyGraph } from 'd3-sankey';
import { LETTER } from '#ui/drawings/shortened.ts';
import type { Sankey } from './sankey.ts';
import { valueText } from './say.ts';

const HEAD = 22;
const BOX = 12;
const ROW = 24;
const TALLEST = 620;
const SHORTEST = 140;
const LONGEST = 0.26;

export interface DrawnValue {
	x: number;
	y: number;
	width: number;
	height: number;
	/** Where its words begin or end, and how much room they have. */
	text: { x: number; anchor: 'start' | 'end'; room: number };
}

export interface DrawnBand {
	path: string;
	width: number;
	/** Its middle line at a part of its way. */
	at(part: number): { x: number; y: number };
	from: number;
	to: number;
}

export interface SankeyLayout {
	height: number;
	values: readonly DrawnValue[];
	bands: readonly DrawnBand[];
	/** Where each column is named. */
	heads: readonly { x: number; anchor: 'start' | 'middle' | 'end' }[];
}

interface Node {
	index: number;
	column: number;
}

interface Link {
	source: number;
	target: number;
	value: number;
	index: number;
}

/** Where everything of a sankey stands. @param width pixels that there are */
export function sankeyLayout(sankey: Sankey, width: number): SankeyLayout {
	const columns = sankey.drawn.columns.length;
	const inColumn = (column: number) => sankey.values.filter((value) => value.column === column);
	const tallest = Math.max(...sankey.drawn.columns.map((_, column) => inColumn(column).length));
	const height = Math.max(SHORTEST, Math.min(TALLEST, tallest * ROW + 40));
	const room = (column: number) =>
		Math.min(
			width * LONGEST,
			Math.max(0, ...inColumn(column).map((value) => valueText(value).length)) * LETTER + 8
		);
	const [left, right] = [Math.ceil(room(0)), width - Math.ceil(room(columns - 1))];
	const { nodes, links } = placed(sankey, { left, right, height, padding: tallest > 12 ? 12 : 16 });
	const gap = (right - left - BOX) / (columns - 1) - BOX - 12;
	return {
		height: HEAD + height + 4,
		values: nodes.map(({ x0 = 0, y0 = 0, y1 = 0, column }) => ({
			x: x0,
			y: y0,
			width: BOX,
			height: Math.max(1, y1 - y0),
			text: textOf(column, columns, { x: x0, left, gap, end: width - right })
		})),
		bands: links.map(bandOf),
		heads: sankey.drawn.columns.map((_, column) => ({
			x:
				column === 0
					? 0
					: column === columns - 1
						? width
						: left + BOX / 2 + column * (gap + BOX + 12),
			anchor: column === 0 ? 'start' : column === columns - 1 ? 'end' : 'middle'
		}))
	};
}

/** Names stand outside of the first and the last column, and behind those between. */
function textOf(
	column: number,
	columns: number,
	{ x, left, gap, end }: { x: number; left: number; gap: number; end: number }
): DrawnValue['text'] {
	if (column === 0) return { x: x - 5, anchor: 'end', room: left - 5 };
	const room = column === columns - 1 ? end - 5 : gap;
	return { x: x + BOX + 5, anchor: 'start', room };
}

interface Frame {
	left: number;
	right: number;
	height: number;
	padding: number;
}

function placed(sankey: Sankey, { left, right, height, padding }: Frame): SankeyGraph<Node, Link> {
	const { values, bands } = sankey;
	const layout = d3Sankey<Node, Link>()
		.nodeWidth(BOX)
		.nodePadding(padding)
		.nodeAlign(sankeyLeft)
		.nodeSort((a, b) => a.index - b.index)
		.extent([
			[left, HEAD],
			[right, HEAD + height]
		]);
	return layout({
		nodes: values.map(({ column }, index) => ({ index, column })),
		links: bands.map(({ from, to, weight }, index) => ({
			source: from,
			target: to,
			value: weight,
			index
		}))
	});
}

function bandOf(link: SankeyGraph<Node, Link>['links'][number]): DrawnBand {
	const { x1 = 0 } = link.source as { x1?: number };
	const { x0 = 0 } = link.target as { x0?: number };
	const { y0 = 0, y1 = 0, width = 0 } = link;
	const middle = (x1 + x0) / 2;
	return {
		path: `M${x1} ${y0.toFixed(2)}C${middle} ${y0.toFixed(2)} ${middle} ${y1.toFixed(2)} ${x0} ${y1.toFixed(2)}`,
		width: Math.max(1, width),
		from: x1,
		to: x0,
		at: (part) => ({ x: cubic(x1, middle, middle, x0, part), y: cubic(y0, y0, y1, y1, part) })
	};
}

function cubic(a: number, b: number, c: number, d: number, part: number): number {
	const rest = 1 - part;
	return rest ** 3 * a + 3 * rest ** 2 * part * b + 3 * rest * part ** 2 * c + part ** 3 * d;
}

/** The middle line of a band, above a pixel: its way goes to the right all along. */
export function heightAt({ at, from, to }: DrawnBand, x: number): number | null {
	if (x < from || x > to) return null;
	let [low, high] = [0, 1];
	for (let i = 0; i < 20; i++) {
		const middle = (low + high) / 2;
		if (at(middle).x < x) low = middle;
		else high = middle;
	}
	return at(low).y;
}
