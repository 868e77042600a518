import type { EventWriter } from '#arrow/event-writer.ts';
import { bytesOf } from '#lib/bytes.ts';
import type { Message, MessageReader, Sink } from '../../format.ts';
import { putEndpoint } from '../../values/endpoint.ts';
import { Machine } from '../../values/machine.ts';
import { ModSecurity } from '../../values/modsecurity.ts';
import { setField } from '../../values/quoted.ts';
import { lineUnreadable } from '../../values/row.ts';
import { severityOf } from '../../values/severity.ts';
import { Objects } from './objects.ts';
import { Parts } from './parts.ts';
import { errorTime } from './time.ts';

const APACHE = bytesOf('apache');

/** Reads one line of the error log. */
export class ErrorLine implements MessageReader {
	readonly #sink: Sink;
	readonly #host: EventWriter;
	readonly #machine: Machine;
	readonly #modSecurity: ModSecurity;
	readonly #parts = new Parts();
	readonly #objects = new Objects();
	readonly #columns;

	constructor(sink: Sink) {
		this.#sink = sink;
		this.#host = sink.table('host');
		this.#machine = new Machine(sink, this.#host);
		this.#modSecurity = new ModSecurity(this.#host);
		this.#columns = {
			product: this.#host.text('product'),
			eventId: this.#host.text('event_id'),
			severity: this.#host.int32('severity'),
			category: this.#host.text('category'),
			process: this.#host.text('process'),
			user: this.#host.text('user'),
			path: this.#host.text('path'),
			message: this.#host.text('message')
		};
	}

	read(message: Message): void {
		const { bytes, start, end } = message;
		if (!this.#parts.read(bytes, start, end))
			throw lineUnreadable('not a line of the error log of Apache', message);
		this.#setTime(message);
		this.#setHeader(message);
		this.#setText(bytes, end);
		this.#host.commit();
		if (this.#sink.settings.native) this.#keepNative(bytes, end);
	}

	#setTime(message: Message): void {
		const { timeStart, timeEnd } = this.#parts;
		const own = timeEnd > timeStart;
		const ts = own ? errorTime(this.#sink.time, message.bytes, timeStart, timeEnd) : message.ts;
		if (ts === null) throw lineUnreadable(own ? 'no such time' : 'the line has no time', message);
		this.#host.ts.set(ts);
	}

	#setHeader({ bytes, hostStart, hostEnd, programStart, programEnd }: Message): void {
		const { moduleStart, moduleEnd, levelStart, levelEnd, clientStart, clientEnd } = this.#parts;
		const { product, process, category, severity } = this.#columns;
		product.setBytes(APACHE, 0, APACHE.length);
		if (programEnd > programStart) process.setBytes(bytes, programStart, programEnd);
		else process.setBytes(APACHE, 0, APACHE.length);
		this.#machine.set(bytes, hostStart, hostEnd);
		setField(category, bytes, moduleStart, moduleEnd);
		const number = severityOf(bytes, levelStart, levelEnd);
		if (number !== null) severity.set(number);
		const { srcIp, srcPort } = this.#host;
		putEndpoint({ ip: srcIp, port: srcPort }, bytes, clientStart, clientEnd);
	}

	#setText(bytes: Uint8Array, end: number): void {
		const { codeStart, codeEnd, textStart, innerStart } = this.#parts;
		const { eventId, message, user, path } = this.#columns;
		const objects = this.#objects;
		setField(eventId, bytes, codeStart, codeEnd);
		if (end > textStart) message.setBytes(bytes, textStart, end);
		this.#modSecurity.read(bytes, innerStart, end);
		objects.read(bytes, innerStart, end);
		setField(user, bytes, objects.userStart, objects.userEnd);
		setField(path, bytes, objects.pathStart, objects.pathEnd);
	}

	#keepNative(bytes: Uint8Array, end: number): void {
		const { native } = this.#sink;
		const parts = this.#parts;
		native.keep('module', bytes, parts.moduleStart, parts.moduleEnd);
		native.keep('level', bytes, parts.levelStart, parts.levelEnd);
		native.keep('pid', bytes, parts.pidStart, parts.pidEnd);
		native.keep('client', bytes, parts.clientStart, parts.clientEnd);
		native.keep('code', bytes, parts.codeStart, parts.codeEnd);
		native.keep('message', bytes, parts.textStart, end);
		native.commit();
	}
}
