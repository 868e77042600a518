import type { SankeyItem } from './items.ts';
import { heightAt, type SankeyLayout } from './sankey-layout.ts';

/** Pixels in which what stands for a value, or a thin band, is meant. */
const REACH = 4;

/** What is at a place of a sankey: what stands for a value, or else a band; null where there is neither. */
export function nearestOf(
	{ values, bands }: SankeyLayout,
	at: { x: number; y: number }
): SankeyItem | null {
	const value = values.findIndex(
		({ x, y, width, height }) =>
			at.x >= x - REACH && at.x <= x + width + REACH && at.y >= y - 1 && at.y <= y + height + 1
	);
	if (value >= 0) return { is: 'value', index: value };
	let [best, far] = [-1, REACH];
	bands.forEach((band, i) => {
		const middle = heightAt(band, at.x);
		if (middle === null) return;
		const away = Math.max(0, Math.abs(middle - at.y) - band.width / 2);
		if (away < far) [best, far] = [i, away];
	});
	return best < 0 ? null : { is: 'band', index: best };
}
