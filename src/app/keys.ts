/** Keys of the page. What a key does is looked up by its name, so that the list of keys is the truth. */

export interface KeyEntry {
	/** As `KeyboardEvent.key` has it. */
	key: string;
	/** Held together with Control or Command. */
	mod?: boolean;
	/** Held together with Shift as well; all other keys without `mod` are named by the character that they make. */
	shift?: boolean;
	/** Where the focus has to be, as a selector; anywhere but in text where it is not said. */
	within?: string;
	/** The same in words. */
	where?: string;
	/** True where a text field does the same to its own text. */
	leavesText?: boolean;
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

/** Where text can be edited, and a window above the page, whose keys are its own. */
function isText(target: EventTarget | null): boolean {
	if (!(target instanceof Element)) return false;
	const text = 'input:not([type=checkbox], [type=radio]), textarea, [contenteditable="true"]';
	return target.closest(`${text}, dialog`) !== null;
}

function isWithin(target: EventTarget | null, place: string): boolean {
	return target instanceof Element && target.closest(place) !== null;
}

/** Runs the entry that an event means; the event is then used up. */
export function pressKey(event: KeyboardEvent, entries: readonly KeyEntry[]): void {
	if (event.defaultPrevented || event.altKey) return;
	const entry = entries.find((each) => isMeant(each, event));
	if (entry === undefined) return;
	event.preventDefault();
	entry.act();
}

function isMeant(entry: KeyEntry, { key, target, ctrlKey, metaKey, shiftKey }: KeyboardEvent) {
	const { mod = false, shift = false, leavesText = false, within } = entry;
	if (mod !== (ctrlKey || metaKey)) return false;
	if (within !== undefined) return entry.key === key && isWithin(target, within);
	if (!mod) return entry.key === key && !isTyping(target);
	const held = entry.key === key.toLowerCase() && shift === shiftKey;
	return held && !(leavesText && isText(target));
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

/** Where the alert bar is, whose keys are Sguil's. */
export const ALERT_BAR = '[data-alert-bar]';

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

/** Opens or closes the SQL or the rows of the focused step. */
export function openOfStep(name: 'sql' | 'rows'): void {
	focusedStep()?.querySelector<HTMLElement>(`[data-opens="${name}"]`)?.click();
}
