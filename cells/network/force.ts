import {
	forceCollide,
	forceLink,
	forceManyBody,
	forceSimulation,
	forceX,
	forceY,
	type SimulationLinkDatum,
	type SimulationNodeDatum
} from 'd3-force';
import type { NetworkEnd, NetworkLink } from './network.ts';

/** A place in the plane of a net, in no unit. */
export interface NetPlace {
	x: number;
	y: number;
}

const TICKS = 250;
/** Milliseconds that the page is held at most at a time, but for the one step that has to be ended. */
const HELD = 12;
const LEAST = 3;
const MOST = 13;

/** Pixels of the circle of an end: its area is its weight. */
export function radiusOf({ all }: NetworkEnd, most: number): number {
	return most === 0 ? LEAST : LEAST + (MOST - LEAST) * Math.sqrt(all.weight / most);
}

/** The heaviest of all ends. */
export function heaviest(ends: readonly NetworkEnd[]): number {
	return Math.max(0, ...ends.map(({ all }) => all.weight));
}

/**
 * Where the ends of a net lie: what is linked near each other, and none on another. The same ends and links always lie
 * the same. @param pause lets the page do what else there is to do
 */
export async function netPlaces(
	ends: readonly NetworkEnd[],
	links: readonly NetworkLink[],
	pause: () => Promise<void>
): Promise<NetPlace[]> {
	const most = heaviest(ends);
	const nodes: SimulationNodeDatum[] = ends.map(() => ({}));
	const pulls: SimulationLinkDatum<SimulationNodeDatum>[] = links
		.filter(({ source, target }) => source !== target)
		.map(({ source, target }) => ({ source, target }));
	const simulation = forceSimulation(nodes)
		.stop()
		.force('link', forceLink(pulls).distance(46))
		.force('charge', forceManyBody().strength(-90).distanceMax(400))
		.force('x', forceX(0).strength(0.04))
		.force('y', forceY(0).strength(0.1))
		.force(
			'collide',
			forceCollide((_, i) => radiusOf(ends[i]!, most) + 4)
		)
		.alphaDecay(1 - 0.001 ** (1 / TICKS));
	for (let ticks = 0; ticks < TICKS;) {
		const until = performance.now() + HELD;
		do simulation.tick();
		while (++ticks < TICKS && performance.now() < until);
		await pause();
	}
	return nodes.map(({ x, y }) => ({ x: x!, y: y! }));
}
