import type { ColumnRow } from './column-row.ts';

/** Where a row comes from. */
export const provenanceRows = [
	['source_id', 'text', 'id', 'first twelve hexadecimal digits of the SHA-256 of the source', { by: 'import' }],
	['record', 'int64', 'id', 'number of the record within the source, from 1', { by: 'import' }],
	['byte_offset', 'int64', 'id', 'where the record begins, after decompression', { by: 'import' }],
	['byte_length', 'int32', 'bytes', 'bytes of the record, its line end left out', { by: 'import' }]
] as const satisfies readonly ColumnRow[]; // prettier-ignore

/** The columns that every event table has, in their order. */
export const commonRows = [
	['ts', 'timestamp', 'time', 'when the event began, UTC, microseconds', {
		here: 'timestamp ts time datetime eventtime starttime start firstseen date created createdat logtime receivetime begin utctime timegenerated' }],
	['src_ip', 'text', 'address', 'address that began the exchange, canonical', {
		anywhere: 'srcip sourceip src saddr srcaddr sourceaddress sourceipaddress clientip cip client clientaddress remoteaddr remoteip ipsrc idorigh attackerip initiatorip source callingstation ipaddress',
		said: 'source address' }],
	['src_port', 'int32', 'port', 'its port, or ICMP type', {
		anywhere: 'srcport sourceport sport spt clientport tcpsrcport idorigp initiatorport', said: 'source port' }],
	['dst_ip', 'text', 'address', 'address that was addressed, canonical', {
		anywhere: 'dstip destip destinationip dst dest daddr dstaddr destinationaddress destinationipaddress serverip sip ipdst idresph targetip victimip responderip destination target',
		said: 'destination address' }],
	['dst_port', 'int32', 'port', 'its port, or ICMP code', {
		anywhere: 'dstport destport destinationport dport dpt serverport idrespp targetport responderport port',
		said: 'destination port' }],
	['proto', 'text', 'protocol', 'IP protocol, lower-case name', {
		here: 'proto protocol ipprotocol transport networktransport ipproto' }],
	['community_id', 'text', 'community id', 'Community ID version 1, seed 0', { by: 'writer' }],
	...provenanceRows
] as const satisfies readonly ColumnRow[]; // prettier-ignore
