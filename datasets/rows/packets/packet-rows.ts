import type { CaptureReader, RecordReader, Sink } from '../../format.ts';
import { blocks } from '../../records/blocks/blocks.ts';
import { packetWriter } from './dissect.ts';

/** Reads the packets of a capture into the table `packets`. */
export function packetRows(sink: Sink, reader: CaptureReader): RecordReader {
	const write = packetWriter(sink);
	return blocks(sink, {
		measure: (bytes, start, end) => reader.measure(bytes, start, end),
		isRecord: (bytes, start, end) => reader.isRecord(bytes, start, end),
		record: (bytes, start, end) => write(reader.packet(bytes, start, end))
	});
}
