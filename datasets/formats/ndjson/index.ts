import type { Format, Head, Recognition, RecordReader, Sink } from '../../format.ts';
import { jsonRecords } from '../../framing/json-records.ts';
import { JsonRecord } from '../../values/json-record.ts';
import { peekJson } from '../../values/peek-json.ts';

/** JSON objects of any kind, one a line or in an array, for which there is no format of their own. */
const format: Format = {
	name: 'ndjson',
	title: 'JSON lines of any kind',
	tables: [],
	cannotKnow: ['what any field means: records are kept in columns of their own, in no event table'],
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
	return jsonRecords(sink, {
		line(bytes, start, end) {
			record.read(bytes, start, end);
			record.keepNative();
		},
		end: () => record.finish()
	});
}
