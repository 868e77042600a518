import { textOf } from '#lib/bytes.ts';
import type { Failure } from '#lib/failure.ts';
import { unreadable } from '#lib/unreadable.ts';
import type { Message } from '../../format.ts';

/** `record not readable` for a line, with its beginning. */
export function lineUnreadable(what: string, { bytes, lineStart, end }: Message): Failure {
	const line = textOf(bytes, lineStart, Math.min(end, lineStart + 80));
	return unreadable(`${what}: ${line}`);
}
