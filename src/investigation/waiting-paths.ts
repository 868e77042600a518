import type { Notebook } from '#notebook/notebook.ts';
import { bareStep } from './bare-step.ts';
import type { PathResult } from './result.ts';

/** What the lanes show of a recipe before anything was asked. */
export function waitingPaths(notebook: Notebook): PathResult[] {
	return notebook.paths.map(({ name, title }) => ({
		path: name,
		title,
		steps: notebook.analysis.path(name).steps.map(bareStep),
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
	}));
}
