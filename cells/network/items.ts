import type { DrawnNetwork } from './network.ts';

/** What of a network can be pointed at: an end, or a link, by its index. */
export interface NetworkItem {
	is: 'end' | 'link';
	index: number;
}

/** In the order of the keys: each end of a net, and behind it what it sent; the links of a matrix row by row. */
export function itemsOf({ as, ends, links }: DrawnNetwork): NetworkItem[] {
	const from = links.map((link, index) => ({ ...link, index }));
	const order = as === 'net' ? byWeight : byTarget;
	return ends.flatMap((_, i) => {
		const sent = from.filter(({ source }) => source === i).sort(order);
		const items: NetworkItem[] = sent.map(({ index }) => ({ is: 'link', index }));
		return as === 'net' ? [{ is: 'end' as const, index: i }, ...items] : items;
	});
}

interface Sent {
	target: number;
	weight: number;
}

function byWeight(a: Sent, b: Sent): number {
	return b.weight - a.weight || a.target - b.target;
}

function byTarget(a: Sent, b: Sent): number {
	return a.target - b.target;
}

/** Whether up and down lead from one to the other: to ends in a net, within a column in a matrix. */
export function alike({ as, links }: DrawnNetwork, a: NetworkItem, b: NetworkItem): boolean {
	if (as === 'net') return b.is === 'end';
	return links[a.index]!.target === links[b.index]!.target;
}
