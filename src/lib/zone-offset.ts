import { bytesOf, isDigit, startsWith } from './bytes.ts';
import { digits } from './time-digits.ts';

const COLON = 58;
const DASH = 45;
const PLUS = 43;
const UTC = bytesOf('UTC');
const GMT = bytesOf('GMT');
const NAME = 3;
/** No place is further from UTC. */
const MOST_HOURS = 18;

/**
 * Seconds east of UTC of a zone as programs write it, over the whole range: `Z`, `UTC`, `GMT`, or an offset, behind
 * `UTC` or `GMT` or alone, of hours (`+2`, `+02`) and maybe minutes (`+0200`, `+2:00`). Apache’s modules and Squid write
 * the sign of a zone west of Greenwich once more, as `--0500`, `--03-30` and `-03-30`. Null for others: of most other
 * names each stands for more than one offset.
 */
export function zoneOffset(bytes: Uint8Array, start: number, end: number): number | null {
	if (end - start === 1) return (bytes[start]! | 32) === 122 ? 0 : null;
	const isNamed = startsWith(bytes, UTC, start, end) || startsWith(bytes, GMT, start, end);
	if (isNamed && end === start + NAME) return 0;
	return offsetAt(bytes, isNamed ? start + NAME : start, end);
}

function offsetAt(bytes: Uint8Array, start: number, end: number): number | null {
	const isWest = bytes[start] === DASH;
	if (!isWest && bytes[start] !== PLUS) return null;
	const at = isWest && bytes[start + 1] === DASH ? start + 2 : start + 1;
	const width = isDigit(bytes[at + 1]) && at + 1 < end ? 2 : 1;
	const hours = at + width > end ? -1 : digits(bytes, at, width);
	const minutes = minutesAt(bytes, at + width, end, { isWest, width });
	if (hours < 0 || minutes < 0 || hours > MOST_HOURS || minutes > 59) return null;
	return (isWest ? -1 : 1) * (hours * 3600 + minutes * 60);
}

/** What stands behind the hours; 0 where nothing does, -1 for no minutes. One digit of hours has them behind a colon. */
function minutesAt(
	bytes: Uint8Array,
	start: number,
	end: number,
	{ isWest, width }: { isWest: boolean; width: number }
): number {
	if (start === end) return 0;
	const isParted = bytes[start] === COLON || (isWest && bytes[start] === DASH);
	if (!isParted && width === 1) return -1;
	const at = isParted ? start + 1 : start;
	return at + 2 === end ? digits(bytes, at, 2) : -1;
}
