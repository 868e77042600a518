import type { Problem } from '#notebook/notebook.ts';

/**
 * What is said of a recipe that was opened with problems, which keep no other part of it from running; null
 * where it has none.
 */
export function problemNotice(problems: readonly Problem[]): string | null {
	const [first] = problems;
	if (first === undefined) return null;
	const place = first.line === null ? '' : ` in line ${first.line}`;
	if (problems.length === 1)
		return `the recipe has a problem${place}, and the rest of it runs: ${first.message}`;
	return `the recipe has ${problems.length} problems, and the rest of it runs; the first${place}: ${first.message}`;
}
