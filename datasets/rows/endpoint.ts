import { CLOSE_BRACKET, COLON, OPEN_BRACKET } from '#lib/ascii.ts';
import type { AddressColumn, PortColumn } from '#tables/event-writer.ts';
import { wholeNumber } from '#lib/bytes.ts';

/**
 * Sets an address and its port from `192.0.2.1:80`, `[2001:db8::1]:80` or, as some programs write it,
 * `2001:db8::1:80`; an address alone, and a port that is none, leave
 * the port null. False, and nothing set, for anything else.
 */
export function putEndpoint(
	columns: { ip: AddressColumn; port: PortColumn },
	bytes: Uint8Array,
	start: number,
	end: number
): boolean {
	const colon = lastColon(bytes, start, end);
	if (colon < 0) return readAddress(columns.ip, bytes, start, end);
	if (!readAddress(columns.ip, bytes, start, colon))
		return readAddress(columns.ip, bytes, start, end);
	const port = end - colon > 6 ? null : wholeNumber(bytes, colon + 1, end);
	if (port !== null) columns.port.set(port);
	return true;
}

function readAddress(ip: AddressColumn, bytes: Uint8Array, start: number, end: number): boolean {
	const bracketed = bytes[start] === OPEN_BRACKET && bytes[end - 1] === CLOSE_BRACKET;
	return bracketed ? ip.read(bytes, start + 1, end - 1) : ip.read(bytes, start, end);
}

function lastColon(bytes: Uint8Array, start: number, end: number): number {
	for (let at = end - 1; at >= start; at--) if (bytes[at] === COLON) return at;
	return -1;
}
