import { COLON, SLASH } from '#lib/ascii.ts';
import { bytesOf, isDigit, textOf, wordEnd } from '#lib/bytes.ts';
import { monthOf } from '#lib/time.ts';
import type { TimeReader } from '#lib/time-reader.ts';

const day = /^([a-z]{3})\/(\d\d)(?:\/(\d{4}))? (\d\d:\d\d:\d\d)$/i;
const LENGTH = 'jan/02/2006 15:04:05'.length;

/** What stands in front of a line in the router's own files. */
export interface Clock {
	/** Null where the line has the time of day alone. */
	ts: number | bigint | null;
	/** Where the line goes on. */
	end: number;
}

/**
 * The time of RouterOS before version 7.10, `jan/02/2006 15:04:05` (of this year `jan/02 15:04:05`, of today
 * `15:04:05`); null where the line begins with none.
 */
export function readClock(
	time: TimeReader,
	bytes: Uint8Array,
	start: number,
	end: number
): Clock | null {
	const first = wordEnd(bytes, start, Math.min(end, start + LENGTH));
	if (isDigit(bytes[start]) && first - start === 8 && bytes[start + 2] === COLON)
		return { ts: null, end: first };
	if (bytes[start + 3] !== SLASH) return null;
	const stop = wordEnd(bytes, first + 1, end);
	if (stop - start > LENGTH) return null;
	const parts = day.exec(textOf(bytes, start, stop));
	if (parts === null) return null;
	const [, month, date, year, clock] = parts;
	const number = monthOf(month!);
	if (number === null) return null;
	const written = bytesOf(
		year === undefined
			? `${month} ${date} ${clock}`
			: `${year}-${String(number).padStart(2, '0')}-${date} ${clock}`
	);
	const ts =
		year === undefined
			? time.syslog(written, 0, written.length)
			: time.iso(written, 0, written.length);
	return ts === null ? null : { ts, end: stop };
}
