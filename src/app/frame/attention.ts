/** Input this long ago, in milliseconds, and nobody is looking any more. */
const PATIENCE = 30_000;
const TICK = 1000;

/**
 * Counts the seconds that somebody spends on a step: the page is visible, there was input within half a
 * minute, and the pointer or the focus is on the step. Ends with the function that it returns.
 */
export function watchAttention(
	attend: (path: string, cell: string, seconds: number) => void
): () => void {
	let last = -Infinity;
	let pointed: Element | null = null;
	const listening = new AbortController();
	const options = { signal: listening.signal, passive: true, capture: true };
	const active = (event: Event) => {
		last = performance.now();
		if (event.target instanceof Element) pointed = event.target;
	};
	for (const type of ['pointermove', 'pointerdown', 'keydown', 'wheel', 'focusin'])
		document.addEventListener(type, active, options);
	const timer = setInterval(() => {
		if (document.hidden || performance.now() - last > PATIENCE) return;
		const step = pointed?.closest<HTMLElement>('[data-path] [data-cell]');
		const path = step?.closest<HTMLElement>('[data-path]')?.dataset.path;
		if (step?.isConnected && path !== undefined) attend(path, step.dataset.cell!, TICK / 1000);
	}, TICK);
	return () => {
		clearInterval(timer);
		listening.abort();
	};
}
