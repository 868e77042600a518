import { concatenated } from '#lib/bytes.ts';
import type { StreamSegment } from './follow.ts';

/**
 * Those as one that went one way and follow one another with nothing missing in between, with the packet and the time of
 * the first.
 */
export function joinedSegments(segments: readonly StreamSegment[]): StreamSegment[] {
	const groups: StreamSegment[][] = [];
	for (const segment of segments) {
		const open = groups.at(-1);
		if (open !== undefined && areOfOne(open[0]!, segment)) open.push(segment);
		else groups.push([segment]);
	}
	return groups.map(joined);
}

function areOfOne(first: StreamSegment, next: StreamSegment): boolean {
	return first.way === next.way && first.bytes !== null && next.bytes !== null;
}

function joined(segments: readonly StreamSegment[]): StreamSegment {
	const first = segments[0]!;
	const length = segments.reduce((sum, segment) => sum + segment.length, 0);
	const pieces = segments.map((segment) => segment.bytes!);
	return { ...first, length, bytes: first.bytes === null ? null : concatenated(pieces, length) };
}
