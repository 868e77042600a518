import { textOf } from '#lib/bytes.ts';
import type { Format, Head, Recognition, RecordReader, Sink } from '../../format.ts';
import { JsonRecord } from '../../records/json/json-record.ts';
import { recogniseJson } from '../../records/json/peek-json.ts';
import { bundleHead, stixObjects } from './bundle.ts';
import { indicatorRows } from './indicator-row.ts';

/**
 * STIX 2.0 and 2.1 (OASIS). A record is an object of a bundle, or of an array or a line. An indicator becomes a
 * row for each of its values; any other object is kept in native columns.
 */
const format: Format = {
	name: 'stix',
	title: 'STIX 2 bundle',
	tables: ['intel'],
	cannotKnow: [
		'patterns that ask for more than an address, network, domain, URL or hash: they are rejected, not guessed',
		'what objects say of each other: relationships and sightings are kept, and not followed',
		'whether an indicator was taken back elsewhere, in another version of it'
	],
	recognise,
	open
};

export default format;

const objectId = /"id"\s*:\s*"[a-z][a-z0-9-]*--[0-9a-f]{8}-[0-9a-f]{4}-/;

function recognise(head: Head): Recognition | null {
	const because = 'objects whose ids begin with their type';
	if (bundleHead(head.bytes, head.whole)) {
		return objectId.test(textOf(head.bytes)) ? { confidence: 0.96, because } : null;
	}
	return recogniseJson(
		head,
		(peeked) => {
			const type = peeked.get('type');
			return type !== undefined && (peeked.get('id')?.startsWith(`${type}--`) ?? false);
		},
		because
	);
}

function open(sink: Sink): RecordReader {
	const record = new JsonRecord(sink, undefined, false);
	const readIndicator = indicatorRows(sink, record);
	return stixObjects(sink, {
		line(bytes, start, end) {
			record.read(bytes, start, end);
			if (readIndicator()) record.keepBeside();
			else record.keepNative();
		},
		end: () => record.finish()
	});
}
