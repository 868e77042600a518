import type { CellKind } from '#cells/cell.ts';
import type { Cell, Notebook, QuietCell } from '#notebook/notebook.ts';
import { attributesIn, attributeText, infoOf, type WrittenAttribute } from '../info-string.ts';
import { freeId, requiredAttributes } from './block.ts';
import type { Change } from './change.ts';
import { bodyEdit } from './sql.ts';

type Block = Pick<Cell | QuietCell, 'from'>;

/** The attributes of a block as they are written, with offsets into the file; the first is that of its kind. */
export function writtenAttributes(text: string, { from }: Block): WrittenAttribute[] {
	const { start, meta } = infoOf(text, from);
	return (attributesIn(meta) ?? []).map((each) => ({
		...each,
		from: each.from + start,
		to: each.to + start
	}));
}

/**
 * Gives an attribute of a block another value, or the block an attribute that it does not have; all other attributes
 * keep their bytes. @param value null for the bare name; undefined takes the attribute out
 * @throws `recipe not valid` where the value cannot be written
 */
export function attributeEdit(
	text: string,
	block: Block,
	name: string,
	value: string | null | undefined
): Change[] {
	const written = writtenAttributes(text, block);
	const at = written.findIndex((each) => each.name === name);
	const own = written[at];
	if (own !== undefined && value !== undefined)
		return own.value === value ? [] : [{ ...rangeOf(own), text: attributeText(name, value) }];
	if (own !== undefined) return [{ from: written[at - 1]!.to, to: own.to, text: '' }];
	if (value === undefined) return [];
	const { to } = written.at(-1)!;
	return [{ from: to, to, text: ` ${attributeText(name, value)}` }];
}

/**
 * Makes a cell one of another kind: what both understand stays as it is, and what the new one must have is added. An
 * empty block gets what a new one of the kind holds.
 */
export function kindEdit(
	text: string,
	cell: Cell | QuietCell,
	kind: CellKind,
	notebook: Notebook
): Change[] {
	const [own, ...others] = writtenAttributes(text, cell);
	if (own === undefined || own.name === kind.name) return [];
	const id = own.value ?? freeId(kind.name, notebook);
	const { to } = others.at(-1) ?? own;
	return [
		...languageEdit(text, cell, kind.draft.language),
		{ ...rangeOf(own), text: attributeText(kind.name, id) },
		...lacking(others, kind, notebook).map((added) => ({ from: to, to, text: ` ${added}` })),
		...(text.slice(cell.body.from, cell.body.to).trim() === ''
			? bodyEdit(text, cell, kind.draft.body)
			: [])
	];
}

function lacking(
	written: readonly WrittenAttribute[],
	kind: CellKind,
	notebook: Notebook
): string[] {
	return Object.entries(requiredAttributes(kind, notebook))
		.filter(([name]) => !written.some((each) => each.name === name))
		.map(([name, value]) => attributeText(name, value));
}

function languageEdit(text: string, { from }: Block, language: string): Change[] {
	const [, before, written, gap] = /^((?:`+|~+)[ \t]*)([^\s{]*)([ \t]*)/.exec(text.slice(from))!;
	const at = from + before!.length;
	const own = language + (gap === '' ? ' ' : '');
	return written === language ? [] : [{ from: at, to: at + written!.length, text: own }];
}

function rangeOf({ from, to }: WrittenAttribute): Pick<Change, 'from' | 'to'> {
	return { from, to };
}
