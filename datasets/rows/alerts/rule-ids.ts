import { CLOSE_BRACKET, COLON, OPEN_BRACKET } from '#lib/ascii.ts';
import type { EventWriter } from '#tables/event-writer.ts';
import { indexOfByte, isDigit, wholeNumber } from '#lib/bytes.ts';

/** Digits of each number in `[gid:sid:rev]` at most. */
const DIGITS = 10;
/** Bytes of `[gid:sid:rev]` at most. */
export const LONGEST_IDS = 3 * DIGITS + 4;

/** Index behind `[gid:sid:rev]` that begins at `start`; -1 where none does. */
export function idsEnd(bytes: Uint8Array, start: number, end: number): number {
	if (bytes[start] !== OPEN_BRACKET) return -1;
	let at = start + 1;
	for (let number = 0; number < 3; number++) {
		const first = at;
		while (at < end && isDigit(bytes[at])) at++;
		if (at === first || at - first > DIGITS || at >= end) return -1;
		if (bytes[at] !== (number < 2 ? COLON : CLOSE_BRACKET)) return -1;
		at++;
	}
	return at;
}

/** Sets the numbers of a rule from `gid:sid:rev` over the whole range; false for anything else. */
export function idsPutter(
	alerts: EventWriter
): (bytes: Uint8Array, start: number, end: number) => boolean {
	const columns = [alerts.int64('gid'), alerts.int64('sid'), alerts.int64('rev')] as const;
	return (bytes, start, end) => {
		const first = indexOfByte(bytes, COLON, start, end);
		const second = first < 0 ? -1 : indexOfByte(bytes, COLON, first + 1, end);
		if (second < 0 || end - start > LONGEST_IDS) return false;
		const gid = wholeNumber(bytes, start, first);
		const sid = wholeNumber(bytes, first + 1, second);
		const rev = wholeNumber(bytes, second + 1, end);
		if (gid === null || sid === null || rev === null || gid < 0 || sid < 0 || rev < 0) return false;
		columns[0].set(gid);
		columns[1].set(sid);
		columns[2].set(rev);
		return true;
	};
}
