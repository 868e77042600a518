import { expectedOf } from '#cells/facets.ts';
import type { QueryOptions } from '#engine/duckdb/engine.ts';
import { isCancelled, isEngineLost } from '#lib/failure.ts';
import type { Analysis } from '#notebook/analysis.ts';
import type { Cell } from '#notebook/notebook.ts';
import type { One } from './one.ts';
import { NO_ANSWERS } from './answer-check.ts';
import type { GivenVerdict } from './given-verdict.ts';
import type { CellFailure } from './result.ts';
import { combinationsOf, MOST_COMBINATIONS, type OpenStep } from './combinations.ts';
import { actual, ACTUAL, type Scenario } from './scenarios.ts';
import { supposing, type Answered, type ScenarioStep } from './scenario-steps.ts';

export interface Verdicts {
	/** By the scenario's name. */
	verdicts: ReadonlyMap<string, string | null>;
	/** Of the answers as they are. */
	because: string | null;
	said: string | null;
	failure: CellFailure | null;
}

const noVerdict = failed({ message: 'the path has no verdict', position: null });
const noAnswers = failed({ message: NO_ANSWERS, position: null });

/** No verdict at all. */
function failed(failure: CellFailure): Verdicts {
	return { verdicts: new Map(), because: null, said: null, failure };
}

/**
 * The verdicts of one path for one alert. Scenarios often come down to the same steps; each list of steps is
 * asked about once.
 */
export class PathVerdicts {
	readonly #one: One;
	readonly #analysis: Analysis;
	readonly #path: string;
	/** Of the notebook. */
	readonly #checks: readonly Cell[];
	readonly #known = new Map<string, GivenVerdict>();
	/** The different verdicts over all combinations, by the steps that are given and open. */
	readonly #every = new Map<string, (string | null)[]>();

	constructor(one: One, analysis: Analysis, path: string) {
		this.#one = one;
		this.#analysis = analysis;
		this.#path = path;
		this.#checks = analysis.checks;
	}

	/**
	 * @param scenarios among them that of the answers as they are
	 * @throws `cancelled`; `engine lost`. What else fails is told in the result.
	 */
	async of(
		scenarios: readonly Scenario[],
		answers: Answered,
		options: QueryOptions
	): Promise<Verdicts> {
		const cell = this.#conclusion;
		if (cell === null) return noVerdict;
		if (scenarios.every(({ cells }) => cells.length === 0)) return noAnswers;
		const steps = supposing(this.#checks, answers);
		const cases = new Map(scenarios.map((scenario) => [scenario.name, steps(scenario)]));
		try {
			await this.#ask(cell, [...cases.values()], options);
		} catch (error) {
			return failed(await this.#one.failureOf(error, cell, options));
		}
		const verdictOf = (steps: ScenarioStep[]) => this.#known.get(JSON.stringify(steps))!;
		const asked = verdictOf(cases.get(ACTUAL)!);
		if (asked.failure !== null) return failed({ message: asked.failure, position: null });
		return {
			verdicts: new Map([...cases].map(([name, steps]) => [name, verdictOf(steps).outcome])),
			because: asked.because,
			said: asked.said,
			failure: null
		};
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
		const cell = this.#conclusion;
		const given = supposing(this.#checks, answers)(actual(idsOf(checks.slice(0, count))));
		const open = checks.slice(count).map((check) => this.#openStep(check));
		if (open.length === 0) return true;
		if (cell === null || combinationsOf(open) > MOST_COMBINATIONS) return false;
		const key = JSON.stringify([given, open]);
		try {
			const every =
				this.#every.get(key) ?? (await this.#one.concludeEvery(cell, { given, open }, options));
			this.#every.set(key, every);
			return every.length === 1 && every[0] === verdict;
		} catch (error) {
			if (isCancelled(error) || isEngineLost(error)) throw error;
			return false;
		}
	}

	#openStep({ kind, spec }: Cell): OpenStep {
		const [word, ...others] = expectedOf(kind).outcomes;
		const supposed = [{ cell: spec.id, forced: word ?? '', forcedIfClear: null }];
		const [step] = supposing(this.#checks, { of: () => null })({ name: '', cells: supposed });
		return { step: step!, words: [word ?? '', ...others] };
	}

	get #conclusion(): Cell | null {
		return this.#analysis.path(this.#path).conclusion;
	}

	async #ask(cell: Cell, cases: readonly ScenarioStep[][], options: QueryOptions): Promise<void> {
		const open = new Map(cases.map((steps) => [JSON.stringify(steps), steps]));
		for (const key of this.#known.keys()) open.delete(key);
		if (open.size === 0) return;
		const verdicts = await this.#one.conclude(cell, [...open.values()], options);
		[...open.keys()].forEach((key, index) => this.#known.set(key, verdicts[index]!));
	}
}

function idsOf(cells: readonly Cell[]): string[] {
	return cells.map(({ spec }) => spec.id);
}
