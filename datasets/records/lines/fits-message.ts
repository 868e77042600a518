import { CLOSE_BRACE, OPEN_BRACE, QUOTE } from '#lib/ascii.ts';
import { skipWhite, trimEnd } from '#lib/bytes.ts';
import type { Message, MessageFormat } from '../../format.ts';

/**
 * Whether a message is of a format. One that is a JSON object as a whole is never of a format that has other lines,
 * whatever its values hold: those may be messages, it is none.
 */
export function fitsMessage(format: MessageFormat, message: Message): boolean {
	if (format.ofJson !== true && isWholeObject(message)) return false;
	return format.fits(message);
}

function isWholeObject({ bytes, start, end }: Message): boolean {
	if (bytes[start] !== OPEN_BRACE || start >= end) return false;
	const first = bytes[skipWhite(bytes, start + 1, end)];
	return first === QUOTE && bytes[trimEnd(bytes, start, end) - 1] === CLOSE_BRACE;
}
