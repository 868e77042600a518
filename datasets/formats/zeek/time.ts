import { textOf } from '#lib/bytes.ts';
import type { TimeReader } from '#lib/time-reader.ts';
import { numberOf } from '../../records/fields/numbers.ts';
import type { ZeekCell } from './cell.ts';

/** The time that a field holds, in whichever way Zeek was told to write it; null where it is none. */
export function timeIn(time: TimeReader, cell: ZeekCell): number | bigint | null {
	const { bytes, start, end } = cell;
	return time.epoch(bytes, start, end) ?? millis(cell) ?? time.iso(bytes, start, end);
}

/** JSON may be told to write milliseconds (`JSON::TS_MILLIS`); no second since 1970 has as many digits. */
function millis(cell: ZeekCell): number | null {
	if (!/^\d{13}(?:\.\d+)?$/.test(textOf(cell.bytes, cell.start, cell.end))) return null;
	return Math.round(numberOf(cell)! * 1000);
}
