import { isoOf } from '#lib/time.ts';
import type { Cell } from '#notebook/notebook.ts';
import { besides } from './reason.ts';
import { coverageNeedKey, type CoverageNeeds } from './coverage-needs.ts';

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
	/** What is missing of an event table within a reach, by `sightKey`. */
	missing: ReadonlyMap<string, string>;
	/** What each cell has to see, by its id. */
	sights: CoverageNeeds;
	/** Why a claim is about what is not loaded, by the id of its cell. */
	away: ReadonlyMap<string, string>;
}

/**
 * The answers about one alert after what lowers them; what the views of a board do for all alerts at once. A claim
 * about what is not loaded says nothing of this data, whatever its SQL says. Of the others, a contradiction stands
 * whatever else is missing; a claim whose data is missing cannot be confirmed; one whose review was due before the
 * alert has run out. A `clear` becomes `unknown` where data is missing, or a claim that it leans on is broken or
 * could not be tested because its SQL failed. Of an `unknown` that was said it is told what is missing of the
 * tables that it reads.
 */
export function downgraded(
	cells: readonly Cell[],
	given: ReadonlyMap<string, ReportedAnswer>,
	circumstances: Circumstances
): Map<string, CellAnswer> {
	const answers = new Map<string, CellAnswer>();
	const claims = cells.filter(({ spec }) => spec.claim !== null);
	for (const cell of claims) {
		const said = given.get(cell.spec.id);
		if (said !== undefined) answers.set(cell.spec.id, claimAnswer(cell, said, circumstances));
	}
	for (const cell of cells) {
		const said = given.get(cell.spec.id);
		if (said === undefined || cell.spec.claim !== null) continue;
		const broken = claims
			.filter(({ spec }) => cell.spec.trusts.includes(spec.id))
			.map((claim) => brokenBy(claim, answers.get(claim.spec.id), circumstances))
			.filter((reason) => reason !== null);
		answers.set(cell.spec.id, stepAnswer(said, broken, gapsOf(cell, circumstances)));
	}
	return answers;
}

/** Why what leans on a claim is not clear; null where it may be. */
function brokenBy(
	{ spec }: Cell,
	answer: CellAnswer | undefined,
	{ away }: Circumstances
): string | null {
	const claim = `the claim “${spec.claim!.sentence}”`;
	if (answer === undefined) return away.has(spec.id) ? null : `${claim} could not be tested`;
	const { outcome, because } = answer;
	if (outcome !== 'contradicted' && outcome !== 'expired') return null;
	return `${claim} is ${outcome}${because === null ? '' : `: ${because}`}`;
}

function claimAnswer(cell: Cell, said: ReportedAnswer, circumstances: Circumstances): CellAnswer {
	const { reviewBy } = cell.spec.claim!;
	const day = circumstances.ts === null ? null : isoOf(circumstances.ts).slice(0, 10);
	const away = circumstances.away.get(cell.spec.id);
	const gaps = gapsOf(cell, circumstances);
	const answer = (outcome: string, because: string | null) => ({
		outcome,
		because,
		said: outcome,
		lowered: []
	});
	if (away !== undefined) return answer('untestable', away);
	if (said.outcome === 'contradicted') return answer('contradicted', said.because);
	if (reviewBy !== null && day !== null && reviewBy < day)
		return answer('expired', `its review was due on ${reviewBy}`);
	if (said.outcome === 'untestable') return answer('untestable', besides(said.because, gaps.all));
	const because = gaps.needed.length > 0 ? gaps.needed.join('; ') : said.because;
	return answer(gaps.needed.length > 0 ? 'untestable' : said.outcome, because);
}

function stepAnswer(said: ReportedAnswer, broken: readonly string[], gaps: Gaps): CellAnswer {
	const reasons = [...gaps.needed, ...broken].sort();
	const falls = said.outcome === 'clear' && reasons.length > 0;
	const untold = said.outcome === 'unknown' ? gaps.all : [];
	return {
		outcome: falls ? 'unknown' : said.outcome,
		because: said.because,
		said: said.outcome,
		lowered: falls ? reasons : untold
	};
}

/** What is missing of the tables that a cell declares to need, and of those and all others that it reads. */
interface Gaps {
	needed: readonly string[];
	all: readonly string[];
}

function gapsOf({ spec }: Cell, { missing, sights }: Circumstances): Gaps {
	const found = (sights.get(spec.id) ?? [])
		.map((sight) => ({ reason: missing.get(coverageNeedKey(sight)), needed: sight.needed }))
		.filter(({ reason }) => reason !== undefined);
	const reasons = (gaps: typeof found) => gaps.map(({ reason }) => reason!).sort();
	return { needed: reasons(found.filter(({ needed }) => needed)), all: reasons(found) };
}
