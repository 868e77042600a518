import { COLON, EQUALS } from '#lib/ascii.ts';
import { indexOfByte } from '#lib/bytes.ts';
import type { Message, Sink } from '../../format.ts';
import { DerivedCell } from './derived-cells.ts';
import type { FieldBytes } from './field-bytes.ts';
import { GivenMachine } from './given-machine.ts';

/** The machine whose record is at hand. */
export interface Speaker {
	/** As the record or its header names it, else as the settings do. */
	name: FieldBytes;
	/** Its address, where one was given for it or its name is one. */
	address: FieldBytes;
}

/** @param cells where a record names its machine; the first that has a value does */
export function speakerOf(sink: Sink, cells: readonly FieldBytes[]): Speaker {
	const machine = new GivenMachine(sink);
	const name = new NamedMachine(cells, machine);
	return { name, address: new MachineAddress(name, machine) };
}

/** Tells which machine wrote the line at hand. */
export class Sender {
	readonly #sink: Sink;
	readonly #header = new HeaderHost();

	constructor(sink: Sink) {
		this.#sink = sink;
	}

	/** Takes the line at hand. */
	take(message: Message): void {
		this.#header.message = message;
	}

	/** @param own where a record itself names its machine; before its header, and that before the settings */
	speaker(...own: readonly FieldBytes[]): Speaker {
		return speakerOf(this.#sink, [...own, this.#header]);
	}
}

class HeaderHost extends DerivedCell {
	message: Message | null = null;

	constructor() {
		super('syslog host');
	}

	load(): boolean {
		const { bytes, hostStart, hostEnd } = this.message!;
		if (hostEnd <= hostStart || !isName(bytes, hostStart, hostEnd)) return false;
		return this.give(bytes, hostStart, hostEnd);
	}
}

/** A tag or a pair stands where the host would, in the header of a device that does not name itself. */
function isName(bytes: Uint8Array, start: number, end: number): boolean {
	return bytes[end - 1] !== COLON && indexOfByte(bytes, EQUALS, start, end) < 0;
}

class NamedMachine extends DerivedCell {
	readonly #cells: readonly FieldBytes[];
	readonly #machine: GivenMachine;

	constructor(cells: readonly FieldBytes[], machine: GivenMachine) {
		super('machine');
		this.#cells = cells;
		this.#machine = machine;
	}

	load(): boolean {
		const { name } = this.#machine;
		if (!this.find()) return this.give(name, 0, name.length);
		this.#machine.hear(this.bytes, this.start, this.end);
		return true;
	}

	/** Finds what the record itself says; false where it names none. */
	find(): boolean {
		for (const cell of this.#cells)
			if (cell.load() && this.give(cell.bytes, cell.start, cell.end)) return true;
		return false;
	}
}

class MachineAddress extends DerivedCell {
	readonly #named: NamedMachine;
	readonly #machine: GivenMachine;

	constructor(named: NamedMachine, machine: GivenMachine) {
		super('address of the machine');
		this.#named = named;
		this.#machine = machine;
	}

	load(): boolean {
		const named = this.#named;
		const address = named.find()
			? this.#machine.addressOf(named.bytes, named.start, named.end)
			: this.#machine.address;
		return this.give(address, 0, address.length);
	}
}
