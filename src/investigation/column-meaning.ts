import { commonColumns, eventTables, type EventTableName } from '#tables/event-tables.ts';
import { plainName } from '#datasets/framing/csv-columns.ts';
import { synonyms } from '#datasets/mapping/synonyms.ts';

/** What a value is, so that it can be looked for wherever else such a value stands. */
export type Meaning =
	| 'address'
	| 'port'
	| 'community id'
	| 'signature'
	| 'user'
	| 'host name'
	| 'url'
	| 'file'
	| 'user agent'
	| 'session id'
	| 'hash';

const meanings: Readonly<Record<string, readonly Meaning[]>> = {
	src_ip: ['address'],
	dst_ip: ['address'],
	host_ip: ['address'],
	server_ip: ['address'],
	ip: ['address'],
	src_port: ['port'],
	dst_port: ['port'],
	port: ['port'],
	community_id: ['community id'],
	signature: ['signature'],
	user: ['user'],
	host: ['host name', 'address'],
	hostname: ['host name'],
	server_name: ['host name'],
	asset: ['host name', 'address'],
	url: ['url'],
	referer: ['url'],
	filename: ['file'],
	user_agent: ['user agent'],
	uid: ['session id'],
	flow_id: ['session id'],
	md5: ['hash'],
	sha1: ['hash'],
	sha256: ['hash'],
	fingerprint: ['hash'],
	ja3: ['hash'],
	ja3s: ['hash'],
	indicator: ['address', 'host name', 'url', 'hash']
};

/** Columns whose names in the sources themselves say surely enough what they are. */
const ownNames = ['src_ip', 'dst_ip', 'src_port', 'dst_port', 'user_agent', 'user', 'url']
	.concat(['host', 'server_name', 'sha256', 'sha1', 'md5'])
	.flatMap((column) => synonyms[column]!.map((name) => [name, meanings[column]!] as const));

const byOwnName = new Map(ownNames.toReversed());

/**
 * What the values of a column are, told by its name alone: the text of a value is written by whom it is about. A
 * column may hold more than one kind; none where nothing else has such values.
 * @param beside names of the columns of the same row: they tell the path of a URL from that of a file
 */
export function meaningsOf(column: string, beside: readonly string[]): readonly Meaning[] {
	if (column === 'path') return beside.includes('url') ? ['url'] : ['file'];
	// What is asked of a web server is no name.
	if (column === 'query') return beside.includes('url') ? [] : ['host name'];
	// A rule's ends are networks.
	if (beside.includes('port_from') && /^(src|dst)$/.test(column)) return [];
	if (Object.hasOwn(meanings, column)) return meanings[column]!;
	return isOfEventTable(column) ? [] : (byOwnName.get(plainName(column)) ?? []);
}

const eventColumns = new Set(
	Object.values(eventTables).flatMap(({ columns }) => columns.map(({ name }) => name))
);

function isOfEventTable(column: string): boolean {
	return eventColumns.has(column) && column !== 'src' && column !== 'dst';
}

const common = new Set(commonColumns.map(({ name }) => name));

/**
 * The columns of an event table that hold values of a meaning, in its order. Facts that stand are of no exchange:
 * what they have in common with events is null there, and is no place to look.
 */
export function columnsThatHold(table: EventTableName, wanted: readonly Meaning[]): string[] {
	const { columns, standing } = eventTables[table];
	const names = columns.map(({ name }) => name);
	return names.filter(
		(name) =>
			!(standing && common.has(name)) && meaningsOf(name, names).some((one) => wanted.includes(one))
	);
}
