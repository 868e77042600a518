import type { Command, KeyPress } from '../services/command.ts';

/** Keys of the page. What a key does is looked up by its name, so that the list of keys is the truth. */

export interface KeyEntry extends KeyPress {
	act(): void;
}

/** The keys that do some of what can be done. */
export function keysOf(commands: readonly Command[]): KeyEntry[] {
	return commands.flatMap(({ press, act }) => (press === undefined ? [] : [{ ...press, act }]));
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

/** Runs the entry that an event means, first of all one of the place where the focus is; the event is then used up. */
export function pressKey(event: KeyboardEvent, entries: readonly KeyEntry[]): void {
	if (event.defaultPrevented) return;
	const own = entries.filter(({ within }) => within !== undefined);
	const entry = [...own, ...entries].find((each) => isMeant(each, event));
	if (entry === undefined) return;
	event.preventDefault();
	entry.act();
}

function isMeant(entry: KeyEntry, event: KeyboardEvent): boolean {
	const { mod = false, alt = false, leavesText = false, within } = entry;
	const { target } = event;
	if (mod !== (event.ctrlKey || event.metaKey) || alt !== event.altKey) return false;
	if (within !== undefined && !isWithin(target, within)) return false;
	if (mod) return isHeld(entry, event) && !(leavesText && isText(target));
	return isPressed(entry, event) && !(isTyping(target) && !isFunctionKey(entry.key));
}

function isHeld({ key, shift = false }: KeyEntry, event: KeyboardEvent): boolean {
	return key === event.key.toLowerCase() && shift === event.shiftKey;
}

/** A key that makes a character says by it whether Shift is held. */
function isPressed({ key, shift = false, within }: KeyEntry, event: KeyboardEvent): boolean {
	if (key !== event.key) return false;
	return key.length === 1 || within === undefined || shift === event.shiftKey;
}

/** No text field has a use for it. */
function isFunctionKey(key: string): boolean {
	return /^F\d+$/.test(key);
}
