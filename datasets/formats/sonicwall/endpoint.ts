import { COLON, DOT } from '#lib/ascii.ts';
import { indexOfByte, textOf } from '#lib/bytes.ts';
import type { FieldBytes } from '../../records/fields/field-bytes.ts';
import { part } from '../../records/fields/derived-cells.ts';

/** A virtual network of an interface, which its name ends in. */
const NETWORK = /^V\d{1,4}$/;

/** The cells of `192.0.2.1:5060:X1:name`, of which all but the address may be missing. */
export function endpoint(cell: FieldBytes): {
	address: FieldBytes;
	port: FieldBytes;
	interface: FieldBytes;
} {
	const dotted = new DottedCell(cell);
	return {
		address: new AddressCell(cell),
		port: part(dotted, ':', 1),
		interface: new InterfaceCell(dotted)
	};
}

/** The third part, and with it that of a network behind it: `X1:V100` is one interface. */
class InterfaceCell implements FieldBytes {
	end = 0;
	readonly #dotted: FieldBytes;
	readonly #first: FieldBytes;
	readonly #second: FieldBytes;

	constructor(dotted: FieldBytes) {
		this.#dotted = dotted;
		this.#first = part(dotted, ':', 2);
		this.#second = part(dotted, ':', 3);
	}

	get name(): string {
		return this.#dotted.name;
	}

	get bytes(): Uint8Array {
		return this.#first.bytes;
	}

	get start(): number {
		return this.#first.start;
	}

	load(): boolean {
		if (!this.#first.load()) return false;
		this.end = this.#first.end;
		const { bytes, start, end } = this.#second.load() ? this.#second : this.#first;
		if (start > this.end && NETWORK.test(textOf(bytes, start, end))) this.end = end;
		return true;
	}
}

/** The value, where it begins with an IPv4 address: the colons of IPv6 divide nothing. */
class DottedCell implements FieldBytes {
	protected readonly cell: FieldBytes;

	constructor(cell: FieldBytes) {
		this.cell = cell;
	}

	get name(): string {
		return this.cell.name;
	}

	get bytes(): Uint8Array {
		return this.cell.bytes;
	}

	get start(): number {
		return this.cell.start;
	}

	get end(): number {
		return this.cell.end;
	}

	load(): boolean {
		return this.cell.load() && this.isDotted();
	}

	protected isDotted(): boolean {
		const { bytes, start, end } = this.cell;
		// Where the address is IPv6 it has a key of its own, and only the port stands here: `:5060:X1`.
		if (bytes[start] === COLON) return bytes[start + 1] !== COLON;
		return indexOfByte(bytes, DOT, start, Math.min(end, start + 4)) >= 0;
	}
}

/** Up to the first colon of an IPv4 address; all of an IPv6 address. */
class AddressCell extends DottedCell {
	override get end(): number {
		const { bytes, start, end } = this.cell;
		const colon = this.isDotted() ? indexOfByte(bytes, COLON, start, end) : -1;
		return colon < 0 ? end : colon;
	}

	override load(): boolean {
		return this.cell.load();
	}
}
