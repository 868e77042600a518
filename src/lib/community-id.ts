import type { Address } from './address.ts';
import { sha1Short } from './sha1.ts';

/**
 * Community ID version 1 (github.com/corelight/community-id-spec): SHA-1 over seed, ordered endpoints,
 * protocol and ports, in base64 behind `1:`. The same for both directions of a flow.
 */

/** ICMP request types and the reply each pairs with; a type that is absent is one-way. */
const icmpPairs: Readonly<Record<number, number>> = {
	0: 8, 8: 0, 9: 10, 10: 9, 13: 14, 14: 13, 15: 16, 16: 15, 17: 18, 18: 17
}; // prettier-ignore
const icmp6Pairs: Readonly<Record<number, number>> = {
	128: 129, 129: 128, 130: 131, 131: 130, 133: 134, 134: 133, 135: 136, 136: 135,
	139: 140, 140: 139, 144: 145, 145: 144
}; // prettier-ignore

const ICMP = 1;
const ICMP6 = 58;
const withPorts = new Set([ICMP, 6, 17, ICMP6, 132]);
const alphabet = new TextEncoder().encode(
	'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
);

/** Bytes of a Community ID in text: `1:` and 28 characters of base64. */
export const COMMUNITY_ID_LENGTH = 30;

const message = new Uint8Array(64);
const digest = new Uint8Array(21);

export interface FlowTuple {
	src: Address;
	dst: Address;
	/** IANA protocol number. */
	proto: number;
	/** Port, or ICMP type; -1 where the protocol has none. */
	srcPort: number;
	/** Port, or ICMP code; -1 where the protocol has none, or where the code is not known. */
	dstPort: number;
}

/**
 * Writes the id of a flow into `out` at `at` and returns true; false (nothing written) where the two
 * addresses are not of one family, or where a protocol with ports lacks them. ICMP messages that have a reply
 * need no code.
 */
export function writeCommunityId(flow: FlowTuple, out: Uint8Array, at: number, seed = 0): boolean {
	const { src, dst, proto } = flow;
	if (src.size === 0 || src.size !== dst.size) return false;
	const ports = withPorts.has(proto);
	if (ports && (flow.srcPort < 0 || (flow.dstPort < 0 && !isPaired(flow)))) return false;
	const { first, second, oneWay } = ports ? portsOf(flow) : { first: 0, second: 0, oneWay: false };
	const forward = oneWay || isOrdered(src, dst, first, second);
	const length = writeMessage(flow, forward, { first, second, ports, seed });
	sha1Short(message, length, digest);
	writeBase64(out, at);
	return true;
}

/** The id as text, or null where {@link writeCommunityId} gives none. */
export function communityId(flow: FlowTuple, seed = 0): string | null {
	const out = new Uint8Array(COMMUNITY_ID_LENGTH);
	return writeCommunityId(flow, out, 0, seed) ? new TextDecoder().decode(out) : null;
}

/** Whether it is an ICMP message that has a reply: its id depends on no code. */
function isPaired({ proto, srcPort }: FlowTuple): boolean {
	if (proto === ICMP) return icmpPairs[srcPort] !== undefined;
	return proto === ICMP6 && icmp6Pairs[srcPort] !== undefined;
}

function portsOf(flow: FlowTuple): { first: number; second: number; oneWay: boolean } {
	const { proto, srcPort, dstPort } = flow;
	if (proto !== ICMP && proto !== ICMP6) {
		return { first: srcPort, second: dstPort, oneWay: false };
	}
	const reply = (proto === ICMP ? icmpPairs : icmp6Pairs)[srcPort];
	if (reply === undefined) return { first: srcPort, second: dstPort, oneWay: true };
	return { first: srcPort, second: reply, oneWay: false };
}

function isOrdered(src: Address, dst: Address, first: number, second: number): boolean {
	for (let i = 0; i < src.size; i++) {
		const difference = src.bytes[i]! - dst.bytes[i]!;
		if (difference !== 0) return difference < 0;
	}
	return first <= second;
}

function writeMessage(
	flow: FlowTuple,
	forward: boolean,
	tail: { first: number; second: number; ports: boolean; seed: number }
): number {
	const [from, to] = forward ? [flow.src, flow.dst] : [flow.dst, flow.src];
	let at = writeShort(0, tail.seed);
	for (let i = 0; i < from.size; i++) message[at++] = from.bytes[i]!;
	for (let i = 0; i < to.size; i++) message[at++] = to.bytes[i]!;
	message[at++] = flow.proto;
	message[at++] = 0;
	if (!tail.ports) return at;
	at = writeShort(at, forward ? tail.first : tail.second);
	return writeShort(at, forward ? tail.second : tail.first);
}

function writeShort(at: number, value: number): number {
	message[at] = value >> 8;
	message[at + 1] = value;
	return at + 2;
}

function writeBase64(out: Uint8Array, at: number): void {
	digest[20] = 0;
	out[at++] = 49;
	out[at++] = 58;
	for (let i = 0; i < 21; i += 3) {
		const word = (digest[i]! << 16) | (digest[i + 1]! << 8) | digest[i + 2]!;
		out[at++] = alphabet[(word >> 18) & 63]!;
		out[at++] = alphabet[(word >> 12) & 63]!;
		out[at++] = alphabet[(word >> 6) & 63]!;
		out[at++] = alphabet[word & 63]!;
	}
	out[at - 1] = 61;
}
