import { isoOf } from '#lib/time.ts';
import type { Cell } from '#notebook/notebook.ts';
import type { Within } from '#engine/coverage.ts';
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
}

/**
 * The answers about one alert after what lowers them; what the views of a board do for all alerts at once.
 * A contradiction stands whatever else is missing; a claim whose data is missing cannot be confirmed; one
 * whose review was due before the alert has run out. A `clear` becomes `unknown` where data is missing or a
 * claim that it leans on is broken.
 */
export function lowered(
	cells: readonly Cell[],
	given: ReadonlyMap<string, Given>,
	circumstances: Circumstances
): Map<string, CellAnswer> {
	const claims = new Map<string, CellAnswer & { sentence: string }>();
	const answers = new Map<string, CellAnswer>();
	for (const cell of cells) {
		const said = given.get(cell.spec.id);
		if (said === undefined || cell.spec.claim === null) continue;
		const claim = claimAnswer(cell, said, circumstances);
		claims.set(cell.spec.id, { ...claim, sentence: cell.spec.claim.sentence });
		answers.set(cell.spec.id, claim);
	}
	for (const cell of cells) {
		const said = given.get(cell.spec.id);
		if (said === undefined || cell.spec.claim !== null) continue;
		const broken = cell.spec.trusts.flatMap((id) => {
			const claim = claims.get(id);
			return claim === undefined || !isBroken(claim.outcome)
				? []
				: [`the claim “${claim.sentence}” is ${claim.outcome}: ${claim.because}`];
		});
		answers.set(cell.spec.id, stepAnswer(said, [...gapsOf(cell, circumstances), ...broken]));
	}
	return answers;
}

function isBroken(outcome: string): boolean {
	return outcome === 'contradicted' || outcome === 'expired';
}

function claimAnswer(cell: Cell, said: Given, circumstances: Circumstances): CellAnswer {
	const { reviewBy } = cell.spec.claim!;
	const day = circumstances.ts === null ? null : isoOf(circumstances.ts).slice(0, 10);
	const gaps = gapsOf(cell, circumstances);
	const answer = (outcome: string, because: string | null) => ({
		outcome,
		because,
		said: outcome,
		lowered: []
	});
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
