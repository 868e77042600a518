import { isoOf } from '#lib/time.ts';
import type { Cell } from '#notebook/notebook.ts';
import type { Within } from '#engine/missing.ts';
import { sightKey } from './sights.ts';

/** What a check or a claim itself said of an alert. */
export interface Given {
	outcome: string;
	because: string | null;
}

/** What a cell says of one alert; `lowered` lists why `said` did not stand. */
export interface CellAnswer {
	outcome: string;
	because: string | null;
	said: string;
	lowered: readonly string[];
}

/** What lowers the answers about one alert. */
export interface Circumstances {
	/** Microseconds since 1970 UTC; null where the alert has no time. */
	ts: bigint | null;
	/** What is missing of an event table within a reach, by `sightKey`. */
	missing: ReadonlyMap<string, string>;
	/** Why a claim is about what is not loaded, by the id of its cell. */
	away: ReadonlyMap<string, string>;
}

/**
 * The answers about one alert after what lowers them; what the views of a board do for all alerts at once. A claim
 * about what is not loaded says nothing of this data, whatever its SQL says. Of the others, a contradiction stands
 * whatever else is missing; a claim whose data is missing cannot be confirmed; one whose review was due before the
 * alert has run out. A `clear` becomes `unknown` where data is missing, or a claim that it leans on is broken or
 * could not be tested because its SQL failed.
 */
export function lowered(
	cells: readonly Cell[],
	given: ReadonlyMap<string, Given>,
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
		answers.set(cell.spec.id, stepAnswer(said, [...gapsOf(cell, circumstances), ...broken]));
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

function claimAnswer(cell: Cell, said: Given, circumstances: Circumstances): CellAnswer {
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
	const because = gaps.length > 0 ? gaps.join('; ') : said.because;
	return answer(gaps.length > 0 ? 'untestable' : said.outcome, because);
}

function stepAnswer(said: Given, reasons: readonly string[]): CellAnswer {
	const falls = said.outcome === 'clear' && reasons.length > 0;
	return {
		outcome: falls ? 'unknown' : said.outcome,
		because: said.because,
		said: said.outcome,
		lowered: falls ? [...reasons].sort() : []
	};
}

function gapsOf({ spec }: Cell, { missing }: Circumstances): string[] {
	const within: Within = spec.within;
	return spec.needs
		.map((table) => missing.get(sightKey({ table, within })))
		.filter((reason) => reason !== undefined)
		.sort();
}
