import { unreadable } from '#lib/unreadable.ts';
import { COMMA } from '#lib/ascii.ts';
import type { Message, RecordReader, Sink } from '../../format.ts';
import { csv } from '../../records/csv/csv.ts';
import { textsOf } from '../../records/csv/csv-head.ts';
import { emptyMessage } from '../../records/lines/syslog-message.ts';
import { Sender } from '../../records/fields/sender.ts';
import { PanRecord } from './record.ts';
import { PanRows } from './rows.ts';

const FIRST = 'Domain';

/** Whether a line is the header of what the web interface exports. */
export function isExportHeader(line: string): boolean {
	return /^\ufeff?"?Domain"?,"?Receive Time"?,"?Serial #"?,"?Type"?,/.test(line);
}

/** Reads the CSV of the export button, whose header names the columns. */
export function exportReader(sink: Sink): RecordReader {
	const record = new PanRecord(sink);
	const sender = new Sender(sink);
	const nobody: Message = emptyMessage();
	const rows = new PanRows(sink, record, sender);
	const type = record.cell('type');
	sender.take(nobody);
	let width = 0;
	return csv(sink, {
		delimiter: COMMA,
		header(header) {
			const names = textsOf(header);
			width = names.length;
			record.useHeader(names);
		},
		record(fields) {
			// Exports that were put behind each other have a header each, of other columns maybe.
			if (fields.text(0) === FIRST && fields.text(1) === 'Receive Time') {
				record.useHeader(textsOf(fields));
				width = fields.count;
				throw unreadable('a header, not a record', fields.text(0));
			}
			if (fields.count < width)
				throw unreadable(`fields: ${fields.count}, where the header has ${width}`, fields.text(0));
			record.record = fields;
			if (!type.load()) throw unreadable('a record without a type', fields.text(0));
			rows.commit(fields.text(TYPE));
		}
	});
}

const TYPE = 3;
