import { textOf } from '#lib/bytes.ts';
import type { Format, Head, Recognition, RecordReader, Sink } from '../../format.ts';
import { byFirstLine } from '../../records/by-first-line.ts';
import { csvHead } from '../../records/csv/csv-head.ts';
import { recogniseJson } from '../../records/json/peek-json.ts';
import { csvEvents, isEventTable } from './csv-events.ts';
import { isWindowsEvent, jsonEvents } from './json-events.ts';
import { xmlEvents } from './xml-events.ts';

/** Events of Windows and of Sysmon, in XML, JSON or CSV. */
const format: Format = {
	name: 'windows-event',
	title: 'Windows events and Sysmon',
	tables: ['host'],
	cannotKnow: [
		'what an event means that Windows has not put into words, beyond its own names and values',
		'anything but the text of an event where its text is in another language than English and all there is',
		'the zone of times that Event Viewer or PowerShell has written for people',
		'who began a connection of which Sysmon says that it was not initiated here: source and destination are as given'
	],
	recognise,
	open
};

export default format;

/** What XML begins with, also where a browser has put a sign to fold it in front. */
const xmlStart = /^\ufeff?[\s-]*</;

function recognise(head: Head): Recognition | null {
	const text = textOf(head.bytes, 0, Math.min(head.bytes.length, 8192));
	if (xmlStart.test(text)) return recogniseXml(text);
	const json = recogniseJson(head, isWindowsEvent, 'the id, log and source of an event of Windows');
	if (json !== null) return json;
	const table = csvHead(head);
	if (table === null || table.rows.length + table.faults === 0 || !isEventTable(table.names))
		return null;
	return { confidence: 0.92, because: 'a header that names what an event of Windows has' };
}

function recogniseXml(text: string): Recognition | null {
	if (!/<Event[\s>]/.test(text)) return null;
	if (!/<System>|schemas\.microsoft\.com\/win\/2004\/08\/events/.test(text)) return null;
	return { confidence: 0.96, because: 'the elements Event and System' };
}

function open(sink: Sink): RecordReader {
	return byFirstLine(
		() => false,
		(line) => {
			if (xmlStart.test(line)) return xmlEvents(sink);
			return /^\ufeff?[{[]/.test(line) ? jsonEvents(sink) : csvEvents(sink);
		}
	);
}
