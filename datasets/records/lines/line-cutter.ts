import { LF } from '#lib/ascii.ts';
import type { Cutter } from '../../format.ts';

/** Finds the ends of lines. */
export const lineCutter: Cutter = {
	push: (chunk) => chunk.lastIndexOf(LF) + 1
};
