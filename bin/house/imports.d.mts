import type { SourceFile } from '../../test/support/source-files.ts';

/**
 * By folder the steps of the longest chain of value imports between its parts (`folder`), and inside each of them.
 */
export function floorsOf(
	files: readonly SourceFile[],
	folders: readonly string[]
): Record<string, Record<string, number>>;

/** Folders of the page that import each other's values. */
export function tiesBetween(files: readonly SourceFile[]): [string, string][];
