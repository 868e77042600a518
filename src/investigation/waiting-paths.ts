import { answers } from '#cells/facets.ts';
import type { Cell, Notebook } from '#notebook/notebook.ts';
import type { PathResult, Step } from './result.ts';

/** What the lanes show of a recipe before anything was asked. */
export function waitingPaths(notebook: Notebook): PathResult[] {
	return notebook.paths.map(({ name, title }) => ({
		path: name,
		title,
		steps: notebook.analysis.path(name).steps.map(waitingStep),
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

function waitingStep({ kind, spec, question, sql }: Cell): Step {
	return {
		cell: spec.id,
		role: answers(kind) ? 'answer' : 'rows',
		question,
		state: 'waiting',
		notRun: null,
		outcome: null,
		because: null,
		earlier: null,
		triedAt: null,
		said: null,
		lowered: [],
		open: spec.open,
		moment: spec.moment,
		rows: null,
		ms: null,
		runs: 0,
		needs: spec.needs,
		dataTypes: [],
		trusts: spec.trusts,
		failure: null,
		sql,
		rowsSql: null,
		rowsKey: null
	};
}
