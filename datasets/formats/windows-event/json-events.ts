import { textOf } from '#lib/bytes.ts';
import type { RecordReader, Sink } from '../../format.ts';
import { jsonRecords } from '../../records/json/json-records.ts';
import { JsonRecord, type JsonCell } from '../../records/json/json-record.ts';
import type { Peeked } from '../../records/json/peek-json.ts';
import { WindowsEvent, type SystemName } from './event.ts';
import { EventRows } from './event-row.ts';
import { messageData } from './message-data.ts';
import { allNames } from './words.ts';

/**
 * Where the parts of an event stand: as Winlogbeat writes it now and before version 7, as NXLog does, as
 * `Get-WinEvent | ConvertTo-Json`, and as programs that read event log files do. The first that is there counts.
 */
const systemPaths: Readonly<Record<SystemName, readonly string[]>> = {
	provider: [
		'winlog.provider_name', 'source_name', 'SourceName', 'ProviderName',
		'Event.System.Provider.#attributes.Name', 'Event.System.Provider.@Name'
	],
	id: [
		'winlog.event_id', 'event_id', 'EventID', 'Id', 'Event.System.EventID.#text', 'Event.System.EventID'
	],
	number: [
		'winlog.record_id', 'record_number', 'RecordNumber', 'RecordId', 'EventRecordID',
		'Event.System.EventRecordID'
	],
	level: ['log.level', 'level', 'LevelDisplayName', 'Level', 'Event.System.Level'],
	channel: ['winlog.channel', 'log_name', 'Channel', 'LogName', 'Event.System.Channel'],
	computer: [
		'winlog.computer_name', 'computer_name', 'Hostname', 'Computer', 'MachineName',
		'Event.System.Computer'
	],
	time: [
		'Event.System.TimeCreated.#attributes.SystemTime', 'Event.System.TimeCreated.@SystemTime',
		'TimeCreated', 'EventTime', '@timestamp'
	],
	message: ['message', 'Message']
}; // prettier-ignore

/** In front of the names of a provider. */
const dataPrefixes = [
	'winlog.event_data.', 'winlog.user_data.', 'event_data.', 'user_data.', 'Event.EventData.', ''
]; // prettier-ignore

/** Events in JSON. */
export function jsonEvents(sink: Sink): RecordReader {
	const rows = new EventRows(sink);
	const event = new WindowsEvent();
	const record = new JsonRecord(sink);
	const system = Object.entries(systemPaths).map(
		([name, paths]) => [name as SystemName, paths.map((path) => record.at(path))] as const
	);
	const data = allNames.map(
		(name) => [name, dataPrefixes.map((prefix) => record.at(prefix + name))] as const
	);
	return jsonRecords(sink, {
		line(bytes, start, end) {
			record.read(bytes, start, end);
			event.clear();
			fill(event.system, system);
			fill(event.data, data);
			const said = event.of('message');
			if (event.data.size === 0 && said !== null)
				for (const [name, value] of messageData(said)) event.data.set(name, value);
			rows.commit(event, false);
			record.keepBeside();
		},
		end: () => {
			record.finish();
			rows.end();
		}
	});
}

function fill<Name>(
	into: Map<Name, string>,
	from: readonly (readonly [Name, readonly JsonCell[]])[]
): void {
	for (const [name, cells] of from) {
		for (const cell of cells) {
			if (!cell.load()) continue;
			into.set(name, textOf(cell.bytes, cell.start, cell.end));
			break;
		}
	}
}

/** Whether an object is an event of Windows. */
export function isWindowsEvent(peeked: Peeked): boolean {
	const has = (...paths: string[]) => paths.every((path) => peeked.has(path));
	return (
		has('winlog.event_id') ||
		has('event_id', 'log_name', 'source_name') ||
		(has('EventID', 'SourceName') && (has('Channel') || has('EventTime'))) ||
		has('Id', 'ProviderName', 'LogName') ||
		has('Event.System.EventID') ||
		has('Event.System.EventID.#text')
	);
}
