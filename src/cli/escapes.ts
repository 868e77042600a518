import { unseen } from '#lib/visible.ts';

/** What a terminal obeys rather than shows, or that changes the order in which a text is shown. */
const obeyed = new RegExp(`[${unseen}]`, 'gu');
const control = /[\u0000-\u001f]/g;

function escaped(text: string): string {
	return Array.from(text, (unit) => unit.split('').map(escapeOf).join('')).join('');
}

function escapeOf(unit: string): string {
	return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

/** JSON that says the same in characters that a terminal only shows. */
export function shownJson(json: string): string {
	return json.replace(obeyed, escaped);
}

/** A line of words for a terminal, its control characters as escapes. */
export function shownLine(words: string): string {
	return words.replace(control, escaped).replace(obeyed, escaped);
}
