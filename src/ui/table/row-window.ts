/** Which of many rows of one height stand in sight, and where: pure, so that it can be tested without a page. */

/** Pixels of a row. */
export const ROW = 26;

/** No browser lays out what is higher than some 17 million pixels: further rows share the height that there is. */
const HIGHEST = 16_000_000;

/** Rows that are drawn before and behind those in sight. */
const AROUND = 8;

/** What of the rows a person sees. */
export interface Scrolled {
	count: number;
	/** Pixels that are scrolled, and that are in sight below the head. */
	scrolled: number;
	seen: number;
}

/** Pixels that so many rows take. */
export function heightOf(count: number): number {
	return Math.min(count * ROW, HIGHEST);
}

/** The row at the upper edge, with the part of it that is scrolled out of sight. */
export function topRow({ count, scrolled, seen }: Scrolled): number {
	const height = heightOf(count);
	const rest = height - seen;
	if (height === count * ROW || rest <= 0) return Math.max(0, scrolled) / ROW;
	return Math.min(1, Math.max(0, scrolled) / rest) * (count - seen / ROW);
}

/** The rows that are drawn, from the first up to the one behind the last. */
export function drawnRows(sight: Scrolled): { first: number; end: number } {
	const top = topRow(sight);
	const first = Math.max(0, Math.floor(top) - AROUND);
	return { first, end: Math.min(sight.count, Math.ceil(top + sight.seen / ROW) + AROUND) };
}

/** Pixels from the first row to another, as rows are laid out while so much is scrolled. */
export function placeOf(row: number, sight: Scrolled): number {
	return Math.max(0, sight.scrolled) + (row - topRow(sight)) * ROW;
}

/** How much has to be scrolled for a row to be in sight: not at all where it is. */
export function scrolledTo(row: number, sight: Scrolled): number {
	const top = topRow(sight);
	const fits = Math.max(1, sight.seen / ROW);
	if (row >= top && row + 1 <= top + fits) return sight.scrolled;
	const wanted = Math.max(0, row < top ? row : row + 1 - fits);
	const height = heightOf(sight.count);
	if (height === sight.count * ROW) return wanted * ROW;
	return (wanted / Math.max(1, sight.count - fits)) * (height - sight.seen);
}
