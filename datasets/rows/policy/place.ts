import { networksOf, type AddressRange } from '#lib/address-range.ts';
import type { Network } from '#lib/cidr.ts';
import { allPackets, type Box } from './box.ts';
import { RowBudget } from './budget.ts';
import type { FlatEntry } from './flatten.ts';
import type { Match } from './match.ts';
import type { Own } from './own.ts';
import { protocolNames } from './protocol-set.ts';
import type { Action } from './rows.ts';
import type { Ruleset } from './ruleset.ts';
import { stagesOf, type Stage } from './stages.ts';

/** Rows that one entry may become; more are made only by lists of thousands put together. */
const MOST_OF_ONE = 20_000;

/** Gives the lines of a ruleset their rows of `policy`. */
export function placeRules(ruleset: Ruleset, own: Own): void {
	const budget = new RowBudget();
	const known: Known = new Map();
	stagesOf(ruleset, own).forEach((stage, i) => placeStage(stage, i + 1, own, { budget, known }));
}

/** Networks of ranges that were asked for before: the same ranges stand in many entries. */
type Known = Map<string, Network[]>;

interface Means {
	budget: RowBudget;
	known: Known;
}

function placeStage(stage: Stage, number: number, own: Own, means: Means): void {
	const { hook, family, base, isAnswer } = stage;
	const fallback = base.policyItem ?? base.chain.rules.at(-1)?.item ?? null;
	const { device, ips: ownIps } = own;
	let position = 0;
	for (const entry of stage.entries) {
		const { sides, action } = fitting(entry, means);
		const item = entry.item ?? fallback;
		const at = { hook, family: entry.box.family ?? family ?? 'both', stage: number } as const;
		const comment = isAnswer ? aboutAnswers(entry.comment) : entry.comment;
		position++;
		for (const match of matchesOf(sides))
			item?.rows.push({ device, ownIps, at, position, action, match, comment });
	}
}

/** What is too much to be said is not known. */
function fitting(
	{ box, action }: FlatEntry,
	{ budget, known }: Means
): { sides: Sides; action: Action } {
	const sides = sidesOf(box, known);
	const rows = rowsOf(sides);
	if (rows <= MOST_OF_ONE && budget.takes(rows)) return { sides, action };
	return { sides: sidesOf(allPackets, known), action: 'unknown' };
}

/** The packets of a box as rows say them. */
export function matchesIn(box: Box): Match[] {
	return matchesOf(sidesOf(box, new Map()));
}

/** A row about answers is told from one about the packets that they answer. */
function aboutAnswers(comment: string | null): string {
	return comment === null ? 'about the answer' : `about the answer: ${comment}`;
}

interface Sides {
	src: readonly (Network | null)[];
	dst: readonly (Network | null)[];
	protos: readonly (string | null)[];
	ports: Box['ports'];
}

/** The values of which rows say one each. */
function sidesOf({ src, dst, protos, ports }: Box, known: Known): Sides {
	const networks = (ranges: Box['src']) =>
		ranges?.flatMap((range) => networksIn(range, known)) ?? [null];
	return {
		src: networks(src),
		dst: networks(dst),
		protos: protos === null ? [null] : protocolNames(protos),
		ports
	};
}

function networksIn(range: AddressRange, known: Known): Network[] {
	const key = `${range.isV6} ${range.first} ${range.last}`;
	const found = known.get(key) ?? networksOf(range);
	known.set(key, found);
	return found;
}

function rowsOf({ src, dst, protos, ports }: Sides): number {
	return src.length * dst.length * protos.length * (ports?.length ?? 1);
}

function matchesOf({ src, dst, protos, ports }: Sides): Match[] {
	return src.flatMap((from) =>
		dst.flatMap((to) => protos.map((proto) => ({ src: from, dst: to, proto, ports })))
	);
}
