import type { BrushEnds } from './brushing.ts';

/** Of the whole axis, what one press of a key is; with Shift so many at once. */
const STEP = 1 / 80;
const MANY = 10;

/**
 * What a key makes of a stretch of an axis, from 0 to 1: to the sides it moves, up it widens, down it narrows about its
 * middle. Null for keys that do nothing.
 * @param ends null where there is no stretch yet: one stands in the middle then
 */
export function spanAfter(
	{ key, shiftKey }: Pick<KeyboardEvent, 'key' | 'shiftKey'>,
	ends: BrushEnds | null
): BrushEnds | null {
	const by = STEP * (shiftKey ? MANY : 1);
	const change = {
		ArrowLeft: [-by, -by],
		ArrowRight: [by, by],
		ArrowUp: [-by / 2, by / 2],
		ArrowDown: [by / 2, -by / 2]
	}[key];
	if (change === undefined) return null;
	if (ends === null) return [0.45, 0.55];
	const [from, to] = [ends[0] + change[0]!, ends[1] + change[1]!];
	if (key === 'ArrowDown' && to - from < STEP) return ends;
	const aside = key === 'ArrowUp' ? 0 : Math.max(0, -from) - Math.max(0, to - 1);
	return [Math.max(0, from + aside), Math.min(1, to + aside)];
}
