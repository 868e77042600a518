import { calendarDay } from '#lib/calendar-day.ts';
import { unreadable } from '#lib/unreadable.ts';
import { bytesOf } from '#lib/bytes.ts';
import type { RecordReader, Sink } from '../../format.ts';
import { checkWidth, findColumns, type Columns, type Synonyms } from './csv-columns.ts';
import { textsOf } from './csv-head.ts';
import { CsvNative } from '../native/csv-native.ts';
import type { CsvRecord } from './csv-record.ts';
import { csv, type CsvHandler } from './csv.ts';

/** What people write where they have nothing to write. */
const nothing = /^(?:|[-–—]+|n\/a|null)$/i;

/** What a field says, trimmed; null where it says nothing. */
export function saidIn(field: string): string | null {
	const text = field.trim();
	return nothing.test(text) ? null : text;
}

/** The record at hand of a delimited text, by the meaning of its columns. */
export interface NamedRecord<Key extends string> {
	/** The value, trimmed; null where the column is missing or says nothing. */
	get(key: Key): string | null;
	/** True where somebody said which column of the source it is, and the source does not have that. */
	lacks?(key: Key): boolean;
	/** The columns that have no key, with what they say; absent where nobody said which column is which. */
	others?(): Iterable<readonly [name: string, text: string | null]>;
}

/** What a column says. @throws `record not readable` where it was to say it, and the source does not have it */
export function said<Key extends string>(record: NamedRecord<Key>, key: Key): string | null {
	if (record.lacks?.(key)) throw unreadable('the source has no such column', key);
	return record.get(key);
}

const every = /^(?:any|all|\*)$/i;

export interface NamedCsv<Key extends string> {
	synonyms: Synonyms<Key>;
	/** A column that the header must name: without it every record is rejected. */
	needed: Key;
	spaced?: CsvHandler['spaced'];
	/** First byte of lines that are comments. `read` answers with the names of the columns where one gives them. */
	comment?: { first: number; read(text: string): readonly string[] | null };
	/** Commits one event row for the record, or throws a `Failure`. */
	row(record: NamedRecord<Key>): void;
}

/** Reads a delimited text whose header names known columns; native columns are kept where they are asked for. */
export function namedCsv<Key extends string>(sink: Sink, handler: NamedCsv<Key>): RecordReader {
	let header: readonly string[] = [];
	let columns: Columns<Key> | null = null;
	let native: CsvNative | null = null;
	let current: CsvRecord;
	const named: NamedRecord<Key> = {
		get(key) {
			const column = columns?.[key];
			return column === undefined ? null : saidIn(current.text(column));
		}
	};
	const declare = sink.beside((_, names: readonly string[]) => {
		native = new CsvNative(sink, names);
	});
	const setHeader = (names: readonly string[]) => {
		header = names;
		columns = findColumns(header, handler.synonyms);
		declare(header);
	};
	const { comment } = handler;
	return csv(sink, {
		spaced: handler.spaced,
		comment: comment && {
			first: comment.first,
			read(text) {
				const names = comment.read(text);
				if (names !== null) setHeader(names);
				return names !== null;
			}
		},
		header: (record) => setHeader(textsOf(record)),
		record(record) {
			if (columns?.[handler.needed] === undefined)
				throw unreadable(
					`the header names no column ${handler.needed}`,
					header.join(' ').slice(0, 80)
				);
			checkWidth(record, header.length);
			current = record;
			handler.row(named);
			native?.commit(record);
		}
	});
}

/**
 * A time as registers write it: a date alone is midnight UTC, a time of day is of the zone it names or of the
 * settings. Null for null.
 */
export function readTime(sink: Sink, text: string | null): number | bigint | null {
	if (text === null) return null;
	const bytes = bytesOf(text);
	const time = calendarDay(bytes, 0, bytes.length) ?? sink.time.iso(bytes, 0, bytes.length);
	if (time === null) throw unreadable('no such time', text);
	return time;
}

const DAY = 86_400_000_000;

/** Whether a text is a day without a time of day, by its form. */
export function isDay(text: string): boolean {
	return /^(?:\d{4}([-/])\d\d\1\d\d|\d{8})$/.test(text);
}

/** When that ends which lasts until a time: a day alone lasts through it, to its last microsecond in UTC. */
export function endOf(text: string | null, time: number | bigint | null): number | bigint | null {
	if (time === null || text === null || !isDay(text)) return time;
	return typeof time === 'bigint' ? time + BigInt(DAY - 1) : time + DAY - 1;
}

/** A protocol by name or number; null where every protocol is meant. */
export function readProtocol(text: string | null): string | null {
	return text === null || every.test(text) ? null : text;
}

/** A port, and the protocol where it is written `22/tcp`; both null where every port is meant. */
export function readPort(text: string | null): { port: number | null; proto: string | null } {
	if (text === null || every.test(text)) return { port: null, proto: null };
	const parts = /^(\d{1,5})(?:\s*\/\s*([a-z][a-z0-9-]*))?$/i.exec(text);
	if (parts === null || Number(parts[1]) > 65_535) throw unreadable('no such port', text);
	return { port: Number(parts[1]), proto: parts[2] ?? null };
}
