import { ALERT_BAR } from './alert-bar.ts';

/** Where the focus goes on the page, from step to step and from part to part. */

function steps(): HTMLElement[] {
	return [...document.querySelectorAll<HTMLElement>('[data-path] [data-cell]')];
}

function focusedStep(): HTMLElement | null {
	return document.activeElement?.closest<HTMLElement>('[data-path] [data-cell]') ?? null;
}

function focus(element: HTMLElement | undefined): void {
	element?.focus();
	element?.scrollIntoView({ block: 'nearest' });
}

/** Moves within the lane of the focused step, from the first step of the first lane. */
export function moveStep(way: 1 | -1): void {
	const here = focusedStep();
	if (here === null) return focus(steps()[0]);
	const lane = here.closest('[data-path]');
	const own = steps().filter((step) => step.closest('[data-path]') === lane);
	focus(own[own.indexOf(here) + way]);
}

/** Puts the focus on a step of a path, or on its first one. */
export function focusStep(path: string, cell: string | null = null): void {
	const own = steps().filter(
		(step) => step.closest<HTMLElement>('[data-path]')?.dataset.path === path
	);
	focus(cell === null ? own[0] : own.find((step) => step.dataset.cell === cell));
}

export function focusAlert(): void {
	document.querySelector<HTMLElement>(ALERT_BAR)?.focus();
}

/** Puts the focus on the evidence of the alert at hand, where that is in sight. */
export function focusEvidence(): void {
	focus(document.querySelector<HTMLElement>('[data-evidence]') ?? undefined);
}

/** Presses the pin of the focused step. @returns false where a step has the focus and nothing to pin */
export function pinOfStep(): boolean {
	const step = focusedStep();
	const pin = step?.querySelector<HTMLElement>('[data-pins]');
	pin?.click();
	return step === null || pin !== null;
}

/** Acts once what is shown now has been drawn. */
export function afterDrawing(act: () => void): void {
	requestAnimationFrame(() => requestAnimationFrame(act));
}

/** Opens or closes the SQL or the rows of the focused step. */
export function openOfStep(name: 'sql' | 'rows'): void {
	focusedStep()?.querySelector<HTMLElement>(`[data-opens="${name}"]`)?.click();
}
