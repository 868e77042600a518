import type { ColumnRow } from './column-row.ts';
import { sensorRow } from './sensor-column.ts';

export const sessionRows = [
	['end_ts', 'timestamp', 'time', 'when the last packet was seen', { here: 'endtime end lastseen stop stoptime closed' }],
	['duration', 'float64', 'duration', 'seconds', { here: 'duration dur elapsed' }],
	['service', 'text', 'word', 'application protocol', { here: 'service app application appproto networkprotocol' }],
	['conn_state', 'text', 'word', 'Zeek’s word; null where it cannot be known'],
	['history', 'text', 'word', 'Zeek’s letters'],
	['src_bytes', 'int64', 'bytes', 'payload bytes of the originator', {
		here: 'srcbytes bytesout sentbyte sentbytes origbytes bytestoserver sourcebytes' }],
	['dst_bytes', 'int64', 'bytes', 'payload bytes of the responder', {
		here: 'dstbytes bytesin rcvdbyte receivedbytes respbytes bytestoclient destinationbytes' }],
	['src_packets', 'int64', 'count', 'packets of the originator', { here: 'srcpackets packetsout sentpkt origpkts sourcepackets' }],
	['dst_packets', 'int64', 'count', 'packets of the responder', { here: 'dstpackets packetsin rcvdpkt resppkts destinationpackets' }],
	['answered', 'boolean', 'yes', 'the responder sent anything but a reset or an ICMP error'],
	['uid', 'text', 'session id', 'the sensor’s own id of the session'],
	['tcp_flags', 'text', 'word', 'flags that the originator sent, as SYN,ACK; null where they are not told'],
	['one_way', 'boolean', 'yes',
		'true for one direction, whose other is a record of its own or was not seen; false where two such were paired'],
	['reply_record', 'int64', 'id', 'record of the same source that told of the way back, of a pair', { by: 'import' }],
	['undirected', 'boolean', 'yes',
		'true where nothing tells which side began: source and destination may be the other way round, and answered is null'],
	sensorRow
] as const satisfies readonly ColumnRow[]; // prettier-ignore
