/** A place of a drawing, in its pixels. */
export interface DrawnSpot {
	x: number;
	y: number;
	width: number;
	height: number;
}

const PAGE = 10;

/**
 * Where a key leads from the mark at an index: to the sides through all, up and down to the next that is like it; null
 * for keys that lead nowhere. -1 is before the first.
 */
export function walked(
	key: string,
	at: number,
	{ count, alike }: { count: number; alike: (a: number, b: number) => boolean }
): number | null {
	const next = (way: 1 | -1) => {
		if (at < 0) return 0;
		for (let i = at + way; i >= 0 && i < count; i += way) if (alike(at, i)) return i;
		return at;
	};
	const to = {
		ArrowRight: at + 1,
		ArrowLeft: at - 1,
		ArrowDown: next(1),
		ArrowUp: next(-1),
		PageDown: at + PAGE,
		PageUp: at - PAGE,
		Home: 0,
		End: count - 1
	}[key];
	return to === undefined ? null : Math.max(0, Math.min(count - 1, to));
}
