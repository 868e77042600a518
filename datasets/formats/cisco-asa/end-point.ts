import { CLOSE_PAREN, COLON, OPEN_PAREN, SLASH, SPACE } from '#lib/ascii.ts';
import { Address } from '#lib/address.ts';
import type { AddressColumn, PortColumn } from '#tables/event-writer.ts';
import { indexOfByte, isDigit, skipWhite } from '#lib/bytes.ts';
import { readPort } from '../../rows/firewall/firewall-columns.ts';
import type { EndStyle } from './shapes.ts';

/**
 * One end of a connection as it is written: `outside:192.0.2.1/80 (198.51.100.1/80)(LOCAL\user)`. What stands
 * in parentheses behind it, the translated address and the user, is not looked at.
 */
export class EndPoint {
	/** Interface; empty where the message names none. */
	interfaceStart = 0;
	interfaceEnd = 0;
	#start = 0;
	#end = 0;
	#portStart = 0;
	#portEnd = 0;

	read(bytes: Uint8Array, start: number, end: number, style: EndStyle): void {
		this.interfaceStart = this.interfaceEnd = start;
		this.#portStart = this.#portEnd = end;
		const mark = style === 'colon' ? interfaceEnd(bytes, start, end) : -1;
		if (mark >= 0) this.interfaceEnd = mark;
		const from = skipWhite(bytes, mark >= 0 ? mark + 1 : start, end);
		const stop = addressEnd(bytes, from, end);
		if (style === 'slash') this.#readSlash(bytes, from, stop, end);
		else this.#readPlain(bytes, from, stop);
	}

	/** False where a name, or nothing readable, stands in place of the address. */
	setAddress(column: AddressColumn, bytes: Uint8Array): boolean {
		return column.read(bytes, this.#start, this.#end);
	}

	/** A service may be named in place of its number: that is no port. */
	setPort(column: PortColumn, bytes: Uint8Array): void {
		for (let at = this.#portStart; at < this.#portEnd; at++) if (!isDigit(bytes[at])) return;
		if (this.#portEnd > this.#portStart) readPort(column, bytes, this.#portStart, this.#portEnd);
	}

	/** `address/port`. */
	#readPlain(bytes: Uint8Array, start: number, end: number): void {
		const slash = lastOf(bytes, SLASH, start, end);
		this.#start = start;
		this.#end = slash < 0 ? end : slash;
		if (slash < 0) return;
		this.#portStart = slash + 1;
		this.#portEnd = end;
	}

	/** `interface/address(port)`. */
	#readSlash(bytes: Uint8Array, start: number, stop: number, end: number): void {
		const slash = lastOf(bytes, SLASH, start, stop);
		if (slash >= 0) this.interfaceEnd = slash;
		this.#start = slash + 1 || start;
		this.#end = stop;
		if (bytes[stop] !== OPEN_PAREN || stop >= end) return;
		const close = indexOfByte(bytes, CLOSE_PAREN, stop, end);
		if (close < 0) return;
		this.#portStart = stop + 1;
		this.#portEnd = close;
	}
}

const scratch = new Address();

/**
 * The colon behind the interface: the first that an address follows, for the name of an interface may hold colons as
 * well as slashes; the first of all where a name stands in place of the address.
 */
function interfaceEnd(bytes: Uint8Array, start: number, end: number): number {
	const stop = addressEnd(bytes, start, end);
	const first = indexOfByte(bytes, COLON, start, end);
	for (
		let mark = first;
		mark >= 0 && mark < stop;
		mark = indexOfByte(bytes, COLON, mark + 1, stop)
	) {
		const slash = lastOf(bytes, SLASH, mark + 1, stop);
		if (scratch.read(bytes, mark + 1, slash < 0 ? stop : slash)) return mark;
	}
	return first;
}

function addressEnd(bytes: Uint8Array, start: number, end: number): number {
	let at = start;
	while (at < end && bytes[at] !== SPACE && bytes[at] !== OPEN_PAREN) at++;
	return at;
}

function lastOf(bytes: Uint8Array, byte: number, start: number, end: number): number {
	for (let at = end - 1; at >= start; at--) if (bytes[at] === byte) return at;
	return -1;
}
