/** An answer as far as it tells why. */
export interface Reasoned {
	outcome: string | null;
	because: string | null;
	said: string | null;
	lowered: readonly string[];
}

/**
 * The sentence that tells why a step has its outcome, to stand where nothing else does; null where it has none. Of
 * an answer that was lowered, its own sentence would speak for what the outcome takes back; of one that is unknown
 * by its own word, what was missing stands behind it.
 */
export function reasonOf({ outcome, because, said, lowered }: Reasoned): string | null {
	if (lowered.length === 0) return because;
	return said === outcome ? besides(because, lowered) : lowered.join('; ');
}

/** A sentence and what was missing behind it; null where there is neither. */
export function besides(because: string | null, missing: readonly string[]): string | null {
	const parts = [...(because === null ? [] : [because]), ...missing];
	return parts.length === 0 ? null : parts.join('; ');
}
