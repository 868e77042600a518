import type { Sink } from '../../format.ts';
import { Facts } from './facts.ts';

/** The columns of `packets`, each fetched once. */
export function packetColumns(sink: Sink) {
	const writer = sink.table('packets');
	return {
		writer,
		length: writer.int32('length'),
		ttl: writer.int32('ttl'),
		ipId: writer.int32('ip_id'),
		tcpFlags: writer.text('tcp_flags'),
		seq: writer.int64('seq'),
		ack: writer.int64('ack'),
		tcpWindow: writer.int32('tcp_window'),
		payloadLength: writer.int32('payload_length'),
		/** Of the column `info`. */
		facts: new Facts(writer.text('info'))
	};
}

export type PacketColumns = ReturnType<typeof packetColumns>;
