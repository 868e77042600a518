import { calendarDay } from '#lib/calendar-day.ts';
import { bytesOf } from '#lib/bytes.ts';
import type { Sink } from '../../format.ts';

const audited = /^audited(?: at| on)?\s*:?\s*(\S.*)$/i;

/** The day on which rules were audited, where a comment says so, as it is written; null where it does not. */
export function auditIn(comment: string): string | null {
	return audited.exec(comment.trim())?.[1] ?? null;
}

/** The time of an audit or a dump; null, and a note, where it is not readable. */
export function auditTime(sink: Sink, text: string): number | bigint | null {
	const bytes = bytesOf(text.trim());
	const { time } = sink;
	const read =
		calendarDay(bytes, 0, bytes.length) ??
		time.iso(bytes, 0, bytes.length) ??
		time.ctime(bytes, 0, bytes.length);
	if (read === null) sink.note(`the date of the rules is not readable: ${text.slice(0, 80)}`);
	return read;
}
