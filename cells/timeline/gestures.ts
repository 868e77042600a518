/** What a timeline does with the pointer. */
export interface Gestured {
	/** Nearer (above 1) or farther about a pixel. */
	zoom(factor: number, x: number): void;
	/** Aside by so many pixels. */
	move(by: number): void;
	/** What is drawn over with the pointer; null where nothing is. */
	brush(ends: [number, number] | null): void;
	/** What was drawn over, and let go. @param withShift whether Shift was down then */
	take(ends: [number, number], withShift: boolean): void;
}

/** Pixels that a press moves before it is a drag. */
const DRAG = 5;

/**
 * Hears the wheel and drags of an element until it is called again. The wheel scrolls the page until the element has the
 * focus, or Ctrl is down.
 */
export function hearGestures(element: HTMLElement, gestured: Gestured): () => void {
	let start: number | null = null;
	let dragged = false;
	const placeOf = (event: MouseEvent) => event.clientX - element.getBoundingClientRect().left;

	const wheel = (event: WheelEvent) => {
		const isMeant = event.ctrlKey || event.metaKey || element.matches(':focus');
		if (!isMeant) return;
		event.preventDefault();
		if (event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY))
			gestured.move(event.deltaX === 0 ? event.deltaY : event.deltaX);
		else gestured.zoom(2 ** (-event.deltaY / 250), placeOf(event));
	};
	const down = (event: PointerEvent) => {
		if (event.button !== 0) return;
		start = placeOf(event);
		dragged = false;
	};
	const move = (event: PointerEvent) => {
		if (start === null) return;
		const at = placeOf(event);
		if (!dragged && Math.abs(at - start) < DRAG) return;
		if (!dragged) element.setPointerCapture(event.pointerId);
		dragged = true;
		gestured.brush([start, at]);
	};
	const up = (event: PointerEvent) => {
		const from = start;
		start = null;
		if (!dragged || from === null) return;
		gestured.brush(null);
		gestured.take([from, placeOf(event)], event.shiftKey);
	};
	const lost = () => {
		start = null;
		dragged = false;
		gestured.brush(null);
	};
	/** The click at the end of a drag is none. */
	const click = (event: MouseEvent) => {
		if (dragged) event.stopPropagation();
		dragged = false;
	};

	const heard = {
		wheel,
		pointerdown: down,
		pointermove: move,
		pointerup: up,
		pointercancel: lost,
		click
	};
	const each = Object.entries(heard) as [string, EventListener][];
	for (const [name, listener] of each) element.addEventListener(name, listener, { passive: false });
	return () => each.forEach(([name, listener]) => element.removeEventListener(name, listener));
}
