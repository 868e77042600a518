import type { Analysis } from '#notebook/analysis.ts';
import type { Cell, Notebook, PathDefinition } from '#notebook/notebook.ts';
import { Bases, differences, needsKey, type Basis, type Situation } from './basis.ts';
import { bareStep, typesOf } from './bare-step.ts';
import type { FoundVerdict } from './found-verdict.ts';
import type { MissingNeed } from './missing-needs.ts';
import { costOf, sharedCostOf } from './path-costs.ts';
import type {
	AlertRow,
	CheckOutcome,
	Earlier,
	InvestigationResult,
	PathResult,
	Step,
	Trust,
	TrustOutcome
} from './result.ts';
import { notRunBecause } from './not-run.ts';
import { standingOf, type Phase, type Standing } from './standing.ts';
import { newRecord, standsOn, type CellRecord } from './step-log.ts';

/** What a path came to. */
export type Conclusion = Pick<
	PathResult,
	'verdict' | 'because' | 'said' | 'stableAfter' | 'flips' | 'failure'
>;

/** Everything that was found out about an alert so far, whatever it is worth now. */
export interface Findings {
	alert: AlertRow;
	/** Id of the recipe that was asked. */
	recipe: string;
	/** By id of the cell. */
	records: ReadonlyMap<string, CellRecord>;
	/** By path. */
	verdicts: ReadonlyMap<string, FoundVerdict<Conclusion>>;
	/** When the verdict of a path made the database stop answering, by path. */
	stopped: ReadonlyMap<string, bigint>;
	/** What of the recipe's needs is not loaded, and the `needsKey` of when that was looked for. */
	needs: { key: string; missing: readonly MissingNeed[] };
	ms: number;
}

const open: Conclusion = {
	verdict: null,
	because: null,
	said: null,
	stableAfter: null,
	flips: [],
	failure: null
};

/**
 * What the findings say of the situation of now: the one rule for all that is shown. What was found for other SQL,
 * values or data is no answer, and stands beside it as what it is; what was found of another alert or for another
 * recipe is not told at all.
 * @param phase how the last run goes
 * @param bases of that situation, where they are at hand
 */
export function resultOf(
	findings: Findings,
	now: Situation,
	phase: Phase,
	bases = new Bases(now)
): InvestigationResult | null {
	if (findings.alert.alert_id !== now.alertId || findings.recipe !== now.notebook.id) return null;
	const view = new View(findings, bases, phase);
	return {
		alert: findings.alert,
		paths: withReasons(view.paths(), phase),
		trusts: now.notebook.analysis.claims.map((cell) => view.trust(cell)),
		beside: now.notebook.analysis.beside.map((cell) => view.beside(cell)),
		missing: findings.needs.key === needsKey(now) ? findings.needs.missing : [],
		ms: findings.ms
	};
}

/** Findings as they stand in a situation. */
class View {
	readonly #findings: Findings;
	readonly #bases: Bases;
	readonly #phase: Phase;
	readonly #notebook: Notebook;
	readonly #analysis: Analysis;
	/** What counts of the costs is what holds now. */
	readonly #ran: Parameters<typeof costOf>[1];
	readonly #standings = new Map<Cell, Standing>();

	constructor(findings: Findings, bases: Bases, phase: Phase) {
		this.#findings = findings;
		this.#bases = bases;
		this.#phase = phase;
		this.#notebook = bases.now.notebook;
		this.#analysis = this.#notebook.analysis;
		this.#ran = {
			analysis: this.#analysis,
			decided: (path) => findings.verdicts.get(path)?.decided ?? null,
			ms: (cell) => this.#standing(cell).good?.ms ?? null
		};
	}

	paths(): PathResult[] {
		return this.#notebook.paths.map((path) => this.#path(path));
	}

	#path(path: PathDefinition): PathResult {
		const found = this.#findings.verdicts.get(path.name);
		const { steps: asked } = this.#analysis.path(path.name);
		const isGood = (cell: Cell, key: string) => standsOn(this.#record(cell), key);
		const decided = found?.decided ?? null;
		const basis = this.#bases.ofPath(path, { decided, isGood });
		const holds = found?.basis.key === basis.key;
		const count = (holds ? decided : null) ?? asked.length;
		const steps = asked.map((cell, index) => this.#step(cell, index < count));
		const ran = steps.slice(0, count);
		return {
			path: path.name,
			title: path.title,
			steps,
			...(holds ? found.conclusion : open),
			concluded: holds,
			earlier: found === undefined || holds ? null : earlierVerdict(found, basis),
			partial: !holds || ran.some(isOpen),
			ms: costOf(path, this.#ran),
			sharedMs: sharedCostOf(path, this.#others(path), this.#ran),
			stoppedAt: holds ? null : (this.#findings.stopped.get(path.name) ?? null)
		};
	}

	beside(cell: Cell): Step {
		return this.#step(cell, true);
	}

	trust(cell: Cell): Trust {
		const { spec } = cell;
		const { sentence, owner, source, reviewBy } = cell.claim!;
		const standing = this.#standing(cell);
		const { good } = standing;
		return {
			id: spec.id,
			claim: sentence,
			owner,
			source,
			reviewBy,
			needs: spec.needs,
			dataTypes: typesOf(spec),
			state: standing.state,
			outcome: (good?.answer?.outcome ?? null) as TrustOutcome | null,
			because: good?.answer?.because ?? null,
			earlier: standing.earlier,
			triedAt: standing.triedAt,
			ms: good?.ms ?? null,
			sql: cell.sql,
			failure: standing.failure
		};
	}

	#step(cell: Cell, asked: boolean): Step {
		const standing = asked ? this.#standing(cell) : notNeeded;
		const { good } = standing;
		return {
			...bareStep(cell),
			state: standing.state,
			outcome: (good?.answer?.outcome ?? null) as CheckOutcome | null,
			because: good?.answer?.because ?? null,
			earlier: standing.earlier,
			triedAt: standing.triedAt,
			said: (good?.answer?.said ?? null) as CheckOutcome | null,
			lowered: good?.answer?.lowered ?? [],
			rows: good === null ? null : this.#rowsOf(cell),
			ms: good?.ms ?? null,
			runs: this.#record(cell).runs,
			failure: standing.failure,
			rowsSql: this.#analysis.of(cell).rows?.sql ?? null,
			rowsKey: this.#bases.rowsOf(cell)?.key ?? null
		};
	}

	#standing(cell: Cell): Standing {
		const standing =
			this.#standings.get(cell) ??
			standingOf(this.#record(cell), this.#bases.of(cell), this.#phase);
		this.#standings.set(cell, standing);
		return standing;
	}

	#rowsOf(cell: Cell): number | null {
		const { counted } = this.#record(cell);
		return counted?.key === this.#bases.rowsOf(cell)?.key ? (counted?.rows ?? null) : null;
	}

	#others(path: PathDefinition): PathDefinition[] {
		return this.#notebook.paths.filter((other) => other !== path);
	}

	#record(cell: Cell): CellRecord {
		return this.#findings.records.get(cell.spec.id) ?? newRecord;
	}
}

/** Steps that did not run say why. */
function withReasons(paths: readonly PathResult[], phase: Phase): PathResult[] {
	return paths.map((path, at) => {
		const standing = {
			states: path.steps.map(({ state }) => state),
			decided: path.stableAfter,
			isCancelled: phase === 'cancelled',
			behind: paths.slice(0, at).find(({ concluded }) => !concluded)?.title ?? null
		};
		const reason = (index: number) => notRunBecause({ ...standing, index });
		return { ...path, steps: path.steps.map((step, i) => ({ ...step, notRun: reason(i) })) };
	});
}

const notNeeded: Standing = {
	state: 'not needed',
	good: null,
	earlier: null,
	triedAt: null,
	failure: null
};

/** A verdict is over answers: rows that could not be listed leave it final. */
function isOpen({ role, state }: Step): boolean {
	return role === 'answer' && state !== 'done';
}

function earlierVerdict(
	{ basis, at, conclusion }: FoundVerdict<Conclusion>,
	now: Basis
): Earlier | null {
	const { verdict, because } = conclusion;
	if (verdict === null) return null;
	return { outcome: verdict, because, rows: null, at, differs: differences(basis, now) };
}
