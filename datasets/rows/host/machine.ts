import type { EventWriter } from '#tables/event-writer.ts';
import type { Sink } from '../../format.ts';
import { GivenMachine } from '../../records/fields/given-machine.ts';

/**
 * Sets which machine a row of `host` is about: its name, and where that is an address or one was given for it also
 * `host_ip`, by which checks ask whether a machine's own log was there to be looked at, and `dst_ip`, unless the
 * event names another.
 */
export class LoggingMachine {
	readonly #writer: EventWriter;
	readonly #host;
	readonly #machine: GivenMachine;

	constructor(sink: Sink, writer: EventWriter) {
		this.#writer = writer;
		this.#host = writer.text('host');
		this.#machine = new GivenMachine(sink);
	}

	/**
	 * Where the record names no machine the range is empty, and the settings may name one; where it names the one that
	 * they name, the address is theirs.
	 */
	set(bytes: Uint8Array, start: number, end: number): void {
		if (end > start) this.#machine.hear(bytes, start, end);
		this.setAgain(bytes, start, end);
	}

	/** The same for a further row of one record. */
	setAgain(bytes: Uint8Array, start: number, end: number): void {
		const { name, address } = this.#machine;
		if (end > start) {
			this.#host.setBytes(bytes, start, end);
			this.#setAddress(this.#machine.addressOf(bytes, start, end));
		} else if (name.length > 0) {
			this.#host.setBytes(name, 0, name.length);
			this.#setAddress(address);
		}
	}

	#setAddress(address: Uint8Array): void {
		if (address.length === 0) return;
		this.#writer.hostIp.read(address, 0, address.length);
		this.#writer.dstIp.read(address, 0, address.length);
	}
}
