import { followFlow, type Followed } from '#datasets/packets/stream/follow.ts';
import type { CapturedRecord } from '#intake/reading/capture-file.ts';
import type { Services } from '../../services/services.ts';
import type { FlowPlaces } from './packets-of-flow.ts';

/** What was said in a flow, by one capture. */
export interface FollowedFlow extends Followed {
	sourceId: string;
	places: readonly CapturedRecord[];
}

/** Reads the packets and puts their streams together. @throws where the bytes of the capture are gone, in words */
export async function followedIn(
	services: Pick<Services, 'sources'>,
	{ sourceId, places }: FlowPlaces
): Promise<FollowedFlow> {
	const capture = await services.sources.captureOf(sourceId);
	return { ...followFlow(await capture.packets(places)), sourceId, places };
}
