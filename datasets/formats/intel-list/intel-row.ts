import type { Sink } from '../../format.ts';
import { unreadable } from '../../framing/named-csv.ts';
import { readIndicator, refanged } from './indicator.ts';

export interface Entry {
	indicator: string;
	list: string;
	note: string | null;
	listedAt: number | bigint | null;
}

/** Commits entries as rows of `intel`. Throws `record not readable` where the indicator is none. */
export function intelRows(sink: Sink): (entry: Entry) => void {
	const intel = sink.table('intel');
	const indicatorColumn = intel.text('indicator');
	const kindColumn = intel.text('kind');
	const listColumn = intel.text('list');
	const noteColumn = intel.text('note');
	const listedColumn = intel.timestamp('listed_at');
	return ({ indicator: written, list, note, listedAt }) => {
		const clean = refanged(written);
		const indicator = readIndicator(clean);
		if (indicator === null) throw unreadable('not an indicator', written);
		if (clean !== written)
			sink.note('indicators written so that nobody follows them were restored');
		if (indicator.masked)
			sink.note('networks with bits set behind their prefix were kept as the network they lie in');
		indicatorColumn.set(indicator.text);
		kindColumn.set(indicator.kind);
		listColumn.set(list);
		const notes = [indicator.port === null ? null : `port ${indicator.port}`, note];
		const said = notes.filter((part) => part !== null).join('; ');
		if (said !== '') noteColumn.set(said);
		if (listedAt !== null) listedColumn.set(listedAt);
		intel.commit();
	};
}
