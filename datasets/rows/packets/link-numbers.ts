import { uint32 } from '#lib/binary.ts';

/** Below this an Ethernet type is the length of an IEEE 802.3 frame. */
export const FIRST_ETHER_TYPE = 1536;
/** What Linux writes as the type of an IEEE 802.2 frame in a cooked capture. */
export const SLL_802_2 = 4;

/** The families of a BSD loopback header that are IPv6: each system has its own number. */
const ip6Families = new Set([10, 24, 28, 30]);

/** The family in the 4 bytes of a BSD loopback header, of whichever byte order: it is a small number. */
export function loopbackFamily(bytes: Uint8Array, at: number): number {
	const stated = uint32(bytes, at);
	return stated > 0xffff ? bytes[at]! + bytes[at + 1]! * 256 : stated;
}

/** The version of IP that a family of a BSD loopback header is; null for any other. */
export function versionOfFamily(family: number): 4 | 6 | null {
	if (family === 2) return 4;
	return ip6Families.has(family) ? 6 : null;
}
