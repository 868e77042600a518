import type { EventWriter } from '#tables/event-writer.ts';
import { bytesOf } from '#lib/bytes.ts';
import type { Message, Sink } from '../../format.ts';
import { LoggingMachine } from './machine.ts';
import { ModSecurity } from './modsecurity.ts';
import { severityOf } from './severity.ts';

/**
 * The row of `host` that a line becomes which a web server wrote about itself: what such a log says in the same
 * way whichever server it is of. Whoever reads it sets the rest, and commits.
 */
export class ServerLog {
	readonly writer: EventWriter;
	readonly modSecurity: ModSecurity;
	readonly columns;
	readonly #machine: LoggingMachine;
	readonly #product: Uint8Array;

	/** @param product name of the server, and of its process where syslog names none */
	constructor(sink: Sink, product: string) {
		this.writer = sink.table('host');
		this.modSecurity = new ModSecurity(this.writer);
		this.#machine = new LoggingMachine(sink, this.writer);
		this.#product = bytesOf(product);
		this.columns = {
			product: this.writer.text('product'),
			eventId: this.writer.text('event_id'),
			severity: this.writer.int32('severity'),
			category: this.writer.text('category'),
			process: this.writer.text('process'),
			user: this.writer.text('user'),
			path: this.writer.text('path'),
			message: this.writer.text('message')
		};
	}

	/**
	 * Sets product, process and machine.
	 * @param carried true where the message's header is one of syslog, and not the line's own beginning
	 */
	setOrigin(message: Message, carried: boolean): void {
		const { bytes, programStart, programEnd } = message;
		const { product, process } = this.columns;
		product.setBytes(this.#product, 0, this.#product.length);
		if (carried && programEnd > programStart) process.setBytes(bytes, programStart, programEnd);
		else process.setBytes(this.#product, 0, this.#product.length);
		this.setMachine(message, carried);
	}

	setMachine({ bytes, hostStart, hostEnd }: Message, carried: boolean): void {
		this.#machine.set(bytes, hostStart, carried ? hostEnd : hostStart);
	}

	/** Sets the severity that the word of a level is; a level of no severity sets none. */
	setLevel(bytes: Uint8Array, start: number, end: number): void {
		const severity = severityOf(bytes, start, end);
		if (severity !== null) this.columns.severity.set(severity);
	}
}
