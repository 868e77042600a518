/** How near to an edge of the window, in pixels, the page goes on under what is dragged, and by how much at a time. */
const EDGE = 70;
const STEP = 18;

/** Where a part of the notebook is being dragged to. */
export class DraggedPart {
	/** Place of the item that is dragged, and of the one below which it lands; null while none is dragged. */
	now = $state.raw<{ at: number; below: number; x: number; y: number } | null>(null);

	begin(at: number, { clientX: x, clientY: y }: PointerEvent): void {
		this.now = { at, below: at, x, y };
	}

	follow({ clientX: x, clientY: y }: PointerEvent): void {
		if (this.now === null) return;
		if (y < EDGE || y > window.innerHeight - EDGE) scrollBy(0, y < EDGE ? -STEP : STEP);
		this.now = { at: this.now.at, below: belowWhich(y), x, y };
	}

	/** Lets it go. @returns from which place to which it is moved; null where it stays */
	drop(): { from: number; to: number } | null {
		const { now } = this;
		this.now = null;
		if (now === null) return null;
		const to = now.below >= now.at ? now.below : now.below + 1;
		return to === now.at ? null : { from: now.at, to };
	}

	giveUp(): void {
		this.now = null;
	}
}

/** The last item of which the middle is above that height; what the recipe is stays first. */
function belowWhich(y: number): number {
	const items = [...document.querySelectorAll('[data-notebook] [data-item-at]')];
	const above = items.filter((item) => {
		const { top, height } = item.getBoundingClientRect();
		return top + height / 2 < y;
	});
	return Math.max(0, above.length - 1);
}
