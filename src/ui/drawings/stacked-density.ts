/** How many rows of one name lie in each of equal parts of the time. */
export interface DensitySeries {
	name: string;
	/** By part, from the first. */
	rows: readonly number[];
}

export interface StackedSeries {
	name: string;
	/** All rows of it; of those that share a colour, of all of them. */
	rows: number;
	/** How many names it stands for. */
	names: number;
	/** Place of its colour among those of series; null for what shares one. */
	colour: number | null;
	path: string;
}

/** Names with a colour of their own. */
const MOST = 7;
/** What is there at all is seen. */
const LEAST = 1;

/**
 * Bars of all series on each other, from zero, those with most rows at the foot. All beyond seven names share a colour.
 */
export function stackedDensity(
	series: readonly DensitySeries[],
	{ width, height }: { width: number; height: number }
): { stacks: readonly StackedSeries[]; most: number } {
	const groups = grouped(series);
	const parts = groups[0]?.rows.length ?? 0;
	const sums = Array.from({ length: parts }, (_, i) => sum(groups.map(({ rows }) => rows[i]!)));
	const most = Math.max(0, ...sums);
	const tops = sums.map(() => height);
	const step = width / Math.max(1, parts);
	const stacks = groups.map(({ name, names, colour, rows }) => {
		const path = rows.map((n, i) => {
			if (n === 0) return '';
			const tall = Math.max(LEAST, (n / most) * height);
			tops[i]! -= tall;
			return `M${(i * step).toFixed(2)} ${tops[i]!.toFixed(2)}h${Math.max(1, step - 0.5).toFixed(2)}v${tall.toFixed(2)}h${(-Math.max(1, step - 0.5)).toFixed(2)}z`;
		});
		return { name, names, colour, rows: sum(rows), path: path.join('') };
	});
	return { stacks, most };
}

function grouped(series: readonly DensitySeries[]) {
	const ordered = series
		.map((each) => ({ ...each, all: sum(each.rows) }))
		.toSorted((a, b) => b.all - a.all || (a.name < b.name ? -1 : 1));
	const isWhole = ordered.length <= MOST;
	const own = ordered
		.slice(0, isWhole ? MOST : MOST - 1)
		.map(({ name, rows }, colour) => ({ name, names: 1, colour, rows }));
	const others = ordered.slice(own.length);
	if (others.length === 0) return own;
	const rows = others[0]!.rows.map((_, i) => sum(others.map((each) => each.rows[i]!)));
	return [...own, { name: 'other', names: others.length, colour: null, rows }];
}

function sum(numbers: readonly number[]): number {
	return numbers.reduce((all, n) => all + n, 0);
}
