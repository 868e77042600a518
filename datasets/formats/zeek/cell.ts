import type { Cell } from '../../values/cell.ts';

/** A field of a Zeek record, in text or in JSON. */
export interface ZeekCell extends Cell {
	/** The elements of a set or a vector that have a value; none where there is no list. */
	texts(): string[];
}

/** The field of that name in the records of one log. */
export type Fields = (name: string) => ZeekCell;
