import { rangeOf, type AddressRange } from '#lib/address-range.ts';
import { isV6, readNetwork } from '#lib/cidr.ts';
import { addresses, type Family } from './box.ts';

/** What was said of a device: its name in the table `policy`, and its own addresses. */
export interface Own {
	/** Null where nothing was said. */
	device: string | null;
	/** By family; null where none is known, so that it cannot be told which packets are for the device. */
	addresses: Readonly<Record<Family, readonly AddressRange[] | null>>;
}

/** Reads a name or address, or several between commas or white space. */
export function ownOf(host: string | null): Own {
	const names = (host ?? '').split(/[\s,]+/).filter((name) => name !== '');
	const networks = names.map((name) => readNetwork(name)).filter((network) => network?.isHost);
	const of = (v6: boolean) => {
		const ranges = networks.filter((one) => isV6(one!) === v6).map((one) => rangeOf(one!));
		return ranges.length === 0 ? null : addresses(ranges);
	};
	const canonical = names.map((name) => readNetwork(name)?.address ?? name);
	return {
		device: names.length === 0 ? null : canonical.join(','),
		addresses: { ip: of(false), ip6: of(true) }
	};
}
