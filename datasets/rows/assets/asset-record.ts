import { unreadable } from '#lib/unreadable.ts';
import { readNetwork } from '#lib/cidr.ts';
import { listedNames } from '#tables/columns-of.ts';
import type { assetRows } from '#tables/columns/asset-columns.ts';
import type { Sink } from '../../format.ts';
import type { Synonyms } from '../../records/csv/csv-columns.ts';
import {
	readPort,
	readProtocol,
	readTime,
	said,
	type NamedRecord
} from '../../records/csv/named-csv.ts';

export type AssetKey = (typeof assetRows)[number][0] | 'ip6';

/** What a second address is called, beside one of the other family. */
const names6 = ['ipv6', 'ipv6address', 'primaryip6', 'primaryipv6'];

export const assetNames: Synonyms<AssetKey> = {
	...listedNames<Exclude<AssetKey, 'ip6'>>('assets'),
	ip6: names6
};

/** The states that a port scanner tells apart. */
const states = new Set([
	'open',
	'closed',
	'filtered',
	'unfiltered',
	'open|filtered',
	'closed|filtered'
]);

/** Commits what an inventory says of a machine or of a service of it: a row for each of its addresses. */
export function assetRecords(sink: Sink): (record: NamedRecord<AssetKey>) => void {
	const assets = sink.table('assets');
	const texts = (['hostname', 'service', 'product', 'role', 'owner'] as const).map(
		(key) => [key, assets.text(key)] as const
	);
	const ipColumn = assets.text('ip');
	const portColumn = assets.int32('port');
	const stateColumn = assets.text('state');
	const seenColumn = assets.timestamp('seen_at');

	function setState(text: string | null): void {
		if (text === null) return;
		const state = text.toLowerCase();
		if (states.has(state)) stateColumn.set(state);
		else sink.note('a state that is none of a port was left out');
	}

	return (record) => {
		const addresses = addressesOf(said(record, 'ip'), record.get('ip6'));
		if (addresses.length === 0 && record.get('hostname') === null)
			throw unreadable('neither an address nor a name', 'both are empty');
		const { port, proto } = readPort(said(record, 'port'));
		const seen = readTime(sink, record.get('seen_at'));
		for (const ip of addresses.length > 0 ? addresses : [null]) {
			if (ip !== null) ipColumn.set(ip);
			if (port !== null) portColumn.set(port);
			const protocol = readProtocol(said(record, 'proto')) ?? proto;
			if (protocol !== null) assets.proto.set(protocol);
			for (const [key, column] of texts) {
				const text = record.get(key);
				if (text !== null) column.set(text);
			}
			setState(said(record, 'state'));
			if (seen !== null) seenColumn.set(seen);
			assets.commitPart();
		}
	};
}

/** The addresses that a record has for one machine, each once. */
function addressesOf(...texts: (string | null)[]): string[] {
	const written = texts.filter((text) => text !== null);
	return [...new Set(written.map(machineAddress))];
}

/** The address of a machine, whose network may be written behind it. */
function machineAddress(text: string): string {
	const network = readNetwork(text);
	if (network === null) throw unreadable('address not readable', text);
	if (!text.includes('/') || network.isHost) return network.address;
	const host = text.slice(0, text.indexOf('/'));
	// The first address of a network of more than two is that of the network itself.
	const full = network.address.includes(':') ? 128 : 32;
	if (!network.masked && network.bits < full - 1)
		throw unreadable('a network, not an address', text);
	return readNetwork(host)!.address;
}
