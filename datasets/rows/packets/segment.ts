import type { PacketColumns } from './columns.ts';
import type { Packet } from './packet.ts';

/** A transport header within its packet. */
export interface Segment {
	packet: Packet;
	protocol: number;
	at: number;
	/** Where the captured bytes of this IP packet end: padding of the frame is not part of them. */
	end: number;
	/** Bytes from `at` on that the IP header counts, captured or not. */
	length: number;
}

/** Sets the bytes above a header of `header` bytes; where the header does not fit, there is no telling. */
export function setPayload(
	segment: Segment,
	header: number,
	columns: PacketColumns
): number | null {
	if (segment.length < header) return null;
	columns.payloadLength.set(segment.length - header);
	return segment.length - header;
}
