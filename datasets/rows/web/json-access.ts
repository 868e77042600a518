import { unreadable } from '#lib/unreadable.ts';
import type { EventWriter } from '#tables/event-writer.ts';
import type {
	Format,
	Head,
	Message,
	MessageFormat,
	MessageReader,
	Recognition,
	Sink
} from '../../format.ts';
import { jsonMessages, jsonStart } from '../../records/json/json-messages.ts';
import { recogniseMessages } from '../../records/lines/messages.ts';
import type { FieldBytes } from '../../records/fields/field-bytes.ts';
import { JsonRecord } from '../../records/json/json-record.ts';
import { LoggingMachine } from '../host/machine.ts';
import { messageKeys } from '../../records/json/message-keys.ts';
import { recogniseJson } from '../../records/json/peek-json.ts';
import { putting, type ColumnCells } from '../put.ts';
import { unfit } from '../../records/fields/unfit.ts';
import { serverPutter } from './server.ts';
import { severityOf } from '../host/severity.ts';
import type { When } from '../../records/fields/when.ts';

/** How the access log of a web server in JSON is read, in which it may tell of other things too. */
export interface JsonAccessLog {
	/** What the program is called in rows of `host`. */
	product: string;
	/** Paths that a request has, all of them. */
	needs: readonly string[];
	because: string;
	/** Whether the record at hand, which has what a request has, is that of one in the access log. */
	isRequest(record: JsonRecord): () => boolean;
	/** Sets what the record at hand says of a request, but for its time. */
	request(sink: Sink, record: JsonRecord, web: EventWriter): () => void;
	/** Sources of `host`, for a record that is no request. */
	event(record: JsonRecord): ColumnCells;
	/** Where the word for the severity of an event stands. */
	level: string;
	/** When a request began. */
	began(sink: Sink, record: JsonRecord): () => When | null;
	/** The first of these that has a value is the time of the record. */
	times: readonly string[];
	/** Reads such a time. */
	time(sink: Sink, cell: FieldBytes): When | null;
}

/** The parts of a format that come from the shape of its records. */
export function jsonAccess(
	log: JsonAccessLog
): Pick<Format, 'recognise' | 'open' | 'messages' | 'tables'> {
	const keys = messageKeys(...log.needs);
	const messages: MessageFormat = {
		ofJson: true,
		fits: (message: Message) =>
			keys.read(message) && log.needs.every((_, index) => keys.has(index)),
		open: (sink: Sink) => new AccessReader(sink, log)
	};
	return {
		tables: ['web', 'host'],
		recognise(head: Head): Recognition | null {
			return (
				recogniseJson(head, (peeked) => log.needs.every((path) => peeked.has(path)), log.because) ??
				recogniseMessages(head, messages, `${log.because}, behind a syslog header`)
			);
		},
		open: (sink) => jsonMessages(sink, messages.open(sink)),
		messages
	};
}

class AccessReader implements MessageReader {
	readonly #record: JsonRecord;
	readonly #web: EventWriter;
	readonly #isRequest: () => boolean;
	readonly #setRequest: () => void;
	readonly #setServer: () => void;
	readonly #timeOf: (message: Message) => When;
	readonly #began: () => When | null;
	readonly #event: EventReader;

	constructor(sink: Sink, log: JsonAccessLog) {
		const record = new JsonRecord(sink);
		this.#record = record;
		this.#web = sink.table('web');
		this.#isRequest = both(hasAll(record, log.needs), log.isRequest(record));
		this.#setRequest = log.request(sink, record, this.#web);
		this.#setServer = serverPutter(sink, this.#web);
		this.#timeOf = timeOf(sink, record, log);
		this.#began = log.began(sink, record);
		this.#event = new EventReader(sink, record, log);
	}

	read(message: Message): void {
		this.#record.read(message.bytes, jsonStart(message), message.end);
		const time = this.#timeOf(message);
		if (this.#isRequest()) {
			this.#web.ts.set(this.#began() ?? time);
			this.#setRequest();
			this.#setServer();
			this.#web.commit();
		} else this.#event.read(message, time);
		this.#record.keepBeside();
	}

	end(): void {
		this.#record.finish();
	}
}

/** Reads what a server says beside its requests, as what a machine logged of itself. */
class EventReader {
	readonly #host: EventWriter;
	readonly #machine: LoggingMachine;
	readonly #put: () => void;
	readonly #level: FieldBytes;
	readonly #product: string;
	readonly #columns;

	constructor(sink: Sink, record: JsonRecord, log: JsonAccessLog) {
		this.#host = sink.table('host');
		this.#machine = new LoggingMachine(sink, this.#host);
		this.#put = putting(sink, this.#host, log.event(record), true);
		this.#level = record.at(log.level);
		this.#product = log.product;
		this.#columns = { product: this.#host.text('product'), severity: this.#host.int32('severity') };
	}

	read({ bytes, hostStart, hostEnd }: Message, time: When): void {
		this.#host.ts.set(time);
		this.#columns.product.set(this.#product);
		const level = this.#level;
		const severity = level.load() ? severityOf(level.bytes, level.start, level.end) : null;
		if (severity !== null) this.#columns.severity.set(severity);
		this.#put();
		this.#machine.set(bytes, hostStart, hostEnd);
		this.#host.commit();
	}
}

function hasAll(record: JsonRecord, paths: readonly string[]): () => boolean {
	const cells = paths.map((path) => record.at(path));
	return () => cells.every((cell) => cell.isThere);
}

function both(first: () => boolean, second: () => boolean): () => boolean {
	return () => first() && second();
}

function timeOf(sink: Sink, record: JsonRecord, log: JsonAccessLog): (message: Message) => When {
	const cells = log.times.map((path) => record.at(path));
	return ({ ts }) => {
		for (const cell of cells) {
			if (!cell.load()) continue;
			const time = log.time(sink, cell);
			if (time === null) throw unfit('no such time', cell);
			return time;
		}
		if (ts === null) throw unreadable('the record has no time');
		return ts;
	};
}
