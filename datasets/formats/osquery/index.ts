import type { Format, Head, Recognition } from '../../format.ts';
import { recogniseJson, type Peeked } from '../../records/json/peek-json.ts';
import { resultRecords } from './result-reader.ts';

/** The results log of osquery: what a query found on a machine, or what of it has come or gone since. */
const format: Format = {
	name: 'osquery',
	title: 'osquery results',
	tables: ['host'],
	cannotKnow: [
		'when something happened between two runs of a query: the time is that of the run',
		'whether a row is gone or the query did not see it',
		'what a query asked: only its name is logged'
	],
	recognise,
	open: resultRecords
};

export default format;

function recognise(head: Head): Recognition | null {
	return recogniseJson(head, isResult, 'the name of a query, a host identifier and columns');
}

function isResult(peeked: Peeked): boolean {
	if (!peeked.has('name') || !peeked.has('hostIdentifier')) return false;
	if (peeked.has('unixTime') || peeked.has('calendarTime'))
		return [...peeked.keys()].some((path) =>
			/^(?:columns|diffResults|snapshot|action)\b/.test(path)
		);
	return false;
}
