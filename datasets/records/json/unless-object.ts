import type { FieldBytes } from '../fields/field-bytes.ts';
import { CellWhere } from '../fields/unless.ts';
import type { JsonCell } from './json-record.ts';

/** A cell that has no value where the record has an object there. */
export function unlessObject(cell: JsonCell): FieldBytes {
	return new CellWhere(cell, () => !cell.isObject);
}
