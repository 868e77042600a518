import type { FieldBytes } from '../../records/fields/field-bytes.ts';
import type { WebRequest } from './web-request.ts';

/** Sets the target of a request from a cell, where the record has one. */
export function setTarget(request: WebRequest, cell: FieldBytes): void {
	if (cell.load()) request.target(cell.bytes, cell.start, cell.end);
}
