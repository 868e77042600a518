import type { Sink } from '../../format.ts';
import { utcText } from '../../records/fields/utc.ts';

const local =
	/^(\d{1,2})([/.-])(\d{1,2})\2(\d{4}),? (\d{1,2}):(\d\d)(?::(\d\d))?(?:[ \u202f]?([AP])M)?$/i;

/**
 * The time of an event: ISO 8601, `/Date(milliseconds)/` as PowerShell writes it in JSON, or the way in which a
 * program shows it, which differs between languages. Null for anything else.
 * @param isUtc whether a time without a zone is UTC, as it is in the event itself
 */
export function eventTime(sink: Sink, text: string, isUtc: boolean): number | bigint | null {
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
