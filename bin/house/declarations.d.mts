import type { SourceFile } from '../../test/support/source-files.ts';

/** Classes with more members than so many. */
export function classesOf(
	files: readonly SourceFile[],
	most: number
): { class: string; members: number }[];

/** Lines of the named functions, methods, accessors and named arrows. */
export function functionsOf(files: readonly SourceFile[]): {
	count: number;
	lines: { median: number; p90: number; p99: number; max: number };
	over_60: string[];
};
