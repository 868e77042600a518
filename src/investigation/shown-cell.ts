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
	/** What was asked over all data, where no alert is at hand; null where nothing was. */
	overAll: InvestigationResult | null;
	/** Ids of the cells that are being asked by themselves. */
	asking: ReadonlySet<string>;
	hasAlert: boolean;
	tools: Standing;
}

type Standing = Pick<StepTools, 'rowsKeyOf' | 'parameterNow' | 'isHeld'>;

/** What became of a cell wherever it stands in the file: on paths, beside them, or as a claim or an end of a path. */
export function shownCellOf(cell: Cell | QuietCell, known: CellsKnown): CellShown {
	const { kind, spec } = cell;
	if (cell.type === 'quiet') return standingShown(cell, known.tools);
	if (concludes(kind)) return concluded(spec.paths[0] ?? '', known);
	const shown = claims(kind) ? claimed(cell, known) : asked(cell, known);
	return known.asking.has(spec.id) ? { ...shown, state: 'running' } : shown;
}

function asked(cell: Cell, known: CellsKnown): CellShown {
	const step = stepOf(cell, known);
	if (step !== null && isTold(step, cell, known))
		return asStep(step, (known.result ?? known.overAll)!);
	if (answers(cell.kind)) return unanswered(cell, known);
	return isStep(cell.kind) ? listed(cell, known) : standingShown(cell, known.tools);
}

/** Without an alert nothing of a path is told but what was asked over all data. */
function isTold({ state }: Step, cell: Cell, { hasAlert }: CellsKnown): boolean {
	return hasAlert || (answers(cell.kind) && state !== 'waiting' && state !== 'not needed');
}

/** The step that a cell is, of the first path that needed it or of none; null where nothing is told of it. */
export function stepOf(
	{ spec }: Cell | QuietCell,
	known: Pick<CellsKnown, 'result' | 'overAll'>
): Step | null {
	const result = known.result ?? known.overAll;
	if (result === null) return null;
	const all = [...result.paths.flatMap((path) => path.steps), ...result.beside];
	const steps = all.filter(({ cell }) => cell === spec.id);
	return steps.find(({ state }) => state !== 'not needed') ?? steps[0] ?? null;
}

function asStep(step: Step, { paths, trusts }: InvestigationResult): CellShown {
	const isIn = ({ steps }: PathResult) => steps.some(({ cell }) => cell === step.cell);
	const leanedOn = trusts.filter(({ id }) => step.trusts.includes(id));
	const inBothPaths = paths.length > 1 && paths.every(isIn);
	const value = { ...step, trusts: leanedOn, inBothPaths };
	return { state: step.state, value, failure: step.failure };
}

function unanswered(cell: Cell, known: CellsKnown): CellShown {
	return { state: 'waiting', value: barely(cell, noAlertFor(cell, known)), failure: null };
}

function noAlertFor(cell: Cell, { notebook, hasAlert }: CellsKnown): string | null {
	return !hasAlert && notebook.analysis.of(cell).ofAlert ? NO_ALERT : null;
}

/** Rows that stand beside the paths, or are asked without an alert. */
function listed(cell: Cell, known: CellsKnown): CellShown {
	return {
		state: stateOfRows(cell, known.tools),
		value: barely(cell, noAlertFor(cell, known)),
		failure: null
	};
}

function barely(cell: Cell, notRun: string | null) {
	return { ...bareStep(cell), notRun, trusts: [], inBothPaths: false };
}

function claimed({ spec }: Cell, { result, overAll }: CellsKnown): CellShown {
	const trust = (result ?? overAll)?.trusts.find(({ id }) => id === spec.id);
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
export function standingShown(cell: Cell | QuietCell, tools: Standing): CellShown {
	const parameter = cell.kind.parameter?.(cell.spec) ?? null;
	const given = parameter === null ? null : tools.parameterNow(parameter.name);
	const failure = given?.failure ?? null;
	return {
		state: cell.type === 'quiet' ? 'done' : stateOfRows(cell, tools),
		value: given?.value ?? null,
		failure: failure === null ? null : { message: failure, position: null }
	};
}

/** They are asked where they are shown, but for those that wait until somebody asks. */
function stateOfRows(
	{ spec }: Cell,
	{ rowsKeyOf, isHeld }: Standing
): 'done' | 'waiting' | 'stale' {
	if (rowsKeyOf(spec.id) === undefined) return 'waiting';
	return isHeld(spec.id) ? 'stale' : 'done';
}
