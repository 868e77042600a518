import type { Format, Head, Recognition, RecordReader, Sink } from '../../format.ts';
import { jsonRecords } from '../../records/json/json-records.ts';
import { mappedAccount, mappedRows, type MappedSource } from '../../mapping/mapped-rows.ts';
import { JsonRecord } from '../../records/json/json-record.ts';
import { peekJson } from '../../records/json/peek-json.ts';

/** JSON objects of any kind, one a line or in an array, for which there is no format of their own. */
const format: Format = {
	name: 'ndjson',
	title: 'JSON lines of any kind',
	tables: [],
	cannotKnow: [
		'what any field means: records are kept in columns of their own, and in no event table unless a mapping says in which'
	],
	mappable: true,
	recognise,
	open
};

export default format;

function recognise(head: Head): Recognition | null {
	if (peekJson(head).length === 0) return null;
	return { confidence: 0.3, because: 'JSON objects, of no kind that another format knows' };
}

function open(sink: Sink): RecordReader {
	const record = new JsonRecord(sink, undefined, false);
	const { mapping } = sink.settings;
	const mapped = mapping && mappedRows(sink, mapping, columnsOf(record));
	const account = mappedAccount(sink, () => mapped);
	return jsonRecords(account, {
		line(bytes, start, end) {
			record.read(bytes, start, end);
			mapped?.commit();
			record.keepNative();
		},
		end: () => record.finish()
	});
}

/** A full stop may stand between two keys, or within one. */
function columnsOf(record: JsonRecord): MappedSource {
	return {
		cellsOf: (name) =>
			name.includes('.') ? [record.at(name), record.cell(name)] : [record.cell(name)],
		*others(mapped) {
			for (const [path, text] of record.values()) {
				const name = path.join('.');
				if (!mapped.has(name)) yield [name, text];
			}
		}
	};
}
