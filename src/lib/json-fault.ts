import { unreadable } from './unreadable.ts';
import { textOf } from './bytes.ts';
import { Failure } from './failure.ts';

/** Bytes of the text that a message shows. */
const SHOWN = 20;

/** `record not readable` at a byte of a record, counted from its start: what was expected and what is there. */
export function jsonFault(
	record: { bytes: Uint8Array; start: number; end: number },
	at: number,
	expected: string
): Failure {
	const { bytes, start, end } = record;
	const where = `not JSON: byte ${at - start}: expected ${expected}`;
	if (at >= end) return unreadable(`${where}, but the record ends`);
	const found = JSON.stringify(textOf(bytes, at, Math.min(at + SHOWN, end)));
	return unreadable(`${where}, found ${found}`);
}
