import type { Step } from './result.ts';

/**
 * The sentence that tells why a step has its outcome, to stand where nothing else does; null where it has none. Of
 * an answer that was lowered, its own sentence would speak for what the outcome takes back.
 */
export function reasonOf({ because, lowered }: Pick<Step, 'because' | 'lowered'>): string | null {
	return lowered.length > 0 ? lowered.join('; ') : because;
}
