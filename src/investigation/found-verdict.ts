import type { Basis } from './basis.ts';

/** What a path came to once, and what that stands on. */
export interface FoundVerdict<Came> {
	basis: Basis;
	/** In microseconds since 1970 UTC. */
	at: bigint;
	/** After how many steps it was decided; null where all were asked. */
	decided: number | null;
	conclusion: Came;
}
