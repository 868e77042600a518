import type { NativeWriter } from '#tables/native-writer.ts';
import type { LoggedPacket } from './packet.ts';

type Range = readonly [start: number, end: number];

/** Keeps the topics, the text, and the parts of a packet, each under its name. */
export function keepNative(
	native: NativeWriter,
	bytes: Uint8Array,
	{ topics, text, packet }: { topics: Range; text: Range; packet: LoggedPacket | null }
): void {
	const keep = (name: string, [start, end]: Range) => {
		if (start >= 0) native.keep(name, bytes, start, end);
	};
	keep('topics', topics);
	keep('text', text);
	if (packet !== null) {
		keep('chain', [packet.chainStart, packet.chainEnd]);
		keep('in', [packet.inStart, packet.inEnd]);
		keep('out', [packet.outStart, packet.outEnd]);
		keep('proto', [packet.protoStart, packet.protoEnd]);
		keep('detail', [packet.detailStart, packet.detailEnd]);
		keep('src', [packet.srcStart, packet.srcEnd]);
		keep('dst', [packet.dstStart, packet.dstEnd]);
		keep('rest', [packet.dstEnd + 1, text[1]]);
	}
	native.commit();
}
