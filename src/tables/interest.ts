import { tellingColumns } from './columns-of.ts';
import { eventTableNames, type EventTableName } from './event-tables.ts';

/** What an analyst looks at first in rows of a table; what is not named follows in the order of the table. */
const first: Partial<Record<EventTableName, readonly string[]>> = {
	alerts: ['ts', 'signature', 'src_ip', 'src_port', 'dst_ip', 'dst_port', 'proto', 'priority', 'action', 'count'],
	web: ['ts', 'src_ip', 'method', 'url', 'status', 'bytes', 'host', 'user_agent', 'referer', 'user'],
	dns: ['ts', 'src_ip', 'query', 'qtype', 'rcode', 'answers', 'dst_ip'],
	tls: ['ts', 'src_ip', 'dst_ip', 'dst_port', 'server_name', 'version', 'subject', 'issuer', 'ja3', 'established'],
	files: ['ts', 'src_ip', 'dst_ip', 'filename', 'mime_type', 'size', 'sha256'],
	host: ['ts', 'host', 'product', 'event_id', 'severity', 'user', 'process', 'action', 'message'],
	packets: ['ts', 'src_ip', 'src_port', 'dst_ip', 'dst_port', 'proto', 'tcp_flags', 'length', 'info']
}; // prettier-ignore

/**
 * The event table whose rows these columns are: all that it has, under their own names. Null for those of a question
 * that chooses its columns itself, or makes others.
 */
export function wholeTableOf(columns: readonly string[]): EventTableName | null {
	const has = new Set(columns);
	const whole = eventTableNames.filter((table) =>
		tellingColumns(table).every(({ name }) => has.has(name))
	);
	const size = (table: EventTableName) => tellingColumns(table).length;
	return whole.sort((a, b) => size(b) - size(a))[0] ?? null;
}

/** The places of the columns in the order of interest; their own order where they are not those of an event table. */
export function inOrderOfInterest(columns: readonly string[]): number[] {
	const table = wholeTableOf(columns);
	const wanted = table === null ? [] : (first[table] ?? []);
	const rank = (name: string) => (wanted.includes(name) ? wanted.indexOf(name) : wanted.length);
	const places = columns.map((_, place) => place);
	return places.sort((a, b) => rank(columns[a]!) - rank(columns[b]!) || a - b);
}

/** What rows must tell to be those of packets: no other event table does. */
const packetColumns = ['payload_length', 'tcp_flags', 'length', 'info'];

/** Whether rows are packets, of which the microsecond matters, and how long after the one before each came. */
export function arePackets(columns: readonly string[]): boolean {
	return packetColumns.filter((name) => columns.includes(name)).length >= 3;
}
