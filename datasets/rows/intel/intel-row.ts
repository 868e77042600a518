import { unreadable } from '#lib/unreadable.ts';
import type { Sink } from '../../format.ts';
import { readIndicator, refanged, type Indicator } from './indicator.ts';

/** When an indicator counts, as far as its list says; null where it does not. */
export interface IntelValidity {
	validFrom: number | bigint | null;
	validUntil: number | bigint | null;
	revoked: boolean | null;
	/** True where it ends at a moment that is not told. */
	lapses: true | null;
}

export interface IntelEntry extends Partial<IntelValidity> {
	indicator: string;
	list: string;
	note: string | null;
	/** The port that the list gives beside an address; null where it gives none. */
	port: number | null;
	listedAt: number | bigint | null;
}

/**
 * Commits the entries of one record as rows of `intel`. Throws `record not readable` where an indicator is none.
 */
export function intelRows(sink: Sink): (entries: readonly IntelEntry[]) => void {
	const intel = sink.table('intel');
	const indicatorColumn = intel.text('indicator');
	const kindColumn = intel.text('kind');
	const listColumn = intel.text('list');
	const noteColumn = intel.text('note');
	const times = [
		['listedAt', intel.timestamp('listed_at')],
		['validFrom', intel.timestamp('valid_from')],
		['validUntil', intel.timestamp('valid_until')]
	] as const;
	const revokedColumn = intel.boolean('revoked');
	const lapsesColumn = intel.boolean('lapses');

	function read({ indicator: written }: IntelEntry): Indicator {
		const clean = refanged(written);
		const indicator = readIndicator(clean);
		if (indicator === null) throw unreadable('not an indicator', written);
		if (clean !== written)
			sink.note('indicators written so that nobody follows them were restored');
		if (indicator.masked)
			sink.note('networks with bits set behind their prefix were kept as the network they lie in');
		return indicator;
	}

	function put({ kind, text, port }: Indicator, entry: IntelEntry): void {
		indicatorColumn.set(text);
		kindColumn.set(kind);
		listColumn.set(entry.list);
		const beside = port ?? entry.port;
		const notes = [beside === null ? null : `port ${beside}`, entry.note];
		const said = notes.filter((part) => part !== null).join('; ');
		if (said !== '') noteColumn.set(said);
		for (const [key, column] of times) {
			const time = entry[key] ?? null;
			if (time !== null) column.set(time);
		}
		if (typeof entry.revoked === 'boolean') revokedColumn.set(entry.revoked);
		if (entry.lapses === true) lapsesColumn.set(true);
		intel.commitPart();
	}

	return (entries) => {
		const indicators = entries.map(read);
		indicators.forEach((indicator, i) => put(indicator, entries[i]!));
	};
}
