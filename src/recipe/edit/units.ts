import type { Unit } from '../units.ts';
import { lineEndOf, withLineEnds, type Change } from './change.ts';

/** The file that is edited, and its units in their order. */
export interface Edited {
	text: string;
	units: readonly Unit[];
}

/** Puts something in front of the unit of that place, or behind the last one; blank lines keep it apart from both. */
export function insertEdit({ text, units }: Edited, place: number, written: string): Change[] {
	const lineEnd = lineEndOf(text);
	const gap = lineEnd + lineEnd;
	const own = withLineEnds(written, lineEnd);
	const [before, next] = [units[place - 1], units[place]];
	const at = next?.from ?? before?.to ?? text.length;
	const above = gapText(text, before?.to ?? at, at, lineEnd);
	if (next !== undefined) return [{ from: at, to: at, text: above + own + gap }];
	if (before !== undefined) return [{ from: at, to: at, text: gap + own + ending(text, at) }];
	return [{ from: at, to: at, text: startGap(text, lineEnd) + own + lineEnd }];
}

/** Takes a unit out, with the blank lines that kept it apart. */
export function removeEdit({ text, units }: Edited, place: number): Change[] {
	const [before, own, next] = [units[place - 1], units[place], units[place + 1]];
	if (own === undefined) return [];
	if (next === undefined) return [{ from: before?.to ?? own.from, to: own.to, text: '' }];
	const above = before === undefined ? '' : gapText(text, before.to, own.from, lineEndOf(text));
	return [{ from: own.from, to: next.from, text: above }];
}

/** Moves a unit to another place, and those between make room; the blank lines between units stay where they are. */
export function moveEdit({ text, units }: Edited, place: number, to: number): Change[] {
	if (units[place] === undefined || units[to] === undefined || place === to) return [];
	const [first, last] = [Math.min(place, to), Math.max(place, to)];
	const slots = units.slice(first, last + 1);
	const order = [...slots];
	order.splice(to - first, 0, ...order.splice(place - first, 1));
	const lineEnd = lineEndOf(text);
	const gapAt = (from: number | undefined, at: number | undefined): Change[] =>
		from === undefined || at === undefined
			? []
			: [{ from: at, to: at, text: gapText(text, from, at, lineEnd) }];
	const filled = slots.flatMap((slot, i): Change[] => {
		const { from, to: end } = order[i]!;
		const own = { from: slot.from, to: slot.to, text: text.slice(from, end) };
		return [...gapAt(units[first + i - 1]?.to, slot.from), own];
	});
	return [...filled, ...gapAt(units[last]!.to, units[last + 1]?.from)].filter(
		(change) => change.from !== change.to || change.text !== ''
	);
}

/** Other words in the place of a unit of prose, or of a block that could not be read; none take it out. */
export function wordsEdit(edited: Edited, place: number, written: string): Change[] {
	const own = edited.units[place];
	if (own === undefined) return [];
	if (written.trim() === '') return removeEdit(edited, place);
	const words = written.replace(/^(?:[ \t]*\r?\n)+|\s+$/g, '');
	const { from, to } = own;
	return [{ from, to, text: withLineEnds(words, lineEndOf(edited.text)) }];
}

/** Line ends that are lacking between two units, so that a blank line keeps them apart. */
function gapText(text: string, from: number, to: number, lineEnd: string): string {
	const ends = text.slice(from, to).split('\n').length - 1;
	return lineEnd.repeat(Math.max(0, from === to ? 0 : 2 - ends));
}

/** A file ends with the end of a line. */
function ending(text: string, at: number): string {
	return text.slice(at).includes('\n') ? '' : lineEndOf(text);
}

/** Behind the front matter of a recipe that has no body yet. */
function startGap(text: string, lineEnd: string): string {
	if (/\n[ \t]*\r?\n$/.test(text)) return '';
	return text.endsWith('\n') ? lineEnd : lineEnd + lineEnd;
}
