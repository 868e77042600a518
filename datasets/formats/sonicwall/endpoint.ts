import { COLON, DOT } from '#lib/ascii.ts';
import { indexOfByte, textOf } from '#lib/bytes.ts';
import type { FieldBytes } from '../../records/fields/field-bytes.ts';
import { DerivedCell, part } from '../../records/fields/derived-cells.ts';
import { CellWhere } from '../../records/fields/unless.ts';

/** A virtual network of an interface, which its name ends in. */
const NETWORK = /^V\d{1,4}$/;

/** The cells of `192.0.2.1:5060:X1:name`, of which all but the address may be missing. */
export function endpoint(cell: FieldBytes): {
	address: FieldBytes;
	port: FieldBytes;
	interface: FieldBytes;
} {
	const dotted = new CellWhere(cell, isDotted);
	return {
		address: new AddressCell(cell),
		port: part(dotted, ':', 1),
		interface: new InterfaceCell(dotted)
	};
}

/** The third part, and with it that of a network behind it: `X1:V100` is one interface. */
class InterfaceCell extends DerivedCell {
	readonly #first: FieldBytes;
	readonly #second: FieldBytes;

	constructor(dotted: FieldBytes) {
		super(dotted.name);
		this.#first = part(dotted, ':', 2);
		this.#second = part(dotted, ':', 3);
	}

	load(): boolean {
		if (!this.#first.load()) return false;
		const { bytes, start, end } = this.#first;
		const network = this.#second.load() ? this.#second : null;
		const hasNetwork =
			network !== null && NETWORK.test(textOf(network.bytes, network.start, network.end));
		return this.give(bytes, start, hasNetwork ? network.end : end);
	}
}

/** Whether a value begins with an IPv4 address: the colons of IPv6 divide nothing. */
function isDotted({ bytes, start, end }: FieldBytes): boolean {
	// Where the address is IPv6 it has a key of its own, and only the port stands here: `:5060:X1`.
	if (bytes[start] === COLON) return bytes[start + 1] !== COLON;
	return indexOfByte(bytes, DOT, start, Math.min(end, start + 4)) >= 0;
}

/** Up to the first colon of an IPv4 address; all of an IPv6 address. */
class AddressCell extends DerivedCell {
	readonly #cell: FieldBytes;

	constructor(cell: FieldBytes) {
		super(cell.name);
		this.#cell = cell;
	}

	load(): boolean {
		if (!this.#cell.load()) return false;
		const { bytes, start, end } = this.#cell;
		const colon = isDotted(this.#cell) ? indexOfByte(bytes, COLON, start, end) : -1;
		return this.give(bytes, start, colon < 0 ? end : colon);
	}
}
