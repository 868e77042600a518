import { commonSpec, names, naming, notValid, valuesOf } from '../attributes.ts';
import type { Block, CellKind, CellSpec } from '../cell.ts';

const attributes = {
	path: naming(
		'path',
		names('paths between whose steps it stands; above the paths where it names none')
	)
};

/** What its author says. */
export interface NoteSpec extends CellSpec {
	/** Markdown as written. */
	text: string;
}

/** Words that stand on the page as they stand in the file. */
export default {
	name: 'note',
	title: 'Note',
	meaning: 'words in Markdown that are shown where they stand',
	attributes,
	draft: { language: 'md', body: 'What is known so far.' },
	read,
	ask: () => null
} satisfies CellKind<NoteSpec>;

function read(block: Block): NoteSpec {
	if (block.body.trim() === '') throw notValid('a note says nothing');
	const id = block.id ?? `note-${block.line}`;
	return { ...commonSpec({ ...block, id }, valuesOf(attributes, block)), text: block.body };
}
