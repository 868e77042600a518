import type { CellKind } from '#cells/cell.ts';
import { oddity, type Expected } from '#cells/answer.ts';
import { expectedOf } from '#cells/facets.ts';
import type { Result } from '#engine/duckdb/engine.ts';
import { NO_ANSWERS } from './answer-check.ts';

/** What the verdict of a path said of one alert in one scenario. */
export interface GivenVerdict {
	/** Null where it returned none that counts; then `failure` says why. */
	outcome: string | null;
	because: string | null;
	/** What its SQL said, before a step that is open raised it. */
	said: string | null;
	/** What it must return and did not. */
	failure: string | null;
}

/** By alert, and then by the case that it was asked in. */
export type GivenVerdicts = ReadonlyMap<string, ReadonlyMap<string, GivenVerdict>>;

/** The verdicts in rows (alert_id, scenario, outcome, because, said, answers), by alert and then by scenario. */
export function givenVerdicts({ rows }: Pick<Result, 'rows'>, kind: CellKind): GivenVerdicts {
	const expected = expectedOf(kind);
	const given = new Map<string, Map<string, GivenVerdict>>();
	for (const [alertId, scenario, ...row] of rows as [string, string, ...Row][]) {
		const ofAlert = given.get(alertId) ?? new Map<string, GivenVerdict>();
		ofAlert.set(scenario, givenVerdict(row, expected, ofAlert.has(scenario)));
		given.set(alertId, ofAlert);
	}
	return given;
}

type Text = string | null;
type Row = [outcome: Text, because: Text, said: Text, answers: unknown];

function givenVerdict(row: Row, expected: Expected, isSecond: boolean): GivenVerdict {
	const [outcome, because, said, answers] = row;
	const failure = Number(answers) === 0 ? NO_ANSWERS : faultOf(said, expected, isSecond);
	if (failure !== null) return { outcome: null, because: null, said: null, failure };
	return { outcome, because, said, failure };
}

function faultOf(said: Text, expected: Expected, isSecond: boolean): string | null {
	const isKnown = said === null || expected.outcomes.includes(said);
	if (isKnown && said !== null && !isSecond) return null;
	return oddity(
		{ doubled: isSecond ? 1 : 0, none: said === null ? 1 : 0, other: isKnown ? null : said },
		expected
	);
}
