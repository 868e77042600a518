import type { Attribute, CellKind } from '#cells/cell.ts';
import { cellKindNamed, cellKinds } from '#cells/index.ts';
import type { Notebook } from '#notebook/notebook.ts';
import { optionsOf } from './offered-names.ts';

/** Something that may stand at a place of the first line of a block. */
export interface Completion {
	/** What is written. */
	text: string;
	/** What it is called, and what it means. */
	title: string;
	meaning: string;
}

export interface Completions {
	/** Where what is being typed begins in the line. */
	from: number;
	all: readonly Completion[];
}

/**
 * What may stand in the attribute list of a block, by what its kind says of itself.
 * @param line its first line
 * @param column where something is typed
 * @param notebook what there is to be named; null where nothing can be read
 * @returns null where no attribute can stand
 */
export function completionsAt(
	line: string,
	column: number,
	notebook: Notebook | null
): Completions | null {
	const [opening] = /^ {0,3}(?:`{3,}|~{3,})[^{`]*\{/.exec(line) ?? [];
	if (opening === undefined || opening.length > column) return null;
	const words = wordsIn(line.slice(opening.length, column));
	const word = words.at(-1)!;
	const from = column - word.length;
	if (words.length === 1) return { from, all: cellKinds.map(kindNamed) };
	const [first] = /^[\w-]*/.exec(words[0]!)!;
	const kind = cellKindNamed(first);
	if (kind === null) return null;
	const [, name, value] = /^([\w-]+)="?(.*)$/.exec(word) ?? [];
	if (name === undefined || value === undefined) return { from, all: attributesOf(kind, words) };
	return valuesOf({ attribute: kind.attributes[name], value, column, notebook });
}

/** The last one is what is being typed, which may be empty. */
function wordsIn(list: string): string[] {
	const found = [...list.matchAll(/(?:[^\s"]+|"(?:[^"\\]|\\.)*(?:"|$))+/g)];
	const last = found.at(-1);
	const isOpen = last !== undefined && last.index + last[0].length === list.length;
	return [...found.map(([word]) => word), ...(isOpen ? [] : [''])];
}

function kindNamed({ name, title, meaning }: CellKind): Completion {
	return { text: `${name}=`, title, meaning };
}

function attributesOf(kind: CellKind, words: readonly string[]): Completion[] {
	const isWritten = (name: string) => words.some((word) => word.startsWith(`${name}=`));
	return Object.entries(kind.attributes)
		.filter(([name]) => !isWritten(name))
		.map(([name, { meaning, required }]) => ({
			text: `${name}=`,
			title: required === null ? '' : 'must be',
			meaning
		}));
}

interface Valued {
	attribute: Attribute | undefined;
	value: string;
	column: number;
	notebook: Notebook | null;
}

function valuesOf({ attribute, value, column, notebook }: Valued): Completions | null {
	if (attribute === undefined) return null;
	const around = notebook ?? { paths: [], analysis: { cells: [], claims: [] } };
	const typed = attribute.type === 'names' ? /[^,]*$/.exec(value)![0].trimStart() : value;
	const all = optionsOf(attribute, around, null).map(({ value: text, title }) => ({
		text,
		title: title ?? '',
		meaning: ''
	}));
	return { from: column - typed.length, all };
}
