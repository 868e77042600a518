import type { FieldBytes } from '../../records/fields/field-bytes.ts';

/** A field of a Zeek record, in text or in JSON. */
export interface ZeekCell extends FieldBytes {
	/** The elements of a set or a vector that have a value; none where there is no list. */
	texts(): string[];
}

/** The field of that name in the records of one log. */
export type ZeekFields = (name: string) => ZeekCell;

/** What a field is called where the parts of its name are joined by `_` (Zeek's `default_scope_sep`). */
export function flatName(name: string): string {
	return name.replaceAll('.', '_');
}
