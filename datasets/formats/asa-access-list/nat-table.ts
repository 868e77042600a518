import type { AsaDefinitions } from './definitions.ts';
import { isNatLine, readNat, type NatLine, type NatMeans, type NatRule } from './nat-line.ts';
import { sizeOf } from './nat-side.ts';
import { ofEffect, type NatTurning } from './nat-turning.ts';

/** A turning at a place, and the line that says so. */
export interface PlacedTurning extends NatTurning {
	line: NatLine;
}

/** What becomes of packets before a list is asked about them, by the lines of NAT and of tunnels. */
export class NatTable {
	readonly lines: NatLine[] = [];
	/** False where packets of tunnels meet the lists too. */
	#isPastLists = true;
	#version: number | null = null;
	#rules: readonly { rule: NatRule; line: NatLine }[] | null = null;
	readonly #places = new Map<string | null, PlacedTurning[]>();

	/** Takes a line of the configuration; false where it changes no targets. */
	take(
		text: string,
		place: Pick<NatLine, 'offset' | 'length'>,
		definitions: AsaDefinitions
	): boolean {
		const version = /^(?:ASA|PIX) Version (\d+)\.(\d+)/.exec(text);
		if (version !== null) this.#version = Number(version[1]) + Number(version[2]) / 100;
		if (/^no sysopt connection permit-(?:vpn|ipsec)/.test(text)) this.#isPastLists = false;
		if (!isNatLine(text)) return false;
		this.lines.push({ text, object: definitions.described, ...place });
		return true;
	}

	/**
	 * What becomes of packets that a list is asked about, in the order in which it is decided.
	 *
	 * @param place `outside in`, `dmz out` or `global`; null where it is not known
	 */
	at(place: string | null, means: NatMeans): readonly PlacedTurning[] {
		const known = this.#places.get(place);
		if (known !== undefined) return known;
		const rules = (this.#rules ??= this.#read(means));
		const isMixed = this.#isMixed(rules);
		const found = rules.flatMap(({ rule: { turnings }, line }) =>
			turnings
				.filter((one) => isMetAt(place, isMixed ? { ...one, isListedAsCome: false } : one))
				.map((one) => ({ ...one, line, isCertain: one.isCertain && isSureAt(place, one) }))
		);
		const placed = ofEffect(found);
		this.#places.set(place, placed);
		return placed;
	}

	#read(means: NatMeans): { rule: NatRule; line: NatLine }[] {
		const read = this.lines.map((line) => ({ rule: readNat(line, means), line }));
		const sections = ([0, 1, 2, 3] as const).map((section) =>
			read.filter(({ rule }) => rule.section === section)
		);
		const [past, , ofObjects] = sections;
		ofObjects!.sort((a, b) => byReal(a.rule, b.rule));
		return [
			...(this.#isPastLists ? past! : []),
			...numbered(sections[1]!),
			...ofObjects!,
			...numbered(sections[3]!)
		];
	}

	/** Lines of the time before 8.3 in a configuration of a later one: which addresses its lists speak of is not told. */
	#isMixed(rules: readonly { rule: NatRule }[]): boolean {
		if (this.#version !== null && this.#version >= 8.03) return true;
		return rules.some(
			({ rule: { section, turnings } }) =>
				section > 0 && turnings.some((one) => !one.isListedAsCome)
		);
	}
}

/** Rules in their order; one with a number was put in front of what stood there. */
function numbered<Of extends { rule: NatRule }>(rules: readonly Of[]): Of[] {
	const found: Of[] = [];
	for (const one of rules) found.splice((one.rule.number ?? Infinity) - 1, 0, one);
	return found;
}

/** Fewer real addresses come first, then lower ones. */
function byReal(a: NatRule, b: NatRule): number {
	const [left, right] = [sizeAndFirst(a), sizeAndFirst(b)];
	const at = left[0] === right[0] ? 1 : 0;
	if (left[at] !== right[at]) return left[at] < right[at] ? -1 : 1;
	return a.name < b.name ? -1 : 1;
}

function sizeAndFirst({ real: { ranges } }: NatRule): readonly [bigint, bigint] {
	if (ranges === null) return [1n << 200n, 0n];
	return [ranges.reduce((sum, range) => sum + sizeOf(range), 0n), ranges[0]?.first ?? 0n];
}

function isMetAt(place: string | null, { from, isListedAsCome }: NatTurning): boolean {
	const [name, direction] = (place ?? '').split(' ');
	if (direction !== 'in') return true;
	return !isListedAsCome && (from === null || from === name);
}

/** Of packets on their way out, it is not told where they came in. */
function isSureAt(place: string | null, { from, to }: NatTurning): boolean {
	const isAnywhere = from === null && to === null;
	const [name, direction] = (place ?? '').split(' ');
	if (direction === 'in') return true;
	if (direction === 'out') return isAnywhere || to === name;
	return isAnywhere || (place !== null && from === null);
}
