import { concatenated } from '#lib/bytes.ts';
import type { Conversation, StreamSegment } from './follow.ts';

/** What one end said until the other did, or how much of it is missing. */
export interface StreamTurn {
	way: 0 | 1;
	start: number;
	length: number;
	/** Null where they are missing. */
	bytes: Uint8Array | null;
	/** Number of the first packet of it; null where it is missing. */
	record: number | null;
	/** When that came, in microseconds since 1970 UTC; null where that is not known. */
	ts: bigint | null;
}

/** Turns that are shown, and what is not. */
export interface ShownTurns {
	turns: readonly StreamTurn[];
	/** Bytes of each way that are there and not shown. */
	left: readonly [number, number];
}

/** The turns of a connection, of each way the first `most` bytes. */
export function turnsOf({ segments, proto }: Conversation, most: number): ShownTurns {
	const turns: StreamSegment[][] = [];
	const shown: [number, number] = [0, 0];
	const left: [number, number] = [0, 0];
	for (const segment of segments) {
		const room = most - shown[segment.way];
		const there = segment.bytes?.length ?? 0;
		const taken = Math.min(there, Math.max(0, room));
		left[segment.way] += there - taken;
		shown[segment.way] += taken;
		if (room <= 0) continue;
		const part = cutTo(segment, taken);
		const open = turns.at(-1);
		const goesOn = proto === 'tcp' && open !== undefined && areOfOne(open[0]!, part);
		if (goesOn) open.push(part);
		else turns.push([part]);
	}
	return { turns: turns.map(joined), left };
}

function cutTo(segment: StreamSegment, length: number): StreamSegment {
	const { bytes } = segment;
	return bytes === null ? segment : { ...segment, length, bytes: bytes.subarray(0, length) };
}

function areOfOne(first: StreamSegment, next: StreamSegment): boolean {
	return first.way === next.way && first.bytes !== null && next.bytes !== null;
}

function joined(segments: readonly StreamSegment[]): StreamTurn {
	const { way, start, record, ts, bytes } = segments[0]!;
	const length = segments.reduce((sum, segment) => sum + segment.length, 0);
	const pieces = segments.map((segment) => segment.bytes!);
	const whole = bytes === null ? null : concatenated(pieces, length);
	return { way, start, length, bytes: whole, record, ts };
}
