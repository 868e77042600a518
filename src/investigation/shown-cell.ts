import { answers, claims, concludes, isStep } from '#cells/facets.ts';
import type { ShownCell, ShownClaim } from '#cells/shown.ts';
import type { Cell, Notebook, QuietCell } from '#notebook/notebook.ts';
import { bareStep } from './bare-step.ts';
import { NO_ALERT } from './over-all.ts';
import type { InvestigationResult, PathResult, Step } from './result.ts';
import type { StepTools } from './step-tools.ts';
import { waitingPath, waitingPaths } from './waiting-paths.ts';

/** What became of a cell, as its view takes it. */
export type CellShown = Pick<ShownCell, 'state' | 'value' | 'failure'>;

/** What is known of the cells of a notebook. */
export interface CellsKnown {
	notebook: Notebook;
	/** Of the alert at hand; null where it was not asked about, or there is none. */
	result: InvestigationResult | null;
	hasAlert: boolean;
	tools: Standing;
}

type Standing = Pick<StepTools, 'rowsKeyOf' | 'parameterNow'>;

/** What became of a cell wherever it stands in the file: on paths, beside them, or as a claim or an end of a path. */
export function shownCellOf(cell: Cell | QuietCell, known: CellsKnown): CellShown {
	const { kind, spec } = cell;
	if (cell.type === 'quiet') return standingShown(cell, known.tools);
	if (claims(kind)) return claimed(spec.id, known.result);
	if (concludes(kind)) return concluded(spec.paths[0] ?? '', known);
	const step = stepOf(cell, known.result);
	if (step !== null) return asStep(step, known.result!);
	if (answers(kind)) return unanswered(cell, known);
	return isStep(kind) ? listed(cell, known) : standingShown(cell, known.tools);
}

/** The step that a cell is, of the first path that needed it; null where no path of an alert has asked it. */
function stepOf({ spec }: Cell, result: InvestigationResult | null): Step | null {
	const steps = (result?.paths ?? []).flatMap((path) =>
		path.steps.filter(({ cell }) => cell === spec.id)
	);
	return steps.find(({ state }) => state !== 'not needed') ?? steps[0] ?? null;
}

function asStep(step: Step, { paths, trusts }: InvestigationResult): CellShown {
	const isIn = ({ steps }: PathResult) => steps.some(({ cell }) => cell === step.cell);
	const leanedOn = trusts.filter(({ id }) => step.trusts.includes(id));
	const inBothPaths = paths.length > 1 && paths.every(isIn);
	const value = { ...step, trusts: leanedOn, inBothPaths };
	return { state: step.state, value, failure: step.failure };
}

function unanswered(cell: Cell, { hasAlert }: CellsKnown): CellShown {
	const onPath = cell.spec.paths.length > 0;
	const waits = hasAlert ? null : 'it answers about an alert, and none is at hand';
	const notRun = onPath ? waits : 'not asked: it stands on no path';
	return { state: 'waiting', value: barely(cell, notRun), failure: null };
}

/** Rows that stand beside the paths, or are asked without an alert. */
function listed(cell: Cell, { notebook, tools, hasAlert }: CellsKnown): CellShown {
	const isReady = tools.rowsKeyOf(cell.spec.id) !== undefined;
	const notRun = !hasAlert && notebook.analysis.of(cell).ofAlert ? NO_ALERT : null;
	return {
		state: isReady ? 'done' : 'waiting',
		value: barely(cell, notRun),
		failure: null
	};
}

function barely(cell: Cell, notRun: string | null) {
	return { ...bareStep(cell), notRun, trusts: [], inBothPaths: false };
}

function claimed(id: string, result: InvestigationResult | null): CellShown {
	const trust = result?.trusts.find((each) => each.id === id);
	if (trust === undefined) return { state: 'waiting', value: untested, failure: null };
	return { state: trust.state, value: trust, failure: trust.failure };
}

const untested: ShownClaim = {
	outcome: null,
	because: null,
	ms: null,
	earlier: null,
	triedAt: null
};

function concluded(name: string, { notebook, result }: CellsKnown): CellShown {
	const paths = result?.paths ?? waitingPaths(notebook);
	const path = paths.find((each) => each.path === name) ?? waitingPath({ name, title: name }, []);
	return { state: path.concluded ? 'done' : 'waiting', value: path, failure: path.failure };
}

/** What is shown where it stands, whatever an alert comes to. */
export function standingShown(
	cell: Cell | QuietCell,
	{ rowsKeyOf, parameterNow }: Standing
): CellShown {
	const parameter = cell.kind.parameter?.(cell.spec) ?? null;
	const given = parameter === null ? null : parameterNow(parameter.name);
	const isReady = cell.type === 'quiet' || rowsKeyOf(cell.spec.id) !== undefined;
	const failure = given?.failure ?? null;
	return {
		state: isReady ? 'done' : 'waiting',
		value: given?.value ?? null,
		failure: failure === null ? null : { message: failure, position: null }
	};
}
