import { textOf } from '#lib/bytes.ts';
import { monthOf } from '#lib/time.ts';
import { unreadable } from '#lib/unreadable.ts';
import type { Message, Sink } from '../../format.ts';

/** What is said of a record that has no time at all. */
export const UNTIMED = 'a record without a time is a row without one';

/** Bytes of a priority, a version and a time. */
const LOOKED_AT = 64;
const written =
	/^(?:<\d{1,3}>)?(?:1 |\[)?((?:\d{4}([-/])\d\d\2\d\d[T ]\d\d:\d\d|(?:[A-Z][a-z]{2} )?([A-Z][a-z]{2}) +\d{1,2} (?:\d{4} )?\d\d:\d\d:\d\d)(?:\S*? \d{4}\b|\S*))/;

/**
 * The time that a line begins with in the form of a syslog header, where no header was read from it: a day that is
 * none, a minute beyond 59, a zone that is not known. Null where it begins with none.
 */
export function falseTime({ bytes, lineStart, end, ts }: Message): string | null {
	if (ts !== null) return null;
	const text = textOf(bytes, lineStart, Math.min(end, lineStart + LOOKED_AT));
	const [, time, , month] = written.exec(text) ?? [];
	if (time === undefined || (month !== undefined && monthOf(month) === null)) return null;
	return time.replace(/[\]:,]+$/, '');
}

/**
 * Says that a line without the header of syslog is a row without a time.
 * @throws where it has a header whose time is none: what it was cannot be told
 */
export function noteUntimed(sink: Sink, message: Message, sentence: string): void {
	const time = falseTime(message);
	if (time !== null) throw unreadable('no such time', time);
	sink.note(sentence);
}
