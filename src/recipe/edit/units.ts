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

/** Exchanges a unit with the one behind it; the blank lines between units stay where they are. */
export function swapEdit({ text, units }: Edited, place: number): Change[] {
	const [first, second] = [units[place], units[place + 1]];
	if (first === undefined || second === undefined) return [];
	const lineEnd = lineEndOf(text);
	const written = ({ from, to }: Unit) => text.slice(from, to);
	const gapAt = (from: number | undefined, to: number | undefined): Change[] =>
		from === undefined || to === undefined
			? []
			: [{ from: to, to, text: gapText(text, from, to, lineEnd) }];
	return [
		...gapAt(units[place - 1]?.to, first.from),
		{ from: first.from, to: first.to, text: written(second) },
		...gapAt(first.to, second.from),
		{ from: second.from, to: second.to, text: written(first) },
		...gapAt(second.to, units[place + 2]?.from)
	].filter((change) => change.from !== change.to || change.text !== '');
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
