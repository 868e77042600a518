import { unreadable } from '#lib/unreadable.ts';
import { COMMA } from '#lib/ascii.ts';
import type { EventWriter } from '#tables/event-writer.ts';
import { indexOfByte, textOf } from '#lib/bytes.ts';
import type { Message, MessageReader, Sink } from '../../format.ts';
import { jsonStart } from '../../records/json/json-messages.ts';
import type { FieldBytes } from '../../records/fields/field-bytes.ts';
import { JsonList } from '../../records/json/json-list.ts';
import { JsonRecord, type JsonCell } from '../../records/json/json-record.ts';
import { speakerOf } from '../../records/fields/sender.ts';
import { ofSpeaker } from '../../rows/host/speaker-sources.ts';
import { putting, type ColumnCells } from '../../rows/put.ts';
import { wholeOf } from '../../records/fields/numbers.ts';
import { unfit } from '../../records/fields/unfit.ts';
import { unless } from '../../records/fields/unless.ts';
import { unlessObject } from '../../records/json/unless-object.ts';
import {
	forwardedRule,
	groupPath,
	hostColumns,
	millisecondsPath,
	nothing,
	timePaths
} from './fields.ts';

/** Reads one alert or archived record, on a line of its own or behind a syslog header. */
export class AlertReader implements MessageReader {
	readonly #host: EventWriter;
	readonly #record: JsonRecord;
	readonly #setTime: (message: Message) => void;
	readonly #setters: readonly (() => void)[];

	constructor(sink: Sink) {
		this.#host = sink.table('host');
		this.#record = new JsonRecord(sink);
		this.#setTime = timeSetter(sink, this.#record, this.#host);
		this.#setters = [
			putting(sink, this.#host, sourcesOf(sink, this.#record), true),
			categorySetter(this.#record, this.#host),
			ruleSetter(this.#record, this.#host)
		];
	}

	read(message: Message): void {
		this.#record.read(message.bytes, jsonStart(message), message.end);
		this.#setTime(message);
		for (const set of this.#setters) set();
		this.#host.commit();
		this.#record.keepBeside();
	}

	end(): void {
		this.#record.finish();
	}
}

/** An agent that tells its address speaks for that one. */
function sourcesOf(sink: Sink, record: JsonRecord): ColumnCells {
	const cells = (column: string) =>
		hostColumns[column]!.map((path) => known(record.at(path), column));
	const own = Object.fromEntries(Object.keys(hostColumns).map((column) => [column, cells(column)]));
	const said = ofSpeaker(speakerOf(sink, own.host!), own);
	return { ...said, host_ip: [...own.host_ip!, ...said.host_ip!] };
}

function known(cell: JsonCell, column: string): FieldBytes {
	const words = nothing[column];
	return words === undefined ? unlessObject(cell) : unless(cell, words);
}

function timeSetter(sink: Sink, record: JsonRecord, host: EventWriter): (message: Message) => void {
	const texts = timePaths.map((path) => record.at(path));
	const milliseconds = record.at(millisecondsPath);
	return (message) => {
		const text = texts.find((cell) => cell.load());
		if (text !== undefined) {
			const time = sink.time.iso(text.bytes, text.start, text.end);
			if (time === null) throw unfit('no such time', text);
			host.ts.set(time);
		} else if (milliseconds.load()) {
			const time = wholeOf(milliseconds);
			if (typeof time !== 'number' || !Number.isSafeInteger(time * 1000))
				throw unfit('no such time', milliseconds);
			host.ts.set(time * 1000);
		} else if (message.ts !== null) host.ts.set(message.ts);
		else throw unreadable('the record has no timestamp');
	};
}

function categorySetter(record: JsonRecord, host: EventWriter): () => void {
	const groups = record.at(groupPath);
	const classification = record.at('classification');
	const list = new JsonList();
	const category = host.text('category');
	return () => {
		const first = groups.isArray && groups.load() ? list.texts(groups)[0] : undefined;
		if (first !== undefined && first !== '') category.set(first);
		else if (classification.load()) category.set(firstOf(classification));
	};
}

/** The first of several groups that are written one behind the other, each with a comma. */
function firstOf({ bytes, start, end }: FieldBytes): string {
	const comma = indexOfByte(bytes, COMMA, start, end);
	return textOf(bytes, start, comma < 0 ? end : comma).trim();
}

function ruleSetter(record: JsonRecord, host: EventWriter): () => void {
	const id = record.at(forwardedRule.id);
	const sign = record.at(forwardedRule.sign);
	const eventId = host.text('event_id');
	return () => {
		if (sign.isThere && id.load()) eventId.setBytes(id.bytes, id.start, id.end);
	};
}
