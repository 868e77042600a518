import { byCodePoint } from '#lib/text-order.ts';
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

/** The answers about one alert after what lowers them, by the rules that the views of a board follow for all alerts. */
export function downgraded(
	cells: readonly Cell[],
	given: ReadonlyMap<string, ReportedAnswer>,
	circumstances: Circumstances
): Map<string, CellAnswer> {
	const answers = new Map<string, CellAnswer>();
	const claims = cells.filter(({ claim }) => claim !== null);
	for (const cell of claims) {
		const said = given.get(cell.spec.id);
		if (said !== undefined) answers.set(cell.spec.id, claimAnswer(cell, said, circumstances));
	}
	for (const cell of cells) {
		const said = given.get(cell.spec.id);
		if (said === undefined || cell.claim !== null) continue;
		const broken = claims
			.filter(({ spec }) => cell.spec.trusts.includes(spec.id))
			.flatMap((claim) => brokenBy(claim, answers.get(claim.spec.id), circumstances) ?? []);
		answers.set(cell.spec.id, stepAnswer(said, broken, gapsOf(cell, circumstances)));
	}
	return answers;
}

/** Why what leans on a claim is not clear; null where it may be. */
function brokenBy(
	cell: Cell,
	answer: CellAnswer | undefined,
	{ away }: Circumstances
): string | null {
	const found = decide(leaningRules, {
		claim: cell.claim!.sentence,
		outcome: answer?.outcome ?? null,
		because: answer?.because ?? null,
		away: away.get(cell.spec.id) ?? null
	});
	return (found?.reason ?? null) as string | null;
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
	return { outcome, because: found.because as string | null, said: outcome, lowered: [] };
}

function stepAnswer(said: ReportedAnswer, broken: readonly string[], gaps: Gaps): CellAnswer {
	const found = decide(stepRules, {
		said: said.outcome,
		against: listed([...new Set([...gaps.needed, ...broken])].sort(byCodePoint)),
		unseen: listed(gaps.all)
	})!;
	return {
		outcome: found.outcome as string,
		because: said.because,
		said: said.outcome,
		lowered: (found.lowered ?? []) as readonly string[]
	};
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
