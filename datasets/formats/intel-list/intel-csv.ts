import { bytesOf } from '#lib/bytes.ts';
import type { RecordReader, Sink } from '../../format.ts';
import { findColumns } from '../../records/csv/csv-columns.ts';
import { textsOf } from '../../records/csv/csv-head.ts';
import { CsvRecord } from '../../records/csv/csv-record.ts';
import { delimiterOf } from '../../records/csv/csv.ts';
import { namedCsv } from '../../records/csv/named-csv.ts';
import { readIndicator, refanged } from '../../rows/intel/indicator.ts';
import { intelNames, intelRecords, type IntelKey } from '../../rows/intel/intel-record.ts';
import { ListHeader } from './list-header.ts';

/** What is known of a list whose header may stand in a comment, as that of abuse.ch does. */
export const commented = { first: 35, read: headerIn };

/** The names of the columns that a comment gives, where one of them is of indicators; null for any other. */
function headerIn(comment: string): string[] | null {
	const text = comment.replace(/^#+\s*/, '');
	const names = fieldsOf(text);
	if (names.length < 2 || !names.every((name) => /^[\w-]{1,40}$/.test(name))) return null;
	return findColumns(names, intelNames).indicator === undefined ? null : names;
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
	const commit = intelRecords(sink, () => header);
	const awaitsHeader = isHeader(first);
	return namedCsv<IntelKey>(sink, {
		synonyms: intelNames,
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
			commit(record);
		}
	});
}

/** Whether a line names columns rather than holding an indicator. */
function isHeader(line: string): boolean {
	const fields = fieldsOf(line);
	if (fields.some((field) => readIndicator(refanged(field)) !== null)) return false;
	return findColumns(fields, intelNames).indicator !== undefined;
}
