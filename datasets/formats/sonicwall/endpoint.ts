import { COLON, DOT } from '#lib/ascii.ts';
import { indexOfByte } from '#lib/bytes.ts';
import type { FieldBytes } from '../../records/fields/field-bytes.ts';
import { part } from '../../records/fields/derived-cells.ts';

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
		interface: part(dotted, ':', 2)
	};
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
