import type { EventWriter } from '#tables/event-writer.ts';
import { bytesOf } from '#lib/bytes.ts';
import type { Sink } from '../../format.ts';
import { GivenMachine } from '../../records/fields/given-machine.ts';

/**
 * Sets which machine a row of `host` is about: its name, and where that is an address also `host_ip`, by which
 * checks ask whether a machine's own log was there to be looked at, and `dst_ip`, unless the event names another.
 */
export class LoggingMachine {
	readonly #writer: EventWriter;
	readonly #host;
	readonly #machine: GivenMachine;
	readonly #given: Uint8Array;
	readonly #address: Uint8Array;

	constructor(sink: Sink, writer: EventWriter) {
		this.#writer = writer;
		this.#host = writer.text('host');
		this.#machine = new GivenMachine(sink);
		this.#given = bytesOf(sink.settings.host ?? '');
		this.#address = bytesOf(sink.settings.addresses[0] ?? '');
	}

	/**
	 * Where the record names no machine the range is empty, and the settings may name one; where it names the one that
	 * they name, the address is theirs.
	 */
	set(bytes: Uint8Array, start: number, end: number): void {
		if (end > start) {
			this.#host.setBytes(bytes, start, end);
			if (this.#machine.isNamed(bytes, start, end) && this.#address.length > 0)
				this.#setAddress(this.#address, 0, this.#address.length);
			else this.#setAddress(bytes, start, end);
		} else if (this.#given.length > 0) {
			this.#host.setBytes(this.#given, 0, this.#given.length);
			this.#setAddress(this.#address, 0, this.#address.length);
		}
	}

	#setAddress(bytes: Uint8Array, start: number, end: number): void {
		this.#writer.hostIp.read(bytes, start, end);
		this.#writer.dstIp.read(bytes, start, end);
	}
}
