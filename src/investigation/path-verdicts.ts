import { expectedOf } from '#cells/facets.ts';
import type { QueryOptions } from '#engine/duckdb/engine.ts';
import { isCancelled, isEngineLost } from '#lib/failure.ts';
import type { Analysis, PathCells } from '#notebook/analysis.ts';
import type { Cell } from '#notebook/notebook.ts';
import type { One } from './one.ts';
import { NO_ANSWERS } from './answer-check.ts';
import type { GivenVerdicts } from './given-verdict.ts';
import type { CellFailure } from './result.ts';
import type { Scope } from './scope.ts';
import { combinationsOf, MOST_COMBINATIONS, type OpenStep } from './combinations.ts';
import { actual, ACTUAL, type Scenario } from './scenarios.ts';
import type { Answered } from './scenario-steps.ts';

/** What the verdict of a path said in some cases. */
export interface Verdicts {
	given: GivenVerdicts;
	/** Why there are none; null where there are. */
	failure: CellFailure | null;
}

/**
 * The verdicts of a path in some cases, about every alert of a scope.
 * @throws `cancelled`; `engine lost`. What else fails is told.
 */
export async function verdictsOf(
	scope: Pick<Scope, 'conclude' | 'failureOf'>,
	{ conclusion }: Pick<PathCells, 'conclusion'>,
	cases: readonly Scenario[],
	options: QueryOptions
): Promise<Verdicts> {
	if (conclusion === null) return none('the path has no verdict');
	if (cases.every(({ cells }) => cells.length === 0)) return none(NO_ANSWERS);
	try {
		return { given: await scope.conclude(conclusion, cases, options), failure: null };
	} catch (error) {
		const failure = await scope.failureOf(error, conclusion, options);
		return { given: new Map(), failure };
	}
}

function none(message: string): Verdicts {
	return { given: new Map(), failure: { message, position: null } };
}

/** What the verdict of a path said of one alert. */
export interface OwnVerdicts {
	/** By the name of the case. */
	verdicts: ReadonlyMap<string, string | null>;
	/** Of the answers as they are. */
	because: string | null;
	said: string | null;
	failure: CellFailure | null;
}

function noneOwn(failure: CellFailure | null): OwnVerdicts {
	return { verdicts: new Map(), because: null, said: null, failure };
}

/** A path of a notebook, and the alert that it is asked about. */
interface OwnPath {
	analysis: Analysis;
	name: string;
	alertId: string;
}

/** The verdicts of one path for one alert. */
export class PathVerdicts {
	readonly #one: One;
	readonly #own: OwnPath;
	readonly #path: PathCells;

	constructor(one: One, own: OwnPath) {
		this.#one = one;
		this.#own = own;
		this.#path = own.analysis.path(own.name);
	}

	/**
	 * @param cases among them that of the answers as they are
	 * @throws `cancelled`; `engine lost`. What else fails is told in the result.
	 */
	async of(cases: readonly Scenario[], options: QueryOptions): Promise<OwnVerdicts> {
		const { given, failure } = await verdictsOf(this.#one, this.#path, cases, options);
		const own = given.get(this.#own.alertId);
		const asked = own?.get(ACTUAL);
		if (own === undefined || asked === undefined) return noneOwn(failure);
		if (asked.failure !== null) return noneOwn({ message: asked.failure, position: null });
		const { because, said } = asked;
		const verdicts = new Map([...own].map(([name, { outcome }]) => [name, outcome]));
		return { verdicts, because, said, failure: null };
	}

	/**
	 * Whether the verdict stays `verdict` whatever the checks behind the first `count` answer: every combination
	 * of their outcomes is asked about. Where there are too many of those it is not known, and so not said.
	 * @throws `cancelled`; `engine lost`
	 */
	async stays(
		verdict: string,
		path: {
			checks: readonly Cell[];
			count: number;
			answers: Answered;
		},
		options: QueryOptions
	): Promise<boolean> {
		const { checks, count, answers } = path;
		const cell = this.#path.conclusion;
		const asked = actual(checks.slice(0, count).map(({ spec }) => spec.id));
		const [given = []] = this.#one.verdicts.supposed.of([asked], answers);
		const open = checks.slice(count).map((check) => this.#openStep(check));
		if (open.length === 0) return true;
		if (cell === null || combinationsOf(open) > MOST_COMBINATIONS) return false;
		try {
			const every = await this.#one.concludeEvery(cell, { given, open }, options);
			return every.length === 1 && every[0] === verdict;
		} catch (error) {
			if (isCancelled(error) || isEngineLost(error)) throw error;
			return false;
		}
	}

	#openStep({ kind, spec }: Cell): OpenStep {
		const [word, ...others] = expectedOf(kind).outcomes;
		const supposed = [{ cell: spec.id, forced: word ?? '', forcedIfClear: null }];
		const [steps] = this.#one.verdicts.supposed.of([{ cells: supposed }], { of: () => null });
		return { step: steps![0]!, words: [word ?? '', ...others] };
	}
}
