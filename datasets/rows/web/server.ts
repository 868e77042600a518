import type { EventWriter } from '#tables/event-writer.ts';
import { bytesOf } from '#lib/bytes.ts';
import type { Sink } from '../../format.ts';

/**
 * Sets what the analyst said of the machine that wrote a log of requests: its first address is `server_ip`, by which
 * checks ask whether a server's own log was there to be looked at, and, where the record says nothing else, also
 * `dst_ip`; a name is `host`. A proxy's log is so that of the proxy, whatever server it passed a request on to.
 */
export function serverPutter(sink: Sink, web: EventWriter): () => void {
	const { host: given, addresses } = sink.settings;
	const bytes = bytesOf(addresses[0] ?? '');
	const host = given === null || given === addresses[0] ? null : web.text('host');
	return () => {
		if (host !== null && !host.isSet) host.set(given!);
		if (bytes.length === 0) return;
		if (!web.serverIp.isSet) web.serverIp.read(bytes, 0, bytes.length);
		if (!web.dstIp.isSet) web.dstIp.read(bytes, 0, bytes.length);
	};
}
