import type { Notebook, PathDefinition } from '#notebook/notebook.ts';
import { bareStep } from './bare-step.ts';
import type { PathResult, Step } from './result.ts';

/** What the lanes show of a recipe before anything was asked. */
export function waitingPaths(notebook: Notebook): PathResult[] {
	return notebook.paths.map((path) =>
		waitingPath(path, notebook.analysis.path(path.name).steps.map(bareStep))
	);
}

/** A path of which nothing was asked. */
export function waitingPath(
	{ name, title }: Pick<PathDefinition, 'name' | 'title'>,
	steps: Step[]
): PathResult {
	return {
		path: name,
		title,
		steps,
		verdict: null,
		because: null,
		said: null,
		concluded: false,
		earlier: null,
		partial: false,
		stableAfter: null,
		flips: [],
		ms: 0,
		sharedMs: 0,
		failure: null,
		stoppedAt: null
	};
}
