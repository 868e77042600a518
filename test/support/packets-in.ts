import { Failure } from '#lib/failure.ts';
import { formats } from '#datasets/index.ts';
import type { CapturedBytes } from '#datasets/packets/layers/packet-layers.ts';
import { BlockWalk } from '#datasets/records/blocks/block-walk.ts';

/** The packets of a whole capture in their order; null for a record that could not be read. */
export function packetsIn(bytes: Uint8Array): (CapturedBytes | null)[] {
	const head = { bytes: bytes.subarray(0, 65_536), lines: [], whole: false };
	const format = formats.find((one) => one.capture && one.recognise(head, formats) !== null);
	const reader = format!.capture!.open();
	const found: (CapturedBytes | null)[] = [];
	const walk = new BlockWalk((block, start, end) => reader.measure(block, start, end));
	walk.push(bytes, (block, start, end) => {
		if (!reader.isRecord(block, start, end)) return;
		try {
			const packet = reader.packet(block, start, end);
			const { linkType, wireLength } = packet;
			found.push({ linkType, wireLength, bytes: block.slice(packet.start, packet.end) });
		} catch (error) {
			if (!(error instanceof Failure)) throw error;
			found.push(null);
		}
	});
	return found;
}
