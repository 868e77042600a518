import { answers as decides } from '#cells/facets.ts';
import type { QueryOptions } from '#engine/duckdb/engine.ts';
import type { Analysis } from '#notebook/analysis.ts';
import type { Cell } from '#notebook/notebook.ts';
import type { PathVerdicts } from './path-verdicts.ts';
import type { Answered } from './scenario-steps.ts';
import type { Conclusion } from './result-of.ts';
import { actual, ACTUAL, afterSteps, flipsOf, uniformAfter, without } from './scenarios.ts';

/** What a path is concluded from. */
export interface Asking {
	verdicts: PathVerdicts;
	analysis: Analysis;
	answers: Answered;
	options: QueryOptions;
}

/**
 * Whether no step behind the first `asked` can change the verdict any more: it must be the same over the answers
 * so far, and over every combination of those that are left.
 */
export async function isDecided(
	steps: readonly Cell[],
	asked: number,
	{ verdicts, answers, options }: Asking
): Promise<boolean> {
	if (asked === steps.length || !decides(steps[asked - 1]!.kind)) return false;
	const checks = steps.filter(({ kind }) => decides(kind));
	const count = checks.filter((check) => steps.indexOf(check) < asked).length;
	const cells = checks.map(({ spec }) => spec.id);
	const scenarios = [actual(cells.slice(0, count)), ...afterSteps(cells, count)];
	const { verdicts: found } = await verdicts.of(scenarios, options);
	const [verdict = null, ...others] = new Set(found.values());
	if (verdict === null || others.length > 0) return false;
	return verdicts.stays(verdict, { checks, count, answers }, options);
}

/**
 * What a path comes to.
 * @param steps those that were asked
 * @param decided after how many of them the rest was not needed; null where all were asked
 */
export async function conclusionOf(
	steps: readonly Cell[],
	decided: number | null,
	asking: Asking
): Promise<Conclusion> {
	const checks = steps.filter(({ kind }) => decides(kind));
	const ids = checks.map(({ spec }) => spec.id);
	const leaning = checks.map(({ spec }) => ({ id: spec.id, trusts: spec.trusts }));
	const claims = new Set(checks.flatMap((cell) => asking.analysis.of(cell).claims));
	const trusts = [...claims].map(({ spec, claim }) => ({ id: spec.id, claim: claim!.sentence }));
	const { verdicts, because, said, failure } = await asking.verdicts.of(
		[
			actual(ids),
			...(decided === null ? ids.flatMap((_, count) => afterSteps(ids, count)) : []),
			...trusts.map(({ id }) => without(id, leaning))
		],
		asking.options
	);
	return {
		verdict: verdicts.get(ACTUAL) ?? null,
		because,
		said,
		stableAfter: decided ?? stepsUntil(steps, await stableAfter(checks, verdicts, asking)),
		flips: flipsOf(verdicts, trusts),
		failure
	};
}

/** After how many answers no other could change the verdict; null where the last of them could. */
async function stableAfter(
	checks: readonly Cell[],
	found: ReadonlyMap<string, string | null>,
	{ verdicts, answers, options }: Asking
): Promise<number | null> {
	const verdict = found.get(ACTUAL) ?? null;
	if (verdict === null) return null;
	for (const count of uniformAfter(found, checks.length))
		if (await verdicts.stays(verdict, { checks, count, answers }, options)) return count;
	return null;
}

/** Of steps, how many come until that many of them have answered; null for null. */
function stepsUntil(steps: readonly Cell[], answers: number | null): number | null {
	if (answers === null || answers === 0) return answers;
	return steps.indexOf(steps.filter(({ kind }) => decides(kind))[answers - 1]!) + 1;
}
