import { unreadable } from '#lib/unreadable.ts';
import type { Sink } from '../../format.ts';
import { utcText } from '../../records/fields/utc.ts';
import { UNTIMED } from '../../records/lines/false-time.ts';
import type { WindowsEvent } from './event.ts';

const local =
	/^(\d{1,2})([/.-])(\d{1,2})\2(\d{4}),? (\d{1,2}):(\d\d)(?::(\d\d))?(?:[ \u202f]?([AP])M)?$/i;

/** A zone behind a time, or a count since 1970. */
const zoned = /(?:Z|UTC|[+-]\d\d:?\d\d)$|^\/Date\(/i;

/**
 * The time of an event: the one that says in which zone it is before one that does not, as Sysmon’s own, which is UTC,
 * before that of a program that wrote it down by a local clock. Null where the event has none.
 * @param isUtc whether the event’s time is UTC where it names no zone
 * @throws where none of its times can be read
 */
export function timeOf(sink: Sink, event: WindowsEvent, isUtc: boolean): number | bigint | null {
	const own = { text: event.of('time'), isUtc };
	const sysmon = { text: event.get('UtcTime'), isUtc: true };
	const isLocal = !isUtc && own.text !== null && !zoned.test(own.text);
	const times = (isLocal ? [sysmon, own] : [own, sysmon]).filter(({ text }) => text !== null);
	for (const [i, time] of times.entries()) {
		const ts = eventTime(sink, time.text!, time.isUtc);
		if (ts === null) continue;
		if (i > 0)
			sink.note('a time of an event cannot be read; another of the event stands in its place');
		return ts;
	}
	if (times.length > 0) throw unreadable('no such time', times[0]!.text!);
	sink.note(UNTIMED);
	return null;
}

/**
 * A time as an event has it: ISO 8601, `/Date(milliseconds)/` as PowerShell writes it in JSON, or the way in which a
 * program shows it, which differs between languages. Null for anything else.
 * @param isUtc whether a time without a zone is UTC, as it is in the event itself
 */
function eventTime(sink: Sink, text: string, isUtc: boolean): number | bigint | null {
	// ISO 8601 is by far the most frequent, and none of the others has a dash there.
	if (text[4] === '-') return isoTime(sink, text, isUtc);
	const millis = /^\/Date\((\d{1,15})\)\/$/.exec(text);
	if (millis !== null) return Number(millis[1]) * 1000;
	return isoTime(sink, shownTime(sink, text) ?? text, isUtc);
}

function isoTime(sink: Sink, text: string, isUtc: boolean): number | bigint | null {
	const iso = text.endsWith(' UTC') ? `${text.slice(0, -4)}Z` : text;
	return isUtc ? utcText(sink.time, iso) : sink.time.isoText(iso);
}

/** `1/15/2026 3:17:36 AM`, `15/01/2026 03:17:36`, `15.01.2026 03:17:36` as ISO 8601. */
function shownTime(sink: Sink, text: string): string | null {
	const parts = local.exec(text);
	if (parts === null) return null;
	const [, first, mark, second, year, hour, minute, seconds = '00', half] = parts;
	const american = monthFirst(Number(first), Number(second), mark!, half !== undefined);
	if (mark === '/' && Number(first) <= 12 && Number(second) <= 12 && first !== second)
		sink.note(
			american
				? 'dates that may be read in two ways were read as month/day, for their clock has 12 hours'
				: 'dates that may be read in two ways were read as day/month, for their clock has 24 hours'
		);
	const [month, day] = american ? [first!, second!] : [second!, first!];
	const hours =
		half === undefined ? Number(hour) : (Number(hour) % 12) + (/p/i.test(half) ? 12 : 0);
	const two = (value: string | number) => String(value).padStart(2, '0');
	return `${year}-${two(month)}-${two(day)} ${two(hours)}:${minute}:${seconds}`;
}

function monthFirst(first: number, second: number, mark: string, twelve: boolean): boolean {
	if (second > 12) return true;
	if (first > 12 || mark === '.') return false;
	return twelve;
}
