import type { RecordReader, Sink } from '../../format.ts';
import { plainName } from '#lib/plain-name.ts';
import { checkWidth } from '../../records/csv/csv-columns.ts';
import { textsOf } from '../../records/csv/csv-head.ts';
import { CsvNative } from '../../records/native/csv-native.ts';
import type { CsvRecord } from '../../records/csv/csv-record.ts';
import { csv } from '../../records/csv/csv.ts';
import { WindowsEvent, type SystemName } from './event.ts';
import { EventRows } from './event-row.ts';
import { messageData } from './message-data.ts';
import { allNames } from './words.ts';

/** What `Get-WinEvent | Export-Csv`, `Get-EventLog` and Event Viewer call the parts of an event. */
const systemNames: Readonly<Record<string, SystemName>> = {
	provider: 'provider',
	providername: 'provider',
	source: 'provider',
	sourcename: 'provider',
	id: 'id',
	eventid: 'id',
	instanceid: 'id',
	level: 'level',
	leveldisplayname: 'level',
	entrytype: 'level',
	recordid: 'number',
	eventrecordid: 'number',
	recordnumber: 'number',
	channel: 'channel',
	logname: 'channel',
	log: 'channel',
	computer: 'computer',
	computername: 'computer',
	machinename: 'computer',
	hostname: 'computer',
	timecreated: 'time',
	timegenerated: 'time',
	dateandtime: 'time',
	message: 'message',
	description: 'message'
};

/** What some collectors call the time by their own clock. */
const LOCAL_TIME = 'eventtime';

const dataNames = new Map(allNames.map((name) => [plainName(name), name]));

/** Events in CSV. Where there is only the text of an event, what is known of its lines is taken from them. */
export function csvEvents(sink: Sink): RecordReader {
	const rows = new EventRows(sink);
	const event = new WindowsEvent();
	let plain: string[] = [];
	let least = 0;
	let native: CsvNative | null = null;
	const declare = sink.beside((_, names: readonly string[]) => {
		native = new CsvNative(sink, names);
	});
	return csv(sink, {
		header(record) {
			const header = textsOf(record);
			plain = header.map(plainName);
			// Event Viewer names no column for the text, which is the last.
			least = plain.length;
			if (isEventViewer(plain)) plain.push('message');
			declare([...header, ...plain.slice(header.length)]);
		},
		record(record) {
			checkWidth(record, record.count === least ? least : plain.length);
			event.clear();
			fill(event, record, plain);
			rows.commit(event, false);
			native?.commit(record);
		},
		end: () => rows.end()
	});
}

function fill({ system, data }: WindowsEvent, record: CsvRecord, plain: readonly string[]): void {
	let local: string | null = null;
	for (let field = 0; field < record.count && field < plain.length; field++) {
		const name = plain[field]!;
		const text = record.text(field);
		if (text === '') continue;
		const known = dataNames.get(name);
		if (known !== undefined) data.set(known, text);
		if (Object.hasOwn(systemNames, name) && !system.has(systemNames[name]!))
			system.set(systemNames[name]!, text);
		if (name === LOCAL_TIME) local = text;
	}
	if (local !== null && !system.has('time')) system.set('time', local);
	const said = system.get('message');
	if (data.size > 0 || said === undefined) return;
	for (const [name, value] of messageData(said)) data.set(name, value);
}

function isEventViewer(plain: readonly string[]): boolean {
	return plain.length === 5 && plain.includes('dateandtime') && plain.includes('taskcategory');
}

/** Whether a header is that of a table of events. */
export function isEventTable(header: readonly string[]): boolean {
	const plain = new Set(header.map(plainName));
	const has = (...names: string[]) => names.some((name) => plain.has(name));
	if (plain.has('utctime') && has('image', 'processguid', 'sourceip')) return true;
	if (!has('id', 'eventid', 'instanceid')) return false;
	const where = has('providername', 'source', 'sourcename', 'provider', 'channel', 'logname');
	const when = has('timecreated', 'timegenerated', 'dateandtime', 'eventtime');
	return where && when && has('message', 'taskcategory', 'leveldisplayname', 'entrytype');
}
