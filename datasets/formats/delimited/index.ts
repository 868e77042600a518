import type { Format, Head, Recognition, RecordReader, Sink } from '../../format.ts';
import { plainName } from '#lib/plain-name.ts';
import { checkWidth } from '../../records/csv/csv-columns.ts';
import { csvHead, textsOf } from '../../records/csv/csv-head.ts';
import { CsvNative } from '../../records/native/csv-native.ts';
import { CsvCell } from '../../records/csv/csv-cell.ts';
import type { CsvRecord } from '../../records/csv/csv-record.ts';
import { csv } from '../../records/csv/csv.ts';
import {
	mappedAccount,
	mappedRows,
	type MappedRows,
	type MappedCells
} from '../../mapping/mapped-rows.ts';

/**
 * Any delimited text with a header, kept in its own columns. Event tables need to know what a column means,
 * and a name alone does not say it.
 */
const format: Format = {
	name: 'delimited',
	title: 'CSV or TSV with a header',
	tables: [],
	cannotKnow: [
		'what the columns mean, so that its rows are in no event table unless a mapping says in which',
		'the zone of its times'
	],
	mappable: true,
	recognise,
	open
};

export default format;

/** Beyond this a cell of the first line is a sentence and no name. */
const NAME_WORDS = 4;
const NAME_LENGTH = 64;

function recognise(head: Head): Recognition | null {
	const table = csvHead(head);
	if (table === null || table.names.length < 2 || table.rows.length === 0) return null;
	if (!isHeader(table.names)) return null;
	const width = table.names.length;
	const fitting = table.rows.filter((row) => fits(row, width)).length;
	const share = fitting / (table.rows.length + table.faults);
	// Few lines of another text are divided five times by chance, and as often as the line before.
	if (!fits(table.rows[0]!, width) || share < (width < 5 ? 0.9 : 0.5)) return null;
	return {
		confidence: width > 3 ? 0.4 : 0.3,
		because: `a header of ${width} names and ${fitting} lines of as many fields`
	};
}

/** As `checkWidth` does for records. */
function fits(row: string[], width: number): boolean {
	return row.length >= width && row.slice(width).every((text) => text === '');
}

/**
 * Whether the fields may be names of columns: short, begun by a letter, most of them distinct. A blank before a
 * name is that of prose, in which it follows a comma.
 */
function isHeader(names: readonly string[]): boolean {
	const given = names.filter((name) => name !== '');
	const distinct = new Set(given.map(plainName)).size;
	return given.every(isName) && distinct >= 2 && distinct > names.length / 2;
}

function isName(text: string): boolean {
	if (text.length > NAME_LENGTH || text.split(/\s+/).length > NAME_WORDS) return false;
	return /^[\p{L}_#@%$][\p{L}\p{N} _.\-/#@()%$:[\]]*$/u.test(text) && !/\s$|[.:]$/.test(text);
}

function open(sink: Sink): RecordReader {
	const { mapping } = sink.settings;
	let width = 0;
	let native: CsvNative;
	let current: CsvRecord;
	let mapped: MappedRows | null = null;
	const account = mappedAccount(sink, () => mapped);
	return csv(account, {
		header(header) {
			width = header.count;
			const names = textsOf(header);
			native = new CsvNative(sink, names);
			mapped =
				mapping &&
				mappedRows(
					sink,
					mapping,
					columnsOf(names, () => current)
				);
		},
		record(record) {
			checkWidth(record, width);
			current = record;
			mapped?.commit();
			native.commit(record);
		}
	});
}

/** The columns of a delimited text by their names; of two of one name, the first. */
function columnsOf(names: readonly string[], current: () => CsvRecord): MappedCells {
	return {
		cellsOf(name) {
			const field = names.indexOf(name);
			return field < 0 ? [] : [new CsvCell(name, field, current)];
		},
		*others(mapped) {
			for (const [field, name] of names.entries())
				if (!mapped.has(name) || names.indexOf(name) !== field) yield [name, current().text(field)];
		}
	};
}
