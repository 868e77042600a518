import type { EventWriter } from '#arrow/event-writer.ts';
import { bytesOf } from '#lib/bytes.ts';
import type { Sink } from '../format.ts';

/**
 * Sets what the analyst said of the machine that wrote the log, where the record at hand says nothing else: its first
 * address is `dst_ip`, a name is `host`.
 */
export function serverPutter(sink: Sink, writer: EventWriter): () => void {
	const { host: given, addresses } = sink.settings;
	const bytes = bytesOf(addresses[0] ?? '');
	const host = given === null || given === addresses[0] ? null : writer.text('host');
	return () => {
		if (host !== null && !host.isSet) host.set(given!);
		if (bytes.length > 0 && !writer.dstIp.isSet) writer.dstIp.read(bytes, 0, bytes.length);
	};
}
