import { unreadable } from '#lib/unreadable.ts';
import {
	allAddresses, merged, networksOf, rangeOf, readRange, without, type AddressRange
} from '#lib/address-range.ts'; // prettier-ignore
import { readNetwork, type Network } from '#lib/cidr.ts';
import type { TokenStream } from './tokens.ts';

/** Addresses of a side of a rule; null for every one. */
export type AddressSet = readonly AddressRange[] | null;

/** What the file says of a table. */
export interface PfTable {
	ranges: readonly AddressRange[];
	/** Why its addresses are not known; null where they are. */
	problem: string | null;
	/** False where the running firewall may have changed it. */
	isConst: boolean;
}

/** Networks that a side of a rule may be; more come only of large tables. */
const MOST_NETWORKS = 20_000;

/** Takes the addresses behind `from` or `to`. Throws `record not readable` where they are not literal. */
export function takeAddresses(
	stream: TokenStream,
	tables: ReadonlyMap<string, PfTable>
): AddressSet {
	const sets = stream.list(() => takeAddress(stream, tables));
	if (sets.length === 0) throw unreadable('an empty list', stream.rest);
	return sets.some((set) => set === null) ? null : merged(sets.flatMap((set) => set ?? []));
}

function takeAddress(stream: TokenStream, tables: ReadonlyMap<string, PfTable>): AddressSet {
	if (stream.takes('!')) {
		if (stream.token?.text === '!') throw unreadable('not understood', `! ${stream.rest}`);
		const set = takeAddress(stream, tables);
		if (set === null) throw unreadable('no address is', '! any');
		return without(allAddresses, set);
	}
	const { kind, text } = stream.take();
	if (kind === 'table') return tableRanges(text, tables);
	if (kind === 'mark')
		throw unreadable('an address that the file does not say', `${text} ${stream.rest}`);
	if (text === 'any') return null;
	if (stream.takes('-')) return [rangeBetween(text, stream.take().text)];
	return [rangeAt(text)];
}

function tableRanges(name: string, tables: ReadonlyMap<string, PfTable>): readonly AddressRange[] {
	const table = tables.get(name);
	if (table === undefined) throw unreadable('table not defined here', `<${name}>`);
	if (table.problem !== null) throw unreadable(table.problem, `<${name}>`);
	return table.ranges;
}

function rangeBetween(first: string, last: string): AddressRange {
	const range = readRange(`${first}-${last}`);
	if (range === null) throw unreadable('no such range of addresses', `${first} - ${last}`);
	return range;
}

/** An address or network; of IPv4 trailing bytes may be missing, as in `10/8`. */
export function rangeAt(text: string): AddressRange {
	const short = /^(\d{1,3}(?:\.\d{1,3}){0,2})\/(\d{1,2})$/.exec(text);
	const bytes = short === null ? [] : short[1]!.split('.');
	const full =
		short === null ? text : `${[...bytes, '0', '0', '0'].slice(0, 4).join('.')}/${short[2]}`;
	const network = readNetwork(full);
	if (network === null) throw unreadable('an address that the file does not say', text);
	return rangeOf(network);
}

/**
 * Reads the members of a table, each with its exceptions: of those that hold an address, the one with the longest
 * prefix counts.
 */
export function takeMembers(stream: TokenStream): AddressRange[] {
	const members = stream.list(() => {
		const isExcept = stream.takes('!');
		const { kind, text } = stream.take();
		if (kind === 'mark' || kind === 'table')
			throw unreadable('an address that the file does not say', text);
		return { isExcept, range: rangeAt(text) };
	});
	const size = ({ range }: { range: AddressRange }) => range.last - range.first;
	if (!members.some(({ isExcept }) => isExcept)) return merged(members.map(({ range }) => range));
	if (members.length > MOST_EXCEPTED)
		throw unreadable('too many members beside exceptions', String(members.length));
	members.sort((a, b) => (size(a) < size(b) ? 1 : size(a) > size(b) ? -1 : 0));
	let found: AddressRange[] = [];
	for (const { isExcept, range } of members)
		found = isExcept ? without(found, [range]) : merged([...found, range]);
	return found;
}

const MOST_EXCEPTED = 2000;

/** The networks of a side, of one family where the rule is about one; null among them for every address. */
export function networksIn(set: AddressSet, family: 'inet' | 'inet6' | null): (Network | null)[] {
	if (set === null && family === null) return [null];
	const ofFamily = (set ?? allAddresses).filter(
		({ isV6 }) => family === null || isV6 === (family === 'inet6')
	);
	const networks = ofFamily.flatMap(networksOf);
	if (networks.length > MOST_NETWORKS)
		throw unreadable('too many networks on one side', String(networks.length));
	return networks;
}
