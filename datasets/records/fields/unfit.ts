import { textOf } from '#lib/bytes.ts';
import type { Failure } from '#lib/failure.ts';
import { unreadable } from '#lib/unreadable.ts';
import type { FieldBytes } from './field-bytes.ts';

/** The text that a cell has loaded, cut for a message. */
export function shown(cell: FieldBytes): string {
	return textOf(cell.bytes, cell.start, Math.min(cell.end, cell.start + 60));
}

/** `record not readable` for what a cell has loaded. */
export function unfit(what: string, cell: FieldBytes): Failure {
	return unreadable(`${what}: ${shown(cell)}`);
}
