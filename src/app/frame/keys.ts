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
