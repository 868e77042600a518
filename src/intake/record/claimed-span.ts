import type { ClaimedSpan } from '#datasets/format.ts';
import type { TimeRange } from '#lib/time-range.ts';
import { isoOf } from '#lib/time.ts';
import { Zone } from '#lib/zone.ts';
import { spanOfName } from '#lib/rotation-name.ts';

/** What is known of a source's records when its claims are judged. */
export interface Claimant {
	name: string;
	/** Zone of wall clocks. */
	zone: string;
	records: number;
	/** Microseconds since 1970 UTC of the event rows; null where none has a time. */
	first: bigint | null;
	last: bigint | null;
}

const MINUTE = 60_000_000n;
const SECOND = 1_000_000n;
/** A record is written when its event has ended, and bears the time at which it began. */
const BEGUN_BEFORE = 30n * MINUTE;
/** Clocks of two zones that are not the same differ by more. */
const ZONE_APART = 30n * MINUTE;
const LONGEST = 24n * 60n * MINUTE;

/**
 * For which spans a source speaks whole because it says so itself, and sentences for its receipt. A claim is
 * believed where the records bear it out: it holds them all, is of a day at most, and, where it does not say how many
 * they are, begins or ends so near to them that no other zone can be meant. A log that was made from an old capture
 * bears the time of its making, and a part that was cut out of a log still has the log's own header.
 */
export function judgedClaims(
	claims: readonly ClaimedSpan[],
	claimant: Claimant
): { spans: TimeRange[]; notes: string[] } {
	const all = [...claims, ...claimsOfName(claimant)];
	const kinds = [...new Set(all.map(({ by }) => by))];
	const judged = kinds.map((by) =>
		judge(
			all.filter((claim) => claim.by === by),
			claimant
		)
	);
	return {
		spans: judged.flatMap(({ spans, isBelieved }) => (isBelieved ? spans : [])),
		notes: judged.map(({ note }) => note)
	};
}

function claimsOfName({ name, first, zone }: Claimant): ClaimedSpan[] {
	const span = spanOfName(name, first, new Zone(zone));
	if (span === null) return [];
	return [{ ...span, isLocal: true, records: null, by: 'its name says that it was open' }];
}

function judge(
	claims: readonly ClaimedSpan[],
	claimant: Claimant
): { spans: TimeRange[]; isBelieved: boolean; note: string } {
	const zone = new Zone(claimant.zone);
	const told = claims.filter(({ records }) => records === null || records === claimant.records);
	const spans = (told.length > 0 ? told : claims.slice(-1)).map((claim) => instants(claim, zone));
	const hull = {
		from: spans.reduce((least, { from }) => (from < least ? from : least), spans[0]!.from),
		to: spans.reduce((most, { to }) => (to > most ? to : most), spans[0]!.to)
	};
	const isBelieved =
		told.length > 0 &&
		spans.every(({ from, to }) => from <= to && to - from <= LONGEST) &&
		isBorneOut(hull, claims[0]!.records !== null, claimant);
	const says = `${claims[0]!.by} from ${stamp(hull.from)} to ${stamp(hull.to)}`;
	const note = isBelieved ? says : `${says}, which its records do not bear out`;
	return { spans, isBelieved, note };
}

function isBorneOut(claim: TimeRange, isCounted: boolean, { first, last }: Claimant): boolean {
	if (first === null || last === null) return false;
	// Claims are told to the second.
	if (first < claim.from - BEGUN_BEFORE || last >= claim.to + SECOND) return false;
	if (isCounted) return true;
	return first <= claim.from + ZONE_APART || last >= claim.to - ZONE_APART;
}

function instants({ from, to, isLocal }: ClaimedSpan, zone: Zone): TimeRange {
	if (!isLocal) return { from, to };
	const instant = (wall: bigint) =>
		wall - BigInt(zone.offsetAtLocal(Number(wall / SECOND))) * SECOND;
	return { from: instant(from), to: instant(to) };
}

function stamp(moment: bigint): string {
	return `${isoOf(moment).slice(0, 19).replace('T', ' ')} UTC`;
}
