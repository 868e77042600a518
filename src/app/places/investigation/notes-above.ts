import { lists } from '#cells/facets.ts';
import type { Notebook } from '#notebook/notebook.ts';

const HEADING = /^#{1,6}\s.*$/gm;

/** The prose between the last heading and a cell, by the cell's id; cells without any are left out. */
export function notesAbove(notebook: Notebook): ReadonlyMap<string, string> {
	const notes = new Map<string, string>();
	let note = '';
	for (const piece of notebook.pieces) {
		if (piece.type === 'prose') {
			note = joined(note, piece.text);
			continue;
		}
		// What stands above rows that are no step is about the question that they help to answer.
		if (piece.type === 'quiet' || (lists(piece.kind) && piece.spec.paths.length === 0)) continue;
		if (note !== '') notes.set(piece.spec.id, note);
		note = '';
	}
	return notes;
}

/** The prose before the first heading: what the recipe is about. */
export function introduction(notebook: Notebook): string {
	const first = notebook.pieces[0];
	if (first?.type !== 'prose') return '';
	return first.text.split(/^#{1,6}\s/m)[0]!.trim();
}

function joined(before: string, text: string): string {
	const headings = [...text.matchAll(HEADING)];
	const last = headings.at(-1);
	if (last === undefined) return [before, text.trim()].filter((part) => part !== '').join('\n\n');
	return text.slice(last.index + last[0].length).trim();
}
