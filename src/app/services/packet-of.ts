import type { CapturedBytes } from '#datasets/packets/layers/packet-layers.ts';
import type { RecordPlace } from '#investigation/record-place.ts';
import type { SourceActs } from './data-state.ts';

/**
 * The packet of a record, as its capture holds it.
 * @throws where its source is not loaded, not at hand, or no capture
 */
export async function packetOf(
	sources: Pick<SourceActs, 'captureOf'>,
	place: RecordPlace
): Promise<CapturedBytes> {
	const capture = await sources.captureOf(place.sourceId);
	const [found] = await capture.packets([place]);
	const { linkType, wireLength, bytes, start, end } = found!.packet;
	return { linkType, wireLength, bytes: bytes.subarray(start, end) };
}
