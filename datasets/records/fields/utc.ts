import { UPPER_Z } from '#lib/ascii.ts';
import type { TimeReader } from '#lib/time-reader.ts';

const LONGEST = 40;
const scratch = new Uint8Array(LONGEST + 1);

/**
 * A time as `TimeReader.iso` reads it, of a source whose times are UTC: one that names no zone is not of the
 * zone of the settings. Null for anything else.
 */
export function utcTime(
	time: TimeReader,
	bytes: Uint8Array,
	start: number,
	end: number
): number | bigint | null {
	if (end - start > LONGEST) return null;
	if (bytes[end - 1] === UPPER_Z) return time.iso(bytes, start, end);
	const length = end - start;
	scratch.set(bytes.subarray(start, end));
	scratch[length] = UPPER_Z;
	return time.iso(scratch, 0, length + 1) ?? time.iso(bytes, start, end);
}

/** The same from text. */
export function utcText(time: TimeReader, text: string): number | bigint | null {
	if (text.length > LONGEST) return null;
	return (text.endsWith('Z') ? null : time.isoText(`${text}Z`)) ?? time.isoText(text);
}
