import type { Mapping } from '#datasets/mapping/mapping.ts';

/** What may be said about a source before it is read. */
export interface ImportSettings {
	/** Format to read it with, whatever its content looks like; null to recognise it. */
	as: string | null;
	/** Zone of times that name none: an IANA name, `UTC` or `+02:00`. */
	zone: string;
	/** Year of the first time that names none; null to give each the newest that is not in the future. */
	year: number | null;
	/** Address or name of the machine that wrote the log, where the format does not say. */
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
