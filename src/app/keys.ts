/** Keys of the page. What a key does is looked up by its name, so that the list of keys is the truth. */

export interface KeyEntry {
	/** As `KeyboardEvent.key` has it. */
	key: string;
	/** Held together with Control or Command. */
	mod?: boolean;
	does: string;
	act(): void;
}

/** Where letters are text and not keys. */
function isTyping(target: EventTarget | null): boolean {
	if (!(target instanceof Element)) return false;
	return (
		target.closest('input, textarea, select, [contenteditable="true"], dialog, [role=menu]') !==
		null
	);
}

/** Runs the entry that an event means; the event is then used up. */
export function pressKey(event: KeyboardEvent, entries: readonly KeyEntry[]): void {
	if (event.defaultPrevented || event.altKey) return;
	const mod = event.ctrlKey || event.metaKey;
	if (!mod && isTyping(event.target)) return;
	const entry = entries.find(({ key, mod: wanted = false }) => key === event.key && wanted === mod);
	if (entry === undefined) return;
	event.preventDefault();
	entry.act();
}

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

/** Opens or closes the SQL or the rows of the focused step. */
export function openOfStep(name: 'sql' | 'rows'): void {
	focusedStep()?.querySelector<HTMLElement>(`[data-opens="${name}"]`)?.click();
}
