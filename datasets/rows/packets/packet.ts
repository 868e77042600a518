/** A packet as a capture holds it; `bytes` from `start` to `end` were captured. */
export interface Packet {
	/** Microseconds since 1970 UTC; null where the capture gives none. */
	ts: number | bigint | null;
	/** LINKTYPE number of what the bytes begin with. */
	linkType: number;
	/** Bytes that were on the wire; more than were captured where a limit was set. */
	wireLength: number;
	bytes: Uint8Array;
	start: number;
	end: number;
}

/** Where the packet would end had all of it been captured; a capture that claims less is not believed. */
export function wireEnd(packet: Packet): number {
	return packet.start + Math.max(packet.wireLength, packet.end - packet.start);
}

/** Bytes of the largest packet that any capture program writes; a record that claims more is not one. */
export const LARGEST_PACKET = 262_144;
