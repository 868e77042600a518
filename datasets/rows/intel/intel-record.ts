import { unreadable } from '#lib/unreadable.ts';
import { bytesOf } from '#lib/bytes.ts';
import { Failure } from '#lib/failure.ts';
import { columnOf, listedNames } from '#tables/columns-of.ts';
import type { intelRows as intelColumns } from '#tables/columns/intel-columns.ts';
import type { Sink } from '../../format.ts';
import type { Synonyms } from '../../records/csv/csv-columns.ts';
import { endOf, readPort, readTime, said, type NamedRecord } from '../../records/csv/named-csv.ts';
import { readIndicator, refanged } from './indicator.ts';
import { standsBy, yesOrNo } from '../standing-word.ts';
import { intelRows, type IntelValidity } from './intel-row.ts';
import { partsOf } from './typed-value.ts';

export type IntelKey = (typeof intelColumns)[number][0] | 'listed_at_utc' | 'port' | 'status';

/** Names that only a column of indicators has. */
export const sureNames = columnOf('intel', 'indicator')!.sure;

export const intelNames: Synonyms<IntelKey> = {
	...listedNames<(typeof intelColumns)[number][0]>('intel'),
	listed_at_utc: ['firstseenutc'],
	port: ['port', 'dstport'],
	status: ['status', 'indicatorstatus', 'entrystatus']
}; // prettier-ignore

/** What is said of a list as a whole. */
export interface ListFacts {
	name: string;
	listedAt: number | bigint | null;
}

/** Commits the indicators of a record; `facts` is asked where the record itself does not say. */
export function intelRecords(
	sink: Sink,
	facts: () => ListFacts
): (record: NamedRecord<IntelKey>) => void {
	const commit = intelRows(sink);
	return (record) => {
		const { name, listedAt: listed } = facts();
		const written = said(record, 'indicator');
		if (written === null) throw unreadable('no indicator', 'the field is empty');
		const { port } = readPort(said(record, 'port'));
		const listedAt =
			listedTime(sink, inUtc(record.get('listed_at_utc')) ?? record.get('listed_at')) ?? listed;
		const list = record.get('list') ?? name;
		const parts = partsOf(record.get('kind'), written);
		const { validity, unread } = validityOf(sink, record);
		const note = [parts.note, record.get('note'), ...unread].filter(isSaid).join('; ') || null;
		commit(
			parts.indicators.map((indicator) => ({ indicator, list, note, port, listedAt, ...validity }))
		);
	};
}

/** Whether a value is one or more indicators, as `intelRecords` reads it. */
export function isListed(type: string | null, value: string): boolean {
	try {
		const { indicators } = partsOf(type, value);
		return indicators.every((indicator) => readIndicator(refanged(indicator)) !== null);
	} catch (error) {
		if (error instanceof Failure) return false;
		throw error;
	}
}

/** What a record says of when its indicator counts, and what of it is not understood; times must be. */
function validityOf(
	sink: Sink,
	record: NamedRecord<IntelKey>
): { validity: IntelValidity; unread: string[] } {
	const unread: string[] = [];
	const validFrom = listedTime(sink, said(record, 'valid_from'));
	const until = said(record, 'valid_until');
	const isLapse = until !== null && lapse.test(until);
	const isTime = !isLapse && !always.test(until ?? '');
	const validUntil = isTime ? endOf(until, listedTime(sink, until)) : null;
	if (isLapse) unread.push(`expires ${until}`);
	const [revoked, status] = [said(record, 'revoked'), record.get('status')];
	const stands = status === null ? null : standsBy(status);
	const taken = revoked === null ? null : (yesOrNo(revoked) ?? fallenBy(revoked));
	if (status !== null && stands === null) unread.push(`status ${status}`);
	if (revoked !== null && taken === null) unread.push(`revoked ${revoked}`);
	const lapses = isLapse ? true : null;
	return { validity: { validFrom, validUntil, revoked: revokedBy(taken, stands), lapses }, unread };
}

function fallenBy(word: string): boolean | null {
	const stands = standsBy(word);
	return stands === null ? null : !stands;
}

function revokedBy(taken: boolean | null, stands: boolean | null): boolean | null {
	if (taken === true || stands === false) return true;
	return taken === false || stands === true ? false : null;
}

/** What lists write of an entry that is never let go. */
const always = /^(?:never|permanent|permanently|forever|unlimited|0)$/i;

/** A time that is left, from when the list was made: `3h58m23.7s`, `in 3h`; it is no moment. */
const lapse =
	/^(?:in )?(?:\d{1,7}|(?:\d+(?:\.\d+)? ?(?:[nuµ]s|ms|s|sec|seconds?|m|min|minutes?|h|hours?|d|days?|w|weeks?) ?)+)$/i;

function isSaid(note: string | null): boolean {
	return note !== null && !/^none$/i.test(note);
}

/** A time whose zone is in the name of its column. */
function inUtc(text: string | null): string | null {
	return text !== null && /:\d\d(?:\.\d+)?$/.test(text) ? `${text}Z` : text;
}

/** A time as lists write it; MISP writes seconds since 1970 or a day without dashes. */
function listedTime(sink: Sink, text: string | null): number | bigint | null {
	if (text === null) return null;
	const bytes = bytesOf(text);
	if (/^\d{9,10}$/.test(text)) return sink.time.epoch(bytes, 0, bytes.length);
	const day = /^(\d{4})(\d\d)(\d\d)$/.exec(text);
	return readTime(sink, day === null ? text : `${day[1]}-${day[2]}-${day[3]}`);
}
