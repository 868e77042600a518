import { readNetwork } from '#lib/cidr.ts';
import type { Format, Head, Recognition, RecordReader, Sink } from '../../format.ts';
import { findColumns, type Synonyms } from '../../framing/csv-columns.ts';
import { csvHead } from '../../framing/csv-head.ts';
import { namedCsv, readPort, readProtocol, readTime, unreadable } from '../../framing/named-csv.ts';

type Key =
	| 'ip' | 'ip6' | 'hostname' | 'port' | 'proto' | 'state' | 'service'
	| 'product' | 'role' | 'owner' | 'seen_at'; // prettier-ignore

/** What a second address is called, beside one of the other family. */
const names6 = ['ipv6', 'ipv6 address', 'primary ip6', 'primary ipv6'];

const synonyms: Synonyms<Key> = {
	ip: ['ip', 'ip address', 'address', 'ipv4', 'ipv4 address', 'primary ip', 'primary ip4',
		'primary ipv4', 'primary ip address', ...names6, 'host ip', 'asset ip', 'management ip',
		'private ip', 'private ip address'],
	ip6: names6,
	hostname: ['hostname', 'host name', 'host', 'dns name', 'fqdn', 'device', 'device name',
		'computer name', 'asset name', 'asset', 'name'],
	port: ['port', 'port number', 'service port', 'portid'],
	proto: ['proto', 'protocol', 'ip protocol', 'transport'],
	state: ['state', 'port state'],
	service: ['service', 'service name', 'services'],
	product: ['product', 'software', 'application', 'program', 'version'],
	role: ['role', 'device role', 'role name', 'functional role', 'function', 'purpose'],
	owner: ['owner', 'owned by', 'asset owner', 'system owner', 'responsible', 'contact',
		'contacts', 'team', 'tenant', 'tenant name'],
	seen_at: ['seen at', 'last seen', 'seen', 'last seen at', 'date', 'scanned at', 'discovered at',
		'last updated', 'updated']
}; // prettier-ignore

/** The states that a port scanner tells apart. */
const states = new Set([
	'open',
	'closed',
	'filtered',
	'unfiltered',
	'open|filtered',
	'closed|filtered'
]);

const format: Format = {
	name: 'asset-csv',
	title: 'Inventory in CSV',
	tables: ['assets'],
	cannotKnow: [
		'whether a machine or service that is not listed exists',
		'whether what is listed is still there'
	],
	recognise,
	open
};

export default format;

function recognise(head: Head): Recognition | null {
	const table = csvHead(head);
	if (table === null || table.rows.length === 0) return null;
	const { ip, ip6, ...others } = findColumns(table.names, synonyms);
	const known = Object.keys(others).length + (ip6 === undefined ? 0 : 1);
	const telling = [others.port, others.service, others.product, others.role, others.owner];
	if (ip === undefined || known < 2 || telling.every((at) => at === undefined)) return null;
	const addresses = table.rows.filter((row) => readNetwork(row[ip]?.trim() ?? '') !== null).length;
	if (addresses === 0 || addresses < table.rows.length / 2) return null;
	const named = (known + 1) / table.names.length;
	return {
		confidence: known >= 3 && named >= 0.5 ? 0.85 : 0.6,
		because: `a header that names an address and ${known} things an inventory says of it`
	};
}

function open(sink: Sink): RecordReader {
	const assets = sink.table('assets');
	const texts = (['hostname', 'service', 'product', 'role', 'owner'] as const).map(
		(key) => [key, assets.text(key)] as const
	);
	const ipColumn = assets.text('ip');
	const portColumn = assets.int32('port');
	const stateColumn = assets.text('state');
	const seenColumn = assets.timestamp('seen_at');

	return namedCsv<Key>(sink, {
		synonyms,
		needed: 'ip',
		row(record) {
			const addresses = addressesOf(record.get('ip'), record.get('ip6'));
			if (addresses.length === 0 && record.get('hostname') === null)
				throw unreadable('neither an address nor a name', 'both are empty');
			const { port, proto } = readPort(record.get('port'));
			const seen = readTime(sink, record.get('seen_at'));
			for (const ip of addresses.length > 0 ? addresses : [null]) {
				if (ip !== null) ipColumn.set(ip);
				if (port !== null) portColumn.set(port);
				const protocol = readProtocol(record.get('proto')) ?? proto;
				if (protocol !== null) assets.proto.set(protocol);
				for (const [key, column] of texts) {
					const text = record.get(key);
					if (text !== null) column.set(text);
				}
				setState(record.get('state'));
				if (seen !== null) seenColumn.set(seen);
				assets.commitPart();
			}
		}
	});

	function setState(text: string | null): void {
		if (text === null) return;
		const state = text.toLowerCase();
		if (states.has(state)) stateColumn.set(state);
		else sink.note('a state that is none of a port was left out');
	}
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
