import type { Synonyms } from '../../records/csv/csv-columns.ts';

export type SancpKey =
	| 'id' | 'start' | 'localStart' | 'end' | 'localEnd' | 'duration' | 'proto'
	| 'srcAddr' | 'srcPort' | 'dstAddr' | 'dstPort'
	| 'srcPackets' | 'srcBytes' | 'dstPackets' | 'dstBytes' | 'srcFlags' | 'dstFlags'; // prettier-ignore

/** Fields as SANCP names them, then the columns of Sguil's table of the same records. */
export const synonyms: Synonyms<SancpKey> = {
	id: ['sancp_id', 'sancpid'],
	start: ['start_time_gmt', 'start_time_epoch', 'start_time'],
	localStart: ['start_time_local'],
	end: ['stop_time_gmt', 'stop_time_epoch', 'stop_time', 'end_time'],
	localEnd: ['stop_time_local'],
	duration: ['duration'],
	proto: ['ip_proto', 'ip_protocol'],
	srcAddr: ['src_ip_decimal', 'src_ip_dotted', 'src_ip'],
	srcPort: ['src_port'],
	dstAddr: ['dst_ip_decimal', 'dst_ip_dotted', 'dst_ip'],
	dstPort: ['dst_port'],
	srcPackets: ['src_pkts'],
	srcBytes: ['src_bytes'],
	dstPackets: ['dst_pkts'],
	dstBytes: ['dst_bytes'],
	srcFlags: ['sflags', 'src_flags'],
	dstFlags: ['dflags', 'dst_flags']
};

/** The fields that Sguil's sancp.conf asks for; cxtracker and PRADS write the same. */
export const sguilFields = [
	'sancp_id', 'start_time_gmt', 'stop_time_gmt', 'duration', 'ip_proto', 'src_ip_decimal', 'src_port',
	'dst_ip_decimal', 'dst_port', 'src_pkts', 'src_bytes', 'dst_pkts', 'dst_bytes', 'sflags', 'dflags'
]; // prettier-ignore

/** Whether the fields of a line are the names of fields. */
export function isHeader(names: readonly string[]): boolean {
	const plain = names.map((name) => name.toLowerCase());
	const sancp = plain.includes('sancp_id') || plain.includes('sancpid');
	const decimal = plain.includes('src_ip_decimal') || plain.includes('src_ip_dotted');
	return (sancp || decimal) && plain.some((name) => /^(?:dst_ip|src_ip)/.test(name));
}

const time = String.raw`(?:\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d|\d{9,11}(?:\.\d+)?)`;
const address = String.raw`[\d.a-fA-F:]{1,45}`;
const count = String.raw`\d{1,20}`;

/** A record with the fields of Sguil's sancp.conf. */
const shape = new RegExp(
	String.raw`^\d{1,20}([|,\t])${time}\1${time}\1\d{1,10}(?:\.\d+)?\1\d{1,3}\1${address}\1\d{1,5}\1` +
		String.raw`${address}\1\d{1,5}(?:\1${count}){4}(?:\1\d{1,3}){2}\1?\s*$`
);

/** What the fields of a record without a header are cut at; null where the line is no such record. */
export function separatorOf(line: string): number | null {
	return shape.exec(line)?.[1]?.charCodeAt(0) ?? null;
}
