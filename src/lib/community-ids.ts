import type { Address } from './address.ts';
import { COMMUNITY_ID_LENGTH, writeCommunityId, type FlowTuple } from './community-id.ts';

/** Flows that are remembered: a power of two. */
const SLOTS = 1 << 15;
/** Words that say which flow it is: two addresses, both ports, the protocol. */
const KEY = 4;

/**
 * Community IDs of flows, most of which a log mentions several times: those of IPv4 are remembered until
 * another flow takes their place.
 */
export class CommunityIds {
	/** Where the id that was found lies; valid until the next call. */
	readonly bytes = new Uint8Array((SLOTS + 1) * COMMUNITY_ID_LENGTH);
	/** A protocol is above 0 in every slot that is taken, for it is kept with 1 added. */
	readonly #keys = new Int32Array(SLOTS * KEY);

	/** Where in `bytes` the id of the flow begins; -1 where it has none. */
	find(flow: FlowTuple): number {
		const { src, dst, proto, srcPort, dstPort } = flow;
		if (src.size !== 4 || dst.size !== 4) return this.#write(flow, SLOTS);
		const [from, to] = [numberOf(src), numberOf(dst)];
		// A port that is not known is -1, which no port is in 16 bits: the protocol's word tells it.
		const ports = (srcPort << 16) | (dstPort & 0xffff);
		const rest = ((proto + 1) << 2) | (srcPort < 0 ? 2 : 0) | (dstPort < 0 ? 1 : 0);
		const slot = slotOf(from, to, ports, rest);
		const keys = this.#keys;
		const at = slot * KEY;
		if (keys[at] === from && keys[at + 1] === to && keys[at + 2] === ports && keys[at + 3] === rest)
			return slot * COMMUNITY_ID_LENGTH;
		const found = this.#write(flow, slot);
		keys[at] = from;
		keys[at + 1] = to;
		keys[at + 2] = ports;
		keys[at + 3] = found < 0 ? 0 : rest;
		return found;
	}

	#write(flow: FlowTuple, slot: number): number {
		const at = slot * COMMUNITY_ID_LENGTH;
		return writeCommunityId(flow, this.bytes, at) ? at : -1;
	}
}

function numberOf({ bytes }: Address): number {
	return (bytes[0]! << 24) | (bytes[1]! << 16) | (bytes[2]! << 8) | bytes[3]!;
}

function slotOf(from: number, to: number, ports: number, rest: number): number {
	let hash = Math.imul(from, 0x9e3779b1) ^ Math.imul(to, 0x85ebca6b);
	hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d) ^ Math.imul(ports, 0xc2b2ae35) ^ rest;
	hash ^= hash >>> 16;
	return hash & (SLOTS - 1);
}
