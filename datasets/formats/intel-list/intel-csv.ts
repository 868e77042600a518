import type { RecordReader, Sink } from '../../format.ts';
import type { Synonyms } from '../../framing/csv-columns.ts';
import { namedCsv, readTime, unreadable } from '../../framing/named-csv.ts';
import { intelRows } from './intel-row.ts';
import { ListHeader } from './list-header.ts';

type Key = 'indicator' | 'list' | 'note' | 'listed_at';

/** Names that only a column of indicators has. */
export const sureNames = ['indicator', 'indicator value', 'ioc', 'ioc value', 'observable'];

export const synonyms: Synonyms<Key> = {
	indicator: [...sureNames, 'value', 'ip', 'ip address', 'dst ip', 'cidr', 'network', 'domain', 'url',
		'hash', 'sha256', 'sha256 hash', 'sha1', 'md5', 'address'],
	list: ['list', 'feed', 'source', 'provider', 'list name', 'feed name'],
	note: ['note', 'notes', 'description', 'comment', 'threat', 'malware', 'reason', 'tags'],
	listed_at: ['listed at', 'first seen', 'first seen utc', 'date added', 'added', 'added at', 'listed',
		'date', 'created', 'created at', 'dateadded', 'timestamp']
}; // prettier-ignore

/** A list in CSV whose header names a column of indicators. */
export function intelCsv(sink: Sink): RecordReader {
	const header = new ListHeader(sink);
	const commit = intelRows(sink);
	return namedCsv<Key>(sink, {
		synonyms,
		needed: 'indicator',
		comment: { first: 35, read: (line) => header.comment(line) },
		row(record) {
			header.close();
			const indicator = record.get('indicator');
			if (indicator === null) throw unreadable('no indicator', 'the field is empty');
			commit({
				indicator,
				list: record.get('list') ?? header.name,
				note: record.get('note'),
				listedAt: readTime(sink, record.get('listed_at')) ?? header.listedAt
			});
		}
	});
}
