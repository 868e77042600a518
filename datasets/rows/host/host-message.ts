import type { EventWriter } from '#tables/event-writer.ts';
import type { NativeWriter } from '#tables/native-writer.ts';
import { bytesOf } from '#lib/bytes.ts';
import type { Message, Sink } from '../../format.ts';
import { noteLosses } from './loss-notes.ts';
import { LoggingMachine } from './machine.ts';

const names = (
	'kern user mail daemon auth syslog lpr news uucp cron authpriv ftp ntp audit alert clock ' +
	'local0 local1 local2 local3 local4 local5 local6 local7'
).split(' ');
/** Facilities by number, as RFC 5424 and the C library name them. */
const facilities = names.map(bytesOf);

/** The number of a facility by its name; null for a name that is none. */
export function facilityOf(name: string): number | null {
	const at = names.indexOf(name.toLowerCase());
	return at < 0 ? null : at;
}

/**
 * Sets the columns of `host` that syslog itself gives: time, machine, program, text, and of the priority the
 * severity (0 emergency to 7 debug, RFC 5424) and the facility as category. Whoever knows more of the message
 * sets the rest, and commits.
 */
export class HostMessage {
	readonly #sink: Sink;
	readonly #columns;
	readonly #machine: LoggingMachine;
	readonly writer: EventWriter;
	/** Keeps the parts of the header and the text in native columns, where somebody asked for them. */
	readonly keepNative: (message: Message) => void;

	constructor(sink: Sink) {
		this.#sink = sink;
		this.keepNative = sink.beside(keep);
		this.writer = sink.table('host');
		this.#machine = new LoggingMachine(sink, this.writer);
		this.#columns = {
			product: this.writer.text('product'),
			severity: this.writer.int32('severity'),
			category: this.writer.text('category'),
			process: this.writer.text('process'),
			message: this.writer.text('message')
		};
	}

	/** Sets what the header says, and the text of the message as it is. */
	set(message: Message): void {
		const { bytes, programStart, programEnd, start, end } = message;
		this.setHeader(message);
		noteLosses(this.#sink, message);
		if (programEnd > programStart) {
			this.#columns.product.setBytes(bytes, programStart, programEnd);
			this.#columns.process.setBytes(bytes, programStart, programEnd);
		}
		if (end > start) this.#columns.message.setBytes(bytes, start, end);
	}

	/** Sets time and machine, and what the priority says. */
	setHeader({ bytes, ts, hostStart, hostEnd, priority }: Message): void {
		if (ts !== null) this.writer.ts.set(ts);
		this.#machine.set(bytes, hostStart, hostEnd);
		if (priority < 0) return;
		const facility = facilities[priority >> 3];
		this.#columns.severity.set(priority & 7);
		if (facility !== undefined) this.#columns.category.setBytes(facility, 0, facility.length);
	}
}

function keep(native: NativeWriter, message: Message): void {
	const { bytes } = message;
	native.keep('host', bytes, message.hostStart, message.hostEnd);
	native.keep('program', bytes, message.programStart, message.programEnd);
	native.keep('pid', bytes, message.pidStart, message.pidEnd);
	native.keep('message_id', bytes, message.messageIdStart, message.messageIdEnd);
	native.keep('structured_data', bytes, message.structuredStart, message.structuredEnd);
	native.keep('message', bytes, message.start, message.end);
	native.commit();
}
