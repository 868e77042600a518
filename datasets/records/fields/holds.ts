import { equalsBytes } from '#lib/bytes.ts';
import type { FieldBytes } from './field-bytes.ts';

/** Whether the record at hand has exactly this word there. */
export function holds(cell: FieldBytes, word: Uint8Array): boolean {
	return cell.load() && equalsBytes(cell.bytes, cell.start, cell.end, word);
}

/** Whether the record at hand has one of these words there. */
export function holdsOneOf(cell: FieldBytes, words: readonly Uint8Array[]): boolean {
	if (!cell.load()) return false;
	for (const word of words) {
		if (equalsBytes(cell.bytes, cell.start, cell.end, word)) return true;
	}
	return false;
}
