/** A name at the end of its line. */
export interface EndLabel {
	series: number;
	text: string;
	left: number;
	top: number;
}

const APART = 13;

/** The same labels, moved up and down as little as it takes so that none lies on another. */
export function apart(labels: readonly EndLabel[], bottom: number): EndLabel[] {
	const sorted = labels.toSorted((a, b) => a.top - b.top);
	let above = -Infinity;
	const down = sorted.map((label) => {
		above = Math.max(label.top, above + APART);
		return { ...label, top: above };
	});
	let below = bottom + APART;
	return down.toReversed().map((label) => {
		below = Math.min(label.top, below - APART);
		return { ...label, top: below };
	});
}
