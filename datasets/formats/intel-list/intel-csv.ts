import { bytesOf } from '#lib/bytes.ts';
import { Failure } from '#lib/failure.ts';
import type { RecordReader, Sink } from '../../format.ts';
import { findColumns, type Synonyms } from '../../framing/csv-columns.ts';
import { textsOf } from '../../framing/csv-head.ts';
import { CsvRecord } from '../../framing/csv-record.ts';
import { delimiterOf } from '../../framing/csv.ts';
import { namedCsv, readPort, readTime, unreadable } from '../../framing/named-csv.ts';
import { readIndicator, refanged } from '../../values/indicator.ts';
import { intelRows } from '../../values/intel-row.ts';
import { ListHeader } from './list-header.ts';
import { partsOf } from './typed-value.ts';

type Key = 'indicator' | 'type' | 'list' | 'note' | 'listed_at_utc' | 'listed_at' | 'port';

/** Names that only a column of indicators has. */
export const sureNames = ['indicator', 'indicator value', 'ioc', 'ioc value', 'observable'];

export const synonyms: Synonyms<Key> = {
	indicator: [...sureNames, 'value', 'ip', 'ip address', 'dst ip', 'cidr', 'network', 'domain', 'url',
		'hash', 'sha256', 'sha256 hash', 'sha1', 'sha1 hash', 'md5', 'md5 hash', 'address'],
	type: ['type', 'indicator type', 'ioc type'],
	list: ['list', 'feed', 'source', 'provider', 'list name', 'feed name'],
	note: ['note', 'notes', 'description', 'comment', 'malware printable', 'threat', 'threat type', 'malware',
		'listing reason', 'reason', 'tags'],
	listed_at_utc: ['first seen utc'],
	listed_at: ['listed at', 'first seen', 'date added', 'added', 'added at', 'listed',
		'listing date', 'date', 'created', 'created at', 'dateadded', 'timestamp'],
	port: ['port', 'dst port']
}; // prettier-ignore

/** What is known of a list whose header may stand in a comment, as that of abuse.ch does. */
export const commented = { first: 35, read: headerIn };

/** The names of the columns that a comment gives, where one of them is of indicators; null for any other. */
function headerIn(comment: string): string[] | null {
	const text = comment.replace(/^#+\s*/, '');
	const names = fieldsOf(text);
	if (names.length < 2 || !names.every((name) => /^[\w-]{1,40}$/.test(name))) return null;
	return findColumns(names, synonyms).indicator === undefined ? null : names;
}

function fieldsOf(line: string): string[] {
	const record = new CsvRecord();
	record.spaced = true;
	record.cut(bytesOf(line), 0, delimiterOf(line), true);
	return record.fault === null ? textsOf(record).map((name) => name.trim()) : [];
}

/**
 * A list in CSV whose header names a column of indicators.
 * @param first the first line that is no comment
 */
export function intelCsv(sink: Sink, first: string): RecordReader {
	const header = new ListHeader(sink);
	const commit = intelRows(sink);
	const awaitsHeader = isHeader(first);
	return namedCsv<Key>(sink, {
		synonyms,
		needed: 'indicator',
		spaced: true,
		comment: {
			first: commented.first,
			read(line) {
				const names = awaitsHeader || !header.isOpen ? null : headerIn(line);
				if (names === null) header.comment(line);
				return names;
			}
		},
		row(record) {
			header.close();
			const written = record.get('indicator');
			if (written === null) throw unreadable('no indicator', 'the field is empty');
			const { port } = readPort(record.get('port'));
			const listedAt =
				listedTime(sink, inUtc(record.get('listed_at_utc')) ?? record.get('listed_at')) ??
				header.listedAt;
			const list = record.get('list') ?? header.name;
			const parts = partsOf(record.get('type'), written);
			const notes = [parts.note, record.get('note')].filter(isSaid);
			const note = notes.join('; ') || null;
			commit(parts.indicators.map((indicator) => ({ indicator, list, note, port, listedAt })));
		}
	});
}

/** Whether a value is one or more indicators, as `intelCsv` reads it. */
export function isListed(type: string | null, value: string): boolean {
	try {
		const { indicators } = partsOf(type, value);
		return indicators.every((indicator) => readIndicator(refanged(indicator)) !== null);
	} catch (error) {
		if (error instanceof Failure) return false;
		throw error;
	}
}

/** Whether a line names columns rather than holding an indicator. */
function isHeader(line: string): boolean {
	const fields = fieldsOf(line);
	if (fields.some((field) => readIndicator(refanged(field)) !== null)) return false;
	return findColumns(fields, synonyms).indicator !== undefined;
}

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
