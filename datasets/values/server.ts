import type { EventWriter } from '#arrow/event-writer.ts';
import { canonicalAddress } from '#lib/address.ts';
import { bytesOf } from '#lib/bytes.ts';
import type { Sink } from '../format.ts';

/**
 * Sets what the analyst said of the machine that wrote the log, where the record at hand says nothing else: an
 * address is `dst_ip`, a name is `host`.
 */
export function serverPutter(sink: Sink, writer: EventWriter): () => void {
	const given = sink.settings.host;
	if (given === null) return () => undefined;
	const address = canonicalAddress(given);
	if (address === null) {
		const host = writer.text('host');
		return () => {
			if (!host.isSet) host.set(given);
		};
	}
	const bytes = bytesOf(address);
	return () => {
		if (!writer.dstIp.isSet) writer.dstIp.read(bytes, 0, bytes.length);
	};
}
