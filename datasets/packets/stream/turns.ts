import type { Conversation, StreamSegment } from './follow.ts';
import { joinedSegments } from './joined-segments.ts';

/**
 * What one end said until the other did, or how much of it is missing; of several packets with the number and the time of
 * the first.
 */
export type StreamTurn = StreamSegment;

/** Turns that are shown, and what is not. */
export interface ShownTurns {
	turns: readonly StreamTurn[];
	/** Bytes of each way that are there and not shown. */
	left: readonly [number, number];
}

/** The turns of a connection, of each way the first `most` bytes. */
export function turnsOf({ segments, proto }: Conversation, most: number): ShownTurns {
	const parts: StreamSegment[] = [];
	const shown: [number, number] = [0, 0];
	const left: [number, number] = [0, 0];
	for (const segment of segments) {
		const room = most - shown[segment.way];
		const there = segment.bytes?.length ?? 0;
		const taken = Math.min(there, Math.max(0, room));
		left[segment.way] += there - taken;
		shown[segment.way] += taken;
		if (room > 0) parts.push(cutTo(segment, taken));
	}
	return { turns: proto === 'tcp' ? joinedSegments(parts) : parts, left };
}

function cutTo(segment: StreamSegment, length: number): StreamSegment {
	const { bytes } = segment;
	return bytes === null ? segment : { ...segment, length, bytes: bytes.subarray(0, length) };
}
