import { byCodePoint } from '#lib/text-order.ts';
import type { Analysis } from '#notebook/analysis.ts';
import type { Cell } from '#notebook/notebook.ts';
import { claimRules, leaningRules, stepRules } from './answer-rules.ts';
import type { CoverageNeeds } from './coverage-needs.ts';
import { decide } from './rules.ts';

/** What a check or a claim itself said of an alert. */
export interface ReportedAnswer {
	outcome: string;
	because: string | null;
}

/** What a cell says of one alert. */
export interface CellAnswer {
	outcome: string;
	because: string | null;
	said: string;
	/** Why `clear` did not stand, or what was missing where it said `unknown` itself; else empty. */
	lowered: readonly string[];
	/** Sentences of the claims that a `clear` leans on and this data cannot test; else empty. */
	untested: readonly string[];
}

/** What lowers the answers about one alert. */
export interface Circumstances {
	/** Microseconds since 1970 UTC; null where the alert has no time. */
	ts: bigint | null;
	/** What is missing of what cells need, by the need's key. */
	missing: ReadonlyMap<string, string>;
	/** What each cell has to see, by its id. */
	sights: CoverageNeeds;
	/** Why a claim is about what is not loaded, by the id of its cell. */
	away: ReadonlyMap<string, string>;
}

/** What an answer was worked out of. */
interface Worked {
	said: ReportedAnswer;
	/** The claims that it leans on, and what became of them; null of one that has no answer. */
	leaning: readonly { claim: Cell; answer: CellAnswer | null }[];
	answer: CellAnswer;
}

/**
 * The answers about one alert after what lowers them, by the rules that the database follows for all alerts. Each is
 * worked out where it is asked for, and again only where it, or a claim that it leans on, was answered anew.
 */
export class DowngradedAnswers {
	readonly #analysis: Analysis;
	readonly #circumstances: Circumstances;
	readonly #saidOf: (cell: Cell) => ReportedAnswer | null;
	readonly #known = new Map<Cell, Worked>();

	/** @param saidOf what a cell itself said; null where it has no answer */
	constructor(
		analysis: Analysis,
		circumstances: Circumstances,
		saidOf: (cell: Cell) => ReportedAnswer | null
	) {
		this.#analysis = analysis;
		this.#circumstances = circumstances;
		this.#saidOf = saidOf;
	}

	/** Null where the cell has no answer. */
	of(cell: Cell): CellAnswer | null {
		const said = this.#saidOf(cell);
		if (said === null) return null;
		const claims = cell.spec.trusts.length === 0 ? [] : this.#analysis.of(cell).claims;
		const leaning = claims.map((claim) => ({ claim, answer: this.of(claim) }));
		const known = this.#known.get(cell);
		if (
			known?.said === said &&
			known.leaning.every(({ answer }, i) => answer === leaning[i]?.answer)
		)
			return known.answer;
		const answer = answerOf(cell, { said, leaning }, this.#circumstances);
		this.#known.set(cell, { said, leaning, answer });
		return answer;
	}
}

function answerOf(
	cell: Cell,
	{ said, leaning }: Omit<Worked, 'answer'>,
	circumstances: Circumstances
): CellAnswer {
	if (cell.claim !== null) return claimAnswer(cell, said, circumstances);
	const leans = leaning.map(({ claim, answer }) => leanOn(claim, answer, circumstances));
	return stepAnswer(said, leans, gapsOf(cell, circumstances));
}

/** Why what leans on a claim is not clear, and the claim where it is taken on trust. */
interface Lean {
	reason: string | null;
	untested: string | null;
}

function leanOn(cell: Cell, answer: CellAnswer | null, { away }: Circumstances): Lean {
	return decide(leaningRules, {
		claim: cell.claim!.sentence,
		outcome: answer?.outcome ?? null,
		because: answer?.because ?? null,
		away: away.get(cell.spec.id) ?? null
	}) as unknown as Lean;
}

function claimAnswer(cell: Cell, said: ReportedAnswer, circumstances: Circumstances): CellAnswer {
	const { reviewBy } = cell.claim!;
	const gaps = gapsOf(cell, circumstances);
	const found = decide(claimRules, {
		said: said.outcome,
		because: said.because,
		away: circumstances.away.get(cell.spec.id) ?? null,
		needed: listed(gaps.needed),
		unseen: listed(gaps.all),
		review: reviewBy,
		reviewDay: reviewBy === null ? null : Date.parse(reviewBy) / MILLIS_PER_DAY,
		alertDay: circumstances.ts === null ? null : dayOf(circumstances.ts)
	})!;
	const outcome = found.outcome as string;
	return {
		outcome,
		because: found.because as string | null,
		said: outcome,
		lowered: [],
		untested: []
	};
}

function stepAnswer(said: ReportedAnswer, leans: readonly Lean[], gaps: Gaps): CellAnswer {
	const broken = leans.flatMap(({ reason }) => reason ?? []);
	const untested = leans.flatMap((lean) => lean.untested ?? []);
	const found = decide(stepRules, {
		said: said.outcome,
		against: listed(inOrder([...gaps.needed, ...broken])),
		unseen: listed(gaps.all),
		untested: listed(inOrder(untested))
	})!;
	return {
		outcome: found.outcome as string,
		because: said.because,
		said: said.outcome,
		lowered: (found.lowered ?? []) as readonly string[],
		untested: (found.untested ?? []) as readonly string[]
	};
}

function inOrder(reasons: readonly string[]): string[] {
	return [...new Set(reasons)].sort(byCodePoint);
}

function listed(reasons: readonly string[]): readonly string[] | null {
	return reasons.length === 0 ? null : reasons;
}

const MILLIS_PER_DAY = 86_400_000;
const MICROS_PER_DAY = 86_400_000_000n;

/** The day of a moment, counted from 1970-01-01. */
function dayOf(micros: bigint): number {
	const since = ((micros % MICROS_PER_DAY) + MICROS_PER_DAY) % MICROS_PER_DAY;
	return Number((micros - since) / MICROS_PER_DAY);
}

/** What is missing of the tables that a cell declares to need, and of those and all others that it reads, in order. */
interface Gaps {
	needed: readonly string[];
	all: readonly string[];
}

function gapsOf({ spec }: Cell, { missing, sights }: Circumstances): Gaps {
	const found = (sights.get(spec.id) ?? []).flatMap((sight) => {
		const reason = missing.get(sight.key);
		return reason === undefined ? [] : [{ reason, needed: sight.needed }];
	});
	found.sort((a, b) => byCodePoint(a.reason, b.reason));
	const reasons = (gaps: typeof found) => [...new Set(gaps.map(({ reason }) => reason))];
	return { needed: reasons(found.filter(({ needed }) => needed)), all: reasons(found) };
}
