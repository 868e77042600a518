import { rangeOf, type AddressRange } from '#lib/address-range.ts';
import { isV6, readNetwork } from '#lib/cidr.ts';
import type { ReadSettings, Sink } from '../../format.ts';
import { addresses, type Family } from './box.ts';

/** What was said of a device: its name in the table `policy`, and its own addresses. */
export interface Own {
	/** Null where nothing was said. */
	device: string | null;
	/** The addresses as they were told, separated by commas; null where none was. */
	ips: string | null;
	/** By family; null where none is known, so that it cannot be told which packets are for the device. */
	addresses: Readonly<Record<Family, readonly AddressRange[] | null>>;
}

export function ownOf({ host, addresses: told }: ReadSettings): Own {
	const of = (v6: boolean) => {
		const networks = told.map((address) => readNetwork(address)!);
		const ranges = networks.filter((one) => isV6(one) === v6).map((one) => rangeOf(one));
		return ranges.length === 0 ? null : addresses(ranges);
	};
	return {
		device: host,
		ips: told.length === 0 ? null : told.join(','),
		addresses: { ip: of(false), ip6: of(true) }
	};
}

/** Whether a packet is for the device or passes it, only its own addresses tell. */
export function noteHomeless(sink: Sink, host: string | null): void {
	sink.note(
		`the device's own addresses are not told, so that what it does is unknown where that differs for packets to it and through it: give them as host when the rules are read, as ${host ?? 'fw'},192.0.2.1, or load an inventory that has them under its name`
	);
}
