import { COMMA } from '#lib/ascii.ts';
import { indexOfByte, textOf } from '#lib/bytes.ts';
import { percents, unescaped } from '../../records/lines/escapes.ts';

/** Bytes of `, client: `. */
const MARK = 10;

/**
 * Whether each mark of a client that stands before another is in what was asked for there, so that it is of the path
 * that the client sent, and not nginx's own.
 */
export function isExplained(
	bytes: Uint8Array,
	before: readonly number[],
	mark: number,
	end: number
): boolean {
	if (before.length === 0) return true;
	const asked = unescaped(textOf(bytes, mark + MARK, end), percents);
	return before.every((other) => {
		const comma = indexOfByte(bytes, COMMA, other + MARK, end);
		return asked.includes(textOf(bytes, other, comma < 0 ? end : comma));
	});
}
