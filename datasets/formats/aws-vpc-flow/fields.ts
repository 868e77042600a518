import type { Synonyms } from '../../records/csv/csv-columns.ts';

export type VpcFlowKey =
	| 'interface' | 'srcAddr' | 'dstAddr' | 'packetSrc' | 'packetDst' | 'srcPort' | 'dstPort'
	| 'protocol' | 'packets' | 'bytes' | 'start' | 'end' | 'action' | 'status' | 'flags' | 'direction'; // prettier-ignore

/** The fields as AWS names them; a table made of such a log has low lines in place of the hyphens. */
export const synonyms: Synonyms<VpcFlowKey> = {
	interface: ['interface-id'],
	srcAddr: ['srcaddr', 'sourceaddress'],
	dstAddr: ['dstaddr', 'destinationaddress'],
	packetSrc: ['pkt-srcaddr'],
	packetDst: ['pkt-dstaddr'],
	srcPort: ['srcport', 'sourceport'],
	dstPort: ['dstport', 'destinationport'],
	protocol: ['protocol'],
	packets: ['packets', 'numpackets'],
	bytes: ['bytes', 'numbytes'],
	start: ['start', 'starttime'],
	end: ['end', 'endtime'],
	action: ['action'],
	status: ['log-status'],
	flags: ['tcp-flags'],
	direction: ['flow-direction']
};

/** The fields of the default format, version 2, which is written without a header to CloudWatch. */
export const defaultFields = [
	'version', 'account-id', 'interface-id', 'srcaddr', 'dstaddr', 'srcport', 'dstport', 'protocol',
	'packets', 'bytes', 'start', 'end', 'action', 'log-status'
]; // prettier-ignore

/** Names of which a header has at least two. */
const telling = new Set(['interface-id', 'srcaddr', 'dstaddr', 'pkt-srcaddr', 'pkt-dstaddr', 'log-status',
	'flow-direction', 'account-id', 'vpc-id', 'tcp-flags']); // prettier-ignore

/** Whether the words of a line are the names of fields. */
export function isHeader(names: readonly string[]): boolean {
	const plain = names.map((name) => name.replace(/_/g, '-'));
	if (!plain.every((name) => /^[a-z][a-z0-9-]{1,40}$/.test(name))) return false;
	return plain.filter((name) => telling.has(name)).length >= 2;
}
