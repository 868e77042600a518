import type { EventWriter } from '#arrow/event-writer.ts';
import { Failure } from '#lib/failure.ts';
import type { Format, Head, Recognition, RecordReader, Sink } from '../../format.ts';
import { jsonRecords } from '../../framing/json-records.ts';
import type { Cell } from '../../values/cell.ts';
import { JsonList } from '../../values/json-list.ts';
import { JsonRecord, type JsonCell } from '../../values/json-record.ts';
import { recogniseJson, type Peeked } from '../../values/peek-json.ts';
import { putting, unfit, wholeOf, type Sources } from '../../values/put.ts';
import { unless } from '../../values/unless.ts';
import { groupPath, hostColumns, millisecondsPath, timePath } from './fields.ts';

/**
 * The alerts of Wazuh (alerts.json) and of OSSEC (ossec.net, "JSON format"): what an agent read in the logs
 * of its machine. They are host log and not alerts of a network sensor, so each is a row of `host`.
 */
const format: Format = {
	name: 'wazuh-json',
	title: 'Wazuh and OSSEC alerts',
	tables: ['host'],
	cannotKnow: [
		'whether an action that the log names had any effect',
		'which machine is meant where a log was collected for others: the address is that of the agent',
		'when an alert of OSSEC happened, where it has no time'
	],
	recognise,
	open
};

export default format;

function recognise(head: Head): Recognition | null {
	return recogniseJson(
		head,
		(peeked) => isWazuh(peeked) || isOssec(peeked),
		'JSON objects with a rule, its level, and the agent or location that it is about'
	);
}

function isWazuh(peeked: Peeked): boolean {
	if (!peeked.has('rule.level') || !(peeked.has('rule.id') || peeked.has('rule.sidid')))
		return false;
	return ['agent.id', 'manager.name', 'decoder.name', 'location'].some((path) => peeked.has(path));
}

function isOssec(peeked: Peeked): boolean {
	return peeked.has('level') && peeked.has('sidid') && peeked.has('location');
}

function open(sink: Sink): RecordReader {
	const host = sink.table('host');
	const record = new JsonRecord(sink);
	const sources: Sources = Object.fromEntries(
		Object.entries(hostColumns).map(([column, paths]) => [
			column,
			paths.map((path) => known(record.at(path), column))
		])
	);
	const setters = [
		timeSetter(sink, record, host),
		putting(sink, host, sources, true),
		categorySetter(record, host)
	];
	return jsonRecords(sink, {
		line(bytes, start, end) {
			record.read(bytes, start, end);
			for (const set of setters) set();
			host.commit();
			if (sink.settings.native) record.keepNative();
		},
		end: () => record.finish()
	});
}

/** An agent that may have any address is registered with that word. */
function known(cell: JsonCell, column: string): Cell {
	return column === 'dst_ip' ? unless(cell, ['any']) : cell;
}

function timeSetter(sink: Sink, record: JsonRecord, host: EventWriter): () => void {
	const timestamp = record.at(timePath);
	const milliseconds = record.at(millisecondsPath);
	return () => {
		if (timestamp.load()) {
			const time = sink.time.iso(timestamp.bytes, timestamp.start, timestamp.end);
			if (time === null) throw unfit('no such time', timestamp);
			host.ts.set(time);
		} else if (milliseconds.load()) {
			const time = wholeOf(milliseconds);
			if (typeof time !== 'number' || !Number.isSafeInteger(time * 1000))
				throw unfit('no such time', milliseconds);
			host.ts.set(time * 1000);
		} else throw new Failure('record not readable', 'the record has no timestamp');
	};
}

function categorySetter(record: JsonRecord, host: EventWriter): () => void {
	const groups = record.at(groupPath);
	const list = new JsonList();
	const category = host.text('category');
	return () => {
		const first = groups.isArray && groups.load() ? list.texts(groups)[0] : undefined;
		if (first !== undefined && first !== '') category.set(first);
	};
}
