import { eventTables, type DataType, type EventTableName } from '#arrow/event-tables.ts';
import type { CellSpec, Role } from '#cells/cell.ts';
import { rowsSql } from '#notebook/compile.ts';
import type { Graph } from '#notebook/graph.ts';
import { cellsOf, type Cell, type Notebook, type PathDefinition } from '#notebook/notebook.ts';
import type { MissingNeed } from './missing-needs.ts';
import type {
	AlertRow,
	CheckOutcome,
	InvestigationResult,
	PathResult,
	Step,
	StepState,
	Trust,
	TrustOutcome
} from './result.ts';
import { notRunBecause } from './not-run.ts';
import { newRecord, type CellRecord } from './step-log.ts';

/** What a path came to. */
export type Conclusion = Pick<
	PathResult,
	'verdict' | 'because' | 'said' | 'stableAfter' | 'flips' | 'failure'
>;

const open: Conclusion = {
	verdict: null,
	because: null,
	said: null,
	stableAfter: null,
	flips: [],
	failure: null
};

/** What is known of an alert so far. */
export interface Findings {
	alert: AlertRow;
	notebook: Notebook;
	graph: Graph;
	recordOf(cell: Cell): CellRecord;
	/** After how many steps the verdict of a path was decided, by path; absent where all were asked. */
	decided: ReadonlyMap<string, number>;
	/** By path; absent until a path has ended. */
	conclusions: ReadonlyMap<string, Conclusion>;
	missing: readonly MissingNeed[];
	/** Whether the run was ended before its end. */
	isCancelled: boolean;
	ms: number;
}

/** What is asked on a path, in its order: checks, and lists of rows. */
export function stepCellsOf(cells: readonly Cell[], path: string): Cell[] {
	return cells.filter(({ kind, spec }) => isStepRole(kind.role) && spec.paths.includes(path));
}

/** Whether a cell of that role is a step of the paths that it names. */
export function isStepRole(role: Role): role is Step['role'] {
	return role === 'answer' || role === 'rows';
}

/** Whether a cell decides a question. */
export function isAnswer({ kind }: Cell): boolean {
	return kind.role === 'answer';
}

/** The claims that a check leans on. */
export function claimsOf(cells: readonly Cell[], check: Cell): Cell[] {
	return cells.filter(
		({ kind, spec }) => kind.role === 'claim' && check.spec.trusts.includes(spec.id)
	);
}

/** Findings as they are shown. */
export function resultOf(findings: Findings): InvestigationResult {
	const { alert, notebook, missing, ms } = findings;
	const cells = cellsOf(notebook);
	return {
		alert,
		paths: notebook.paths.map((path) => pathResult(findings, cells, path)),
		trusts: cells
			.filter(({ kind }) => kind.role === 'claim')
			.map((cell) => trustOf(cell, findings.recordOf(cell))),
		missing,
		ms
	};
}

function pathResult(findings: Findings, cells: readonly Cell[], path: PathDefinition): PathResult {
	const asked = stepCellsOf(cells, path.name);
	const decided = findings.decided.get(path.name) ?? asked.length;
	const steps = withReasons(
		asked.map((cell, index) => stepOf(findings, cells, cell, index < decided)),
		findings,
		path
	);
	const ran = steps.slice(0, decided);
	const own = askedOn(findings, cells, path);
	const others = findings.notebook.paths.filter((other) => other !== path);
	const elsewhere = new Set(others.flatMap((other) => askedOn(findings, cells, other)));
	const msOf = (some: readonly Cell[]) =>
		some.reduce((sum, cell) => sum + (findings.recordOf(cell).ms ?? 0), 0);
	return {
		path: path.name,
		title: path.title,
		steps,
		...(findings.conclusions.get(path.name) ?? open),
		partial: !findings.conclusions.has(path.name) || ran.some(isOpen),
		ms: msOf(own),
		sharedMs: msOf(own.filter((cell) => elsewhere.has(cell)))
	};
}

/** What a path has asked: its steps up to where its verdict was decided, and the claims that they lean on. */
function askedOn({ decided }: Findings, cells: readonly Cell[], { name }: PathDefinition): Cell[] {
	const steps = stepCellsOf(cells, name).slice(0, decided.get(name));
	return [...steps, ...new Set(steps.flatMap((cell) => claimsOf(cells, cell)))];
}

/** Steps that did not run say why. */
function withReasons(
	steps: readonly Step[],
	{ decided, conclusions, isCancelled, notebook }: Findings,
	path: PathDefinition
): Step[] {
	const before = notebook.paths.slice(0, notebook.paths.indexOf(path));
	const standing = {
		states: steps.map(({ state }) => state),
		decided: decided.get(path.name) ?? null,
		isCancelled,
		behind: before.find(({ name }) => !conclusions.has(name))?.title ?? null
	};
	return steps.map((step, index) => ({ ...step, notRun: notRunBecause({ ...standing, index }) }));
}

/** A verdict is over answers: rows that could not be listed leave it final. */
function isOpen({ role, state }: Step): boolean {
	return role === 'answer' && state !== 'done';
}

function stepOf(
	{ graph, recordOf }: Findings,
	cells: readonly Cell[],
	cell: Cell,
	asked: boolean
): Step {
	const { kind, spec, question } = cell;
	const record = recordOf(cell);
	const shown = asked ? record : newRecord();
	return {
		cell: spec.id,
		role: kind.role as Step['role'],
		question,
		state: asked ? record.state : ('not needed' satisfies StepState),
		notRun: null,
		outcome: shown.outcome as CheckOutcome | null,
		because: shown.because,
		said: shown.said as CheckOutcome | null,
		lowered: shown.lowered,
		open: spec.open,
		rows: shown.rows,
		ms: shown.ms,
		runs: record.runs,
		needs: spec.needs,
		dataTypes: typesOf(spec),
		trusts: spec.trusts,
		failure: shown.failure,
		sql: spec.sql,
		rowsSql: rowsSql(cell, cells, graph)
	};
}

function trustOf({ spec }: Cell, record: CellRecord): Trust {
	return {
		id: spec.id,
		claim: spec.claim!.sentence,
		owner: spec.claim!.owner,
		source: spec.claim!.source,
		reviewBy: spec.claim!.reviewBy,
		needs: spec.needs,
		dataTypes: typesOf(spec),
		outcome: record.outcome as TrustOutcome | null,
		because: record.because,
		ms: record.ms,
		sql: spec.sql,
		failure: record.failure
	};
}

function typesOf({ dataType, needs }: CellSpec): DataType[] {
	return dataType === null ? dataTypesOf(needs) : [dataType];
}

/** The data types of tables, each once, in the order of the tables. */
export function dataTypesOf(tables: readonly EventTableName[]): DataType[] {
	return [...new Set(tables.map((table) => eventTables[table].dataType))];
}
