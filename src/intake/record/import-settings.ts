import type { ReadSettings } from '#datasets/format.ts';
import type { Mapping } from '#datasets/mapping/mapping.ts';
import { canonicalAddress } from '#lib/address.ts';

/** What may be said about a source before it is read. */
export interface ImportSettings {
	/** Format to read it with, whatever its content looks like; null to recognise it. */
	as: string | null;
	/** Zone of times that name none: an IANA name, `UTC` or `+02:00`. */
	zone: string;
	/** Year of the first time that names none; null where the source's own date and the order of its lines tell. */
	year: number | null;
	/** The machine that wrote the log, where the format does not say: name or address, further addresses behind commas. */
	host: string | null;
	/** Keep every record in the source's own columns too, which costs as much again; else it can be done later. */
	native: boolean;
	/** What the columns mean, where the format does not know it; null where nobody said. */
	mapping: Mapping | null;
}

export const defaultSettings: ImportSettings = {
	as: null,
	zone: 'UTC',
	year: null,
	host: null,
	native: false,
	mapping: null
};

/** Takes the setting `host` apart: what is no address is the name; without one, the first address stands for it. */
export function machineOf(host: string | null): Pick<ReadSettings, 'host' | 'addresses'> {
	const parts = (host ?? '')
		.split(',')
		.map((part) => part.trim())
		.filter((part) => part !== '')
		.map((part) => ({ part, address: canonicalAddress(part) }));
	const addresses = parts.flatMap(({ address }) => address ?? []);
	const names = parts.filter(({ address }) => address === null).map(({ part }) => part);
	return { host: names.length > 0 ? names.join(',') : (addresses[0] ?? null), addresses };
}
