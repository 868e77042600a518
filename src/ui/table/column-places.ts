/** Where the columns of a table stand, as style sheets say it. */
export interface ColumnPlaces {
	/** Indices of the columns that are shown, in their order. */
	shown: readonly number[];
	/** How many of them stay in sight at the left. */
	pinned: number;
	/** Of a grid whose cells they are. */
	template: string;
	/** How far from the left each of those that are pinned stands. */
	lefts: readonly string[];
	/** How far from the left the others begin. */
	start: string;
}

/** Of a cell, left and right. */
const PADDING = 24;

/**
 * @param widths of all columns, in characters
 * @param sizeOf pixels that a column was given; undefined where it is as wide as its values
 */
export function columnPlaces(
	shown: readonly number[],
	pinned: number,
	widths: readonly number[],
	sizeOf: (column: number) => number | undefined
): ColumnPlaces {
	const sizes = shown.map((i) => ({ pixels: sizeOf(i), characters: widths[i] ?? 0 }));
	const lengths = sizes.map(({ pixels, characters }) =>
		pixels === undefined ? { ch: characters + 1, px: PADDING } : { ch: 0, px: pixels }
	);
	const text = ({ ch, px }: { ch: number; px: number }) => `calc(${ch}ch + ${px}px)`;
	const before = (place: number) =>
		lengths
			.slice(0, place)
			.reduce((sum, { ch, px }) => ({ ch: sum.ch + ch, px: sum.px + px }), { ch: 0, px: 0 });
	return {
		shown,
		pinned,
		template: lengths.map(text).join(' '),
		lefts: Array.from({ length: pinned }, (_, place) => text(before(place))),
		start: text(before(pinned))
	};
}
