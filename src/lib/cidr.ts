import { Address } from './address.ts';
import { bytesOf } from './bytes.ts';

/** A network in canonical form: bits behind the prefix are nought. */
export interface Network {
	/** The first address, canonical. */
	address: string;
	/** Length of the prefix in bits. */
	bits: number;
	/** True where the prefix is the whole address. */
	isHost: boolean;
	/** True where the text that it was read from had bits set behind the prefix. */
	masked: boolean;
}

const scratch = new Address();
const maskScratch = new Address();

/**
 * Reads `address`, `address/bits` or `address/netmask`; an address alone is a network of itself. Null for
 * anything else, netmasks with a gap included.
 */
export function readNetwork(text: string): Network | null {
	const slash = text.indexOf('/');
	const host = bytesOf(slash < 0 ? text : text.slice(0, slash));
	if (!scratch.read(host, 0, host.length)) return null;
	const full = scratch.size * 8;
	const written = slash < 0 ? full : prefixBits(text.slice(slash + 1), scratch.size);
	if (written === null) return null;
	// An IPv4 address written as IPv6 has its prefix counted over 128 bits.
	const bits = slash >= 0 && full === 32 && host.includes(58) ? written - 96 : written;
	if (bits < 0 || bits > full) return null;
	const masked = mask(scratch, bits);
	return { address: scratch.text, bits, isHost: bits === full, masked };
}

/** The canonical text of a network with its prefix, as `192.0.2.0/24`. */
export function cidrOf(network: Network): string {
	return `${network.address}/${network.bits}`;
}

/** True where every address of `inner` is one of `outer`; false between families. */
export function contains(outer: Network, inner: Network): boolean {
	if (inner.bits < outer.bits || isV6(outer) !== isV6(inner)) return false;
	const within = readNetwork(`${inner.address}/${outer.bits}`);
	return within !== null && within.address === outer.address;
}

export function isV6(network: Network): boolean {
	return network.address.includes(':');
}

function prefixBits(text: string, size: number): number | null {
	if (/^\d{1,3}$/.test(text)) return Number(text);
	const bytes = bytesOf(text);
	if (!maskScratch.read(bytes, 0, bytes.length) || maskScratch.size !== size) return null;
	const digits = [...maskScratch.bytes.subarray(0, size)]
		.map((byte) => byte.toString(2).padStart(8, '0'))
		.join('');
	return /^1*0*$/.test(digits) ? digits.replaceAll('0', '').length : null;
}

/** Clears the bits behind the prefix; true where one was set. */
function mask(address: Address, bits: number): boolean {
	let changed = false;
	for (let i = 0; i < address.size; i++) {
		const kept = Math.min(8, Math.max(0, bits - i * 8));
		const byte = address.bytes[i]! & (0xff00 >> kept) & 0xff;
		changed ||= byte !== address.bytes[i];
		address.bytes[i] = byte;
	}
	return changed;
}
