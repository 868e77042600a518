import type { Attachment } from 'svelte/attachments';

/** Two places along an axis, from 0 to 1, in the order in which they were drawn. */
export type BrushEnds = readonly [number, number];

interface Hears {
	/** Where the axis begins in the element, and how long it is, in pixels. */
	axis(): { left: number; width: number };
	/** What is being drawn; null where the drawing was given up. */
	ondraw(ends: BrushEnds | null): void;
	/** What was drawn, if more than a press. */
	onend(ends: BrushEnds): void;
}

/** Fewer pixels are a press, and not a stretch. */
const LEAST = 4;

/** Lets a stretch of an axis be drawn with the pointer. */
export function brushing({ axis, ondraw, onend }: Hears): Attachment<HTMLElement | SVGElement> {
	return (element) => {
		let from: number | null = null;
		const placeOf = ({ clientX }: PointerEvent) => {
			const { left, width } = axis();
			const x = clientX - element.getBoundingClientRect().left - left;
			return Math.max(0, Math.min(1, x / width));
		};
		const begin = (event: PointerEvent) => {
			if (event.button !== 0) return;
			from = placeOf(event);
		};
		const move = (event: PointerEvent) => {
			if (from === null) return;
			const to = placeOf(event);
			if (!isStretch([from, to])) return;
			element.setPointerCapture(event.pointerId);
			ondraw([from, to]);
		};
		const end = (event: PointerEvent) => {
			if (from === null) return;
			const ends: BrushEnds = [from, placeOf(event)];
			giveUp();
			if (isStretch(ends)) onend(ends);
		};
		const giveUp = () => {
			from = null;
			ondraw(null);
		};
		const isStretch = ([one, other]: BrushEnds) => Math.abs(other - one) * axis().width >= LEAST;
		const hears = { pointerdown: begin, pointermove: move, pointerup: end, pointercancel: giveUp };
		for (const [name, hear] of Object.entries(hears))
			element.addEventListener(name, hear as EventListener);
		return () => {
			for (const [name, hear] of Object.entries(hears))
				element.removeEventListener(name, hear as EventListener);
		};
	};
}
