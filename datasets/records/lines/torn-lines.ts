import { textOf } from '#lib/bytes.ts';
import type { Message, MessageFormat } from '../../format.ts';

/** Characters of a line in which a format shows itself. */
const SHOWN = 512;

/**
 * What `MessageFormat.torn` answers of a format that certain programs write, or whose lines have a mark even where
 * they are broken.
 * @param program whole names
 * @param mark of the text behind the header
 */
export function tornBy(program: RegExp, mark: RegExp): NonNullable<MessageFormat['torn']> {
	return ({ bytes, programStart, programEnd, start, end }: Message) =>
		program.test(textOf(bytes, programStart, programEnd)) ||
		mark.test(textOf(bytes, start, Math.min(end, start + SHOWN)));
}
