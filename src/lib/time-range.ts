/** A stretch of time: two moments, microseconds since 1970 UTC. */
export interface TimeRange {
	from: bigint;
	to: bigint;
}
